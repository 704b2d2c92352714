"""Hold the words of which the reference study's people speak, and how often they say each."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random

COMMON = str.split(
    "the and to of we it that a I was in they so you for on but not with have this is at had "
    "what all be there were just when or from by about them which as our because do if then "
    "would really one think some my got people out how no up more can been know did could time "
    "get who said other only also well even now after before again most where any much many "
    "still into over than very us him her she he their its these those each"
)

NOUNS = str.split(
    "report practice nurse doctor patient review template workshop plan meeting asthma inhaler "
    "month data team reception manager letter search list figure chart call visit audit trainer "
    "session module video slide question answer reason problem change habit target reminder "
    "message phone screen system record code referral clinic appointment morning afternoon week "
    "year quarter site region trial study arm allocation facilitator visitor partner colleague "
    "registrar pharmacist receptionist budget contract staff workload cover leave holiday illness "
    "pressure winter pandemic vaccine flu guideline evidence protocol checklist poster leaflet "
    "website password login printer computer server software upgrade backup spreadsheet graph "
    "column table email attachment deadline delay feedback praise complaint concern doubt trust "
    "interest effort energy mood culture story example case family child adult carer school "
    "neighbour community village town surgery building corridor kitchen lunch coffee break "
    "conversation argument decision choice option advice opinion view sense feeling worry hope "
    "expectation surprise success failure improvement outcome result measure number percentage "
    "average comparison benchmark ranking league safety risk harm error incident investigation"
)

VERBS = str.split(
    "ask tell show find use try help need want bring send open close start stop wait look talk "
    "listen write read check count follow change decide agree argue remember forget notice "
    "explain suggest remind train teach learn plan prepare deliver receive accept refuse ignore "
    "print share discuss compare improve adapt replace return finish miss cancel arrange cover "
    "support encourage persuade convince expect hope worry wonder prefer manage handle record "
    "search review refer treat prescribe measure report respond complain apologise thank"
)

PHRASES = ("asthma review", "monthly report", "protected time", "own figures", "action plan")

SEARCHED = '"asthma review"'


def vocabulary() -> list[str]:
    """List every word and phrase, the one said most first."""
    verbs = [made for verb in VERBS for made in (verb, f"{verb}ing", f"{verb}ed", f"{verb}s")]
    plurals = [f"{noun}s" for noun in NOUNS]
    qualified = [f"{noun}-{other}" for noun in NOUNS[:40] for other in NOUNS[40:70]]
    rest = [*NOUNS, *PHRASES, *verbs, *plurals, *qualified]
    Random("order of words").shuffle(rest)
    middle = rest.index(PHRASES[0])
    rest[middle], rest[150] = rest[150], rest[middle]
    return [*COMMON, *rest]


class Speech:
    """Say words at random, the n-th of the vocabulary 1/n as often as the first."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._words = vocabulary()
        self._weights = list(accumulate(1 / rank for rank in range(3, len(self._words) + 3)))

    def words(self, count: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=count)

    def talk(self, count: int) -> str:
        """Say about `count` words as sentences of some twelve words."""
        said, spoken = [], self.words(count)
        while spoken:
            length = self._chance.randrange(6, 18)
            sentence, spoken = " ".join(spoken[:length]), spoken[length:]
            said.append(f"{sentence[0].upper()}{sentence[1:]}.")
        return " ".join(said)

    def phrase(self, count: int) -> str:
        return " ".join(self.words(count))


def sentence_case(words: Sequence[str]) -> str:
    """Join words and begin with a capital letter."""
    joined = " ".join(words)
    return f"{joined[:1].upper()}{joined[1:]}"
