"""Read the texts of joint displays: figures, mentions and locators as they stand now."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy.orm import Session

from framework.queries.cases import case_names
from framework.queries.charts import CitationRow, citations_of
from framework.queries.joint_figures import Figures, ReferenceRow, references_of
from framework.queries.synthesis import MentionRow, mentions_of, printed
from framework.rules import figure_tokens, mentions
from framework.rules.figure_tokens import FigureToken, JointRun
from framework.rules.figure_tokens import shown as printed_figure
from framework.rules.locators import Locator, split_stored, to_typed, tokens_in
from framework.rules.locators import stored as bracketed
from framework.rules.notation import runs

Value = TypeVar("Value")


class JointText(NamedTuple):
    """Give a text as an analyst types it, and the same cut into its parts, as it reads now."""

    typed: str = ""
    runs: tuple[JointRun, ...] = ()

    @property
    def plain(self) -> str:
        """Give the text as it reads."""
        return "".join(run.text for run in self.runs)


class JointTexts:
    """Hold what the tokens in some rows' texts stand for."""

    def __init__(
        self, session: Session, row_ids: Sequence[int], figures: Figures | None = None
    ) -> None:
        """Read it once for all rows."""
        self.figures = Figures(session) if figures is None else figures
        self.citations: Mapping[str, CitationRow] = citations_of(session, row_ids, of="joint_row")
        self.mentions: Mapping[str, MentionRow] = mentions_of(session, row_ids, of="joint_row")
        self.references: Mapping[str, ReferenceRow] = {
            row.token: row for row in references_of(session, row_ids)
        }
        self.figures.want(row.indicator_id for row in self.references.values())
        names = case_names(session)
        self._mentioned = printed(self.mentions)
        self._locators = {
            row.token: Locator(row.transcript, row.first, row.last)
            for row in self.citations.values()
        }
        self._typed = {
            row.token: FigureToken(
                self.figures.definitions[row.indicator_id].key, row.form,
                names.get(row.case_id or 0, ""),
            )
            for row in self.references.values()
        }  # fmt: skip

    def typed(self, stored: str) -> str:
        """Give a stored text as an analyst types it."""
        found = mentions.to_typed(to_typed(stored, self._locators), self._mentioned)
        return figure_tokens.to_typed(found, self._typed)

    def written_out(self, stored: str, tokens: Collection[str]) -> str:
        """Give a stored text in which some of its tokens stand as an analyst types them."""
        parts = split_stored(stored)
        for at in range(1, len(parts), 2):
            token = bracketed(parts[at])
            parts[at] = self.typed(token) if parts[at] in tokens else token
        return "".join(parts)

    def text(self, stored: str) -> JointText:
        """Give a stored text, typed and cut into runs."""
        return JointText(self.typed(stored), tuple(self._runs(stored)))

    def shown(self, row: ReferenceRow) -> str:
        """Print a figure as it is now."""
        return printed_figure(row.form, self.figures.held(row.indicator_id, row.case_id))

    def kept_figures(self, stored: str) -> dict[FigureToken, list[str]]:
        """Give the tokens of a stored text by the figures that they stand for."""
        return _by_value({token: self._typed[token] for token in self._in(stored, self._typed)})

    def kept_mentions(self, stored: str) -> dict[mentions.Mention, list[str]]:
        """Give the tokens of a stored text by the cells that they mention."""
        held = self._mentioned
        return _by_value({token: held[token] for token in self._in(stored, held)})

    def _in(self, stored: str, held: Mapping[str, object]) -> list[str]:
        """List the tokens of a stored text that are of one kind."""
        return [token for token in tokens_in(stored) if token in held]

    def _runs(self, stored: str) -> list[JointRun]:
        """Cut a stored text into runs."""
        cut = mentions.runs(runs(stored, self._locators), self._mentioned)
        return [
            JointRun("figure", self.shown(self.references[run.token]), run.token)
            if run.token in self.references else JointRun(*run)
            for run in cut
        ]  # fmt: skip


def _by_value(held: Mapping[str, Value]) -> dict[Value, list[str]]:
    """Turn a mapping round."""
    found: dict[Value, list[str]] = {}
    for token, value in held.items():
        found.setdefault(value, []).append(token)
    return found


def figures_in_place(session: Session, typed: str, figures: Figures | None = None) -> JointText:
    """Put figures in place in a text that is kept as typed, such as the note of a display.

    A figure that leads nowhere stays as typed. The token of a figure's run is what was typed.
    """
    held = Figures(session) if figures is None else figures
    ids = {name.lower(): case_id for case_id, name in case_names(session).items()}
    named = figure_tokens.figures_in(typed)
    held.want(held.by_key[row.key].id for row in named if row.key in held.by_key)
    found: list[JointRun] = []
    position = 0
    for start, end in figure_tokens.figure_spans(typed):
        figure = next(iter(figure_tokens.figures_in(typed[start:end])), None)
        site = ids.get(figure.site.lower()) if figure else None
        shown = None
        if figure and (site is not None or not figure.site):
            shown = held.shown(figure, site)
        if shown is not None:
            found += runs_of(typed[position:start])
            found.append(JointRun("figure", shown, typed[start:end]))
            position = end
    return JointText(typed, (*found, *runs_of(typed[position:])))


def runs_of(text: str) -> list[JointRun]:
    """Cut a text without tokens into runs."""
    return [JointRun(*run) for run in runs(text, {})]
