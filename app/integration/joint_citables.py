"""Know what a row of a joint display can cite: figures after `[=`, cells and passages after `[`."""

from functools import partial

from app.charting.asking import Asker
from app.charting.citables import MOST, Citables, Lead, Offer, offered_cells, ranked
from framework.queries.indicators import DefinitionRow, list_definitions
from framework.queries.joint_figures import Figures
from framework.rules.figure_tokens import FigureToken, figures_in, typed
from framework.study import Session, Study

COUNTED = ("", "n/N", "%", "n", "N", "sites")
MEASURED = ("", "median", "range", "total", "sites")
_COUNTS = ("delivered", "on_time", "late", "share_yes")


class JointCitables(Citables):
    """Offer figures too, each in the forms that it has."""

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self._figures: list[Offer] | None = None
        self._site = ""
        self._counting = Asker(study, self)

    def about_row(self, case_id: int | None, site: str) -> None:
        """Offer what a row about a site, or about all (None), can cite."""
        if case_id is None:
            self._be(_nothing, _every_cell)
        else:
            self.about_case(case_id)
        self._figures, self._site = None, site

    def offers(self, wanted: str) -> list[Offer]:
        """List what fits what is typed: figures after an equals sign, else cells and passages."""
        if not wanted.startswith("="):
            return super().offers(wanted)
        if self._figures is None:
            self._read_figures()
        words = wanted[1:].replace("_", " ").casefold().split()
        found = ranked(self._figures or [], " ".join(words))
        return sorted(found, key=lambda offer: not _begins(offer, words))[:MOST]

    def lead(self, written: str) -> Lead | None:
        """Find what a figure, a locator or a mention leads to."""
        found = figures_in(written)
        if not found:
            return super().lead(written)
        with self._study.read() as session:
            words = figure_in_words(session, found[0])
        return None if words is None else Lead(words)

    def finish(self) -> None:
        """Drop what is being read."""
        super().finish()
        self._counting.finish()

    def _read_figures(self) -> None:
        """Offer the figures by name now, and with their values once these are computed."""
        with self._study.read() as session:
            named = list_definitions(session)
        self._figures = [
            offer for row in named for offer in figure_offers(row, None, self._site)
        ]  # fmt: skip
        self._counting.ask(partial(_with_values, site=self._site), self._take_figures)

    def _take_figures(self, found: list[Offer]) -> None:
        """Offer figures with their values."""
        self._figures = found
        self.came.emit()


def figure_offers(row: DefinitionRow, figures: Figures | None, site: str) -> list[Offer]:
    """Offer an indicator's figures: of all, and of the row's site where it is about one."""
    forms = COUNTED if row.measure in _COUNTS else MEASURED
    found = []
    for where in filter(None, (site, " ")):
        for form in forms if where == " " else forms[:1]:
            token = FigureToken(row.key, form, where.strip())
            said = _value(figures, row, token)
            if said is not None:
                about = f"{row.label}, {form}" if form else row.label
                near = bool(token.site) or not form
                found.append(Offer(typed(token), f"{about}: {said}" if said else about, near))
    return found


def figure_in_words(session: Session, token: FigureToken) -> str | None:
    """Say what a figure is and what it reads now, or None where there is none."""
    figures = Figures(session)
    row = figures.by_key.get(token.key)
    if row is None:
        return None
    said = _value(figures, row, token)
    return f"{row.label}{f', {token.site}' if token.site else ''}: {said or 'no figure'}"


def _begins(offer: Offer, words: list[str]) -> bool:
    """Tell whether words of an offer begin with all that is typed."""
    held = f"{offer.name} {offer.words}".replace("_", " ").replace("=", " ").casefold().split()
    return all(any(one.startswith(word) for one in held) for word in words)


def _value(figures: Figures | None, row: DefinitionRow, token: FigureToken) -> str | None:
    """Print a figure; "" while it is not computed, None where there is none."""
    if figures is None:
        return ""
    held = figures.rows(row.id)
    names = {found.case: at for at, found in held.items()}
    if (token.site or None) not in names:
        return None
    said = figures.shown(token, names[token.site or None])
    return None if said in {None, "no figure"} else said


def _with_values(session: Session, site: str) -> list[Offer]:
    """Offer every figure as it reads now."""
    figures = Figures(session)
    figures.want(figures.definitions)
    rows = figures.definitions.values()
    return [offer for row in rows for offer in figure_offers(row, figures, site)]


def _nothing(_session: Session) -> list[Offer]:
    """Offer nothing at once."""
    return []


def _every_cell(session: Session) -> list[Offer]:
    """Offer every cell that is written."""
    return offered_cells(session)
