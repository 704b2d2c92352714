"""Show a transcript as the person wants it: view, coders, cases, wording."""

from hashlib import sha256
from typing import TYPE_CHECKING

from app.coding.reading import Showing

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace

TIPS = {"view": "code.view", "coders": "code.blind", "cases": "code.cases",
        "original": "code.original"}  # fmt: skip
SAID = {"view": "How the text is shown", "coders": "Whose codings are shown",
        "cases": "Show beside the text for which case it speaks",
        "original": "Show the text as it was imported"}  # fmt: skip


class HowShown:
    """Keep bar, text and framework at one and the same way of showing.

    Blind mode, in which one sees one's own codings alone, is remembered with the study.
    """

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        if workspace.shell.recall(self._name()) == "blind":
            self._w.reading.showing = Showing(coder=workspace.study.coder)
        workspace.bar.chosen.connect(self.show)
        keymap = workspace.shell.keymap
        workspace.bar.set_keys({name: keymap.tip(SAID[name], TIPS[name]) for name in TIPS})

    @property
    def now(self) -> Showing:
        """Return how the transcript is shown."""
        return self._w.reading.showing

    def show(self, wanted: Showing) -> None:
        """Show the transcript another way."""
        before, self._w.reading.showing = self.now, wanted
        if wanted.coder != before.coder:
            blind = wanted.coder == self._w.study.coder
            self._w.shell.remember(self._name(), "blind" if blind else "")
            self._w.reading.read_codings()
            self._w.following.count_codings()
            self._w.following.show_transcripts()
        if wanted.original != before.original:
            self._w.following.show_text()
        self.apply()
        self._w.view.setFocus()

    def apply(self) -> None:
        """Bring the view and the bar in line with how the transcript is shown."""
        reading, view = self._w.reading, self._w.view
        now = self.now
        uncoded = reading.read_uncoded() if now.view == "uncoded" else []
        view.show_as(now.view, uncoded)
        view.set_codings(reading.codings, reading.margin(self._w.known))
        view.set_voices([voice for voice, _case in reading.voices] if now.cases else [])
        self._w.bar.show_how(
            now, self._w.study.coder, reading.coders, corrected=bool(reading.corrections)
        )

    def follow_codings(self) -> None:
        """Show codings that changed."""
        reading, view = self._w.reading, self._w.view
        if self.now.view == "uncoded":
            view.show_as("uncoded", reading.uncoded)
        view.set_codings(reading.codings, reading.margin(self._w.known))

    def next_view(self) -> None:
        """Go from codings to reading to uncoded text, and round again."""
        views = ("codings", "reading", "uncoded")
        at = views.index(self.now.view)
        self.show(self.now._replace(view=views[(at + 1) % len(views)]))

    def toggle_blind(self) -> None:
        """See only one's own codings, or everybody's again."""
        me = self._w.study.coder
        self.show(self.now._replace(coder=None if self.now.coder == me else me))

    def toggle_cases(self) -> None:
        """Show or hide the cases beside the text."""
        self.show(self.now._replace(cases=not self.now.cases))

    def toggle_original(self) -> None:
        """Show the text as imported, or as corrected."""
        if self._w.reading.corrections:
            self.show(self.now._replace(original=not self.now.original))
        else:
            self._w.shell.show_message("Nothing in this transcript has been corrected.")

    def next_uncoded(self) -> None:
        """Select the next stretch of participants' speech that is not coded, round and round."""
        stretches = self._w.reading.read_uncoded()
        if not stretches:
            self._w.shell.show_message("All that participants say here is coded.")
            return
        start, end = self._w.view.selection()
        at = start + 1 if end == start else end
        after = (stretch for stretch in stretches if stretch[0] >= at)
        self._w.view.select(*next(after, stretches[0]))

    def _name(self) -> str:
        """Return the name under which blind mode is remembered: the study's place."""
        return f"blind-{sha256(str(self._w.study.path.resolve()).encode()).hexdigest()[:16]}"
