"""List every action of the program that has a key: the one table of keys.

What the status bar, tooltips, menus and the sheet of keys say is read from here, through
`app.keymap`, and so are the keys that work; what is shown is what works.
"""

from typing import NamedTuple


class Action(NamedTuple):
    """Describe an action: `keys` as Qt writes them, the first of them shown.

    `short` is what the status bar says, by default `words`. `typed` stands for keys that are typed
    on and on, as a theme's number; such an action keeps its keys.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    short: str = ""
    typed: str = ""

    @property
    def place(self) -> str:
        """Return where the action works, a key of PLACES."""
        first = self.id.split(".")[0]
        return _PLACE_OF.get(first, first)


PLACES = {
    "everywhere": "Everywhere",
    "study": "Study",
    "transcripts": "Transcripts",
    "cases": "Cases",
    "framework": "Framework",
    "split": "Framework: splitting a theme",
    "board": "Framework: board",
    "carry": "Framework: board, with cards in hand",
    "rereading": "Framework: to re-read",
    "versions": "Framework: versions",
    "crosswalk": "Framework: crosswalk",
    "overlaps": "Framework: overlap",
    "code": "Code",
    "palette": "Code with…",
    "find": "Code, find in the transcript",
    "autocode": "Code, search all",
    "chart": "Chart",
    "evidence": "Chart, evidence",
    "across": "Chart: case and theme view",
    "mapping": "Chart: mapping",
    "reconcile": "Chart: reconcile",
    "bringing": "Chart: import",
    "integrate": "Integrate",
    "joint": "Integrate: joint display",
    "behind": "Integrate: behind a row",
    "joint_versions": "Integrate: versions",
    "indicator": "Integrate: defining an indicator",
    "loaded": "Integrate: how a table is read",
    "report": "Report",
}
_PLACE_OF = {"go": "everywhere", "window": "everywhere"}
A = Action

_EVERYWHERE = (
    A("window.keys", ("F1",), "this sheet of keys", "keys"),
    A("window.search", ("Ctrl+K",), "search transcripts, summaries, memos", "search"),
    A("window.autocode", ("Ctrl+Shift+F",), "search all transcripts, and code what is found"),
    A("window.undo", ("Ctrl+Z",), "undo the step that the button names", "undo"),
    A("window.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    A("go.study", ("Ctrl+1",), "go to Study"),
    A("go.transcripts", ("Ctrl+2",), "go to Transcripts"),
    A("go.framework", ("Ctrl+3",), "go to Framework"),
    A("go.code", ("Ctrl+4",), "go to Code"),
    A("go.chart", ("Ctrl+5",), "go to Chart"),
    A("go.integrate", ("Ctrl+6",), "go to Integrate"),
    A("go.report", ("Ctrl+7",), "go to Report"),
    A("window.larger", ("Ctrl++", "Ctrl+="), "larger text"),
    A("window.smaller", ("Ctrl+-",), "smaller text"),
    A("window.drawn", ("Ctrl+0",), "text at 100 %"),
    A("window.new", ("Ctrl+N",), "new study"),
    A("window.open", ("Ctrl+O",), "open a study"),
    A("window.quit", ("Ctrl+Q",), "quit"),
)

_READING = (
    A("code.next_paragraph", ("Down",), "paragraph after"),
    A("code.previous_paragraph", ("Up",), "paragraph before"),
    A("code.first_paragraph", ("Home",), "first paragraph"),
    A("code.last_paragraph", ("End",), "last paragraph"),
    A("code.next_coding", ("Alt+Down",), "coding after"),
    A("code.previous_coding", ("Alt+Up",), "coding before"),
    A("code.next_transcript", ("Alt+PgDown",), "transcript after"),
    A("code.previous_transcript", ("Alt+PgUp",), "transcript before"),
    A("code.next_uncoded", ("U",), "next stretch that is not coded"),
    A("code.view", ("V",), "codings, reading without codes, uncoded text in turn"),
    A("code.blind", ("B",), "see only your own codings, or everybody’s again"),
    A("code.cases", ("C",), "cases beside the text"),
    A("code.original", ("O",), "original wording, or as corrected"),
    A("code.find", ("Ctrl+F",), "find in the transcript", "find"),
    A("code.find_next", ("F3",), "next place found"),
    A("code.find_previous", ("Shift+F3",), "place found before"),
)

_SELECTING = (
    A("code.grow", ("]",), "grow the selection: word, sentence, paragraph, turn"),
    A("code.shrink", ("[",), "shrink it again, the same way back", "shrink/grow"),
    A("code.longer", ("Alt+]",), "make the selection longer by a sentence"),
    A("code.shorter", ("Alt+[",), "make the selection shorter by a sentence"),
    A("code.end_later", ("Ctrl+]",), "move its end a word on"),
    A("code.end_earlier", ("Ctrl+[",), "move its end a word back"),
    A("code.start_later", ("Shift+]", "}"), "move its beginning a word on"),
    A("code.start_earlier", ("Shift+[", "{"), "move its beginning a word back"),
    A("code.select", (), "select by letter, line and, with Ctrl, word", "", "Shift+arrows"),
)

_CODING = (
    A("code.code", ("Return",), "code the selection, or the paragraph, with…", "code with…"),
    A("code.number", (), "code with the theme of that number, after a pause or Enter", "by number",
      "3.3"),
    A("code.recent", (), "code with a recent theme; Enter right after it takes the theme of "
      "that number", "recent themes", "1–9"),
    A("code.recode", ("Ctrl+R",), "give the coding another theme"),
    A("code.copy", ("Ctrl+D",), "code the same passage with another theme too"),
    A("code.split", ("X",), "split the coding at the cursor, or at the end of the selection"),
    A("code.merge", ("Ctrl+M", "+"), "join the coding with the next to it of the same theme"),
    A("code.delete", ("Del",), "take the coding off"),
    A("code.star", ("S",), "star the coding", "star"),
    A("code.memo", ("M",), "memo on the coding", "memo"),
    A("code.correct", ("F2",), "correct the words selected, or the word at the cursor"),
    A("code.uncorrect", ("Shift+F2",), "take the correction at the cursor back"),
    A("code.give", ("A",), "give the passage, or every turn of its speaker, to a case"),
    A("code.take_back", ("Shift+A",), "take back to which case the passage was given"),
    A("code.margin_memo", ("Shift+M",), "memo in the margin, on a passage without a coding"),
    A("code.read", ("R",), "note that you have read the transcript", "read"),
    A("code.case_summary", ("Shift+C",), "summary of the case that speaks"),
)  # fmt: skip

_BESIDE = (
    A("palette.take", ("Return",), "code with the theme in hand, or with all that are ticked"),
    A("palette.down", ("Down",), "theme below"),
    A("palette.up", ("Up",), "theme above"),
    A("palette.tick", ("Ctrl+Space",), "tick a theme, to code with several; Space where nothing "
      "is typed"),
    A("palette.create", ("Ctrl+Return",), "create what is typed as a theme"),
    A("palette.label", ("Ctrl+Shift+Return",), "create it as an open label"),
    A("palette.leave", ("Esc",), "leave without coding"),
    A("find.next", ("Return", "F3"), "next place"),
    A("find.previous", ("Shift+Return", "Shift+F3"), "place before"),
    A("find.leave", ("Esc",), "back to the text, with the place selected"),
    A("autocode.tick", ("Space",), "tick a passage, or all of a transcript", "tick"),
    A("autocode.open", ("Return",), "show the passage in its transcript", "show in transcript"),
    A("autocode.code", ("Ctrl+Return",), "code what is ticked", "code what is ticked"),
    A("autocode.leave", ("Esc",), "back to the transcript", "back"),
)  # fmt: skip

_TABLES = (
    A("study.move", (), "go through the heat map; Enter opens the cell", "", "arrows"),
    A("transcripts.open", ("Return",), "open in Code"),
    A("transcripts.remove", ("Del",), "remove, with undo", "remove"),
    A("cases.edit", ("F2", "Return"), "edit", "edit"),
    A("cases.tick", (), "tick a site", "", "Space"),
    A("cases.up", ("Alt+Up",), "move up", "move"),
    A("cases.down", ("Alt+Down",), "move down"),
    A("cases.remove", ("Del",), "remove, with undo", "remove"),
    A("framework.new", ("Return",), "new sub-theme"),
    A("framework.new_top", ("Shift+Return",), "new theme"),
    A("framework.rename", ("F2",), "rename", "rename"),
    A("framework.renumber", ("Shift+F2",), "give a number by hand; none is automatic"),
    A("framework.up", ("Alt+Up",), "move up", "move"),
    A("framework.down", ("Alt+Down",), "move down"),
    A("framework.out", ("Alt+Left",), "move out", "out/in"),
    A("framework.in", ("Alt+Right",), "move in, under the theme above"),
    A("framework.move", ("Ctrl+U",), "move under another theme"),
    A("framework.merge", ("Ctrl+M",), "merge into another theme", "merge"),
    A("framework.split", ("Ctrl+Shift+S",), "split: choose which passages go where", "split"),
    A("framework.other", ("Ctrl+Shift+O",), "add an Other under the theme"),
    A("framework.retire", ("Ctrl+Del",), "retire: hide the theme, keep its coding"),
    A("framework.bring_back", ("Ctrl+Shift+B",), "bring back a theme that was retired"),
    A("framework.remove", ("Del",), "remove, or retire what is coded", "remove"),
    A("framework.close", ("Left",), "close a theme, or go to the theme above it"),
    A("framework.open", ("Right",), "open a theme"),
    A("framework.details", ("F6",), "to the theme’s details; Esc goes back"),
    A("split.part", (), "put the passage into that new theme; 0 leaves it", "into a theme", "1–9"),
    A("split.add", ("+",), "one more new theme", "new theme"),
    A("split.next", ("F6",), "to the new themes’ names, and back", "names"),
    A("split.done", ("Ctrl+Return",), "split the theme", "split"),
    A("split.leave", ("Esc",), "leave with nothing changed", "leave"),
)

_PAGES = (
    A("board.pick_up", ("Space",), "pick up the card, or all that are chosen", "pick up"),
    A("board.right", ("Right",), "column after", "columns"),
    A("board.left", ("Left",), "column before"),
    A("board.choose", (), "choose several cards", "choose several", "Shift+↑↓"),
    A("carry.right", ("Right",), "carry to the next column", "carry"),
    A("carry.left", ("Left",), "carry to the column before"),
    A("carry.down", ("Down",), "carry on to the next card"),
    A("carry.up", ("Up",), "carry on to the card before, or to the column itself"),
    A("carry.new", ("End",), "carry to a new group", "new group"),
    A("carry.labels", ("Home",), "carry to the labels without a place"),
    A("carry.drop", ("Return", "Space"), "drop", "drop"),
    A("carry.back", ("Esc",), "put back", "put back"),
    A("rereading.fits", ("K",), "it still fits: off the queue", "still fits"),
    A("rereading.recode", ("R",), "give the passage another theme", "recode"),
    A("rereading.uncode", ("Del",), "take the coding off", "uncode"),
    A("rereading.open", ("E",), "open it in its transcript or chart", "open"),
    A("versions.freeze", ("F",), "freeze a version", "freeze"),
    A("versions.remove", ("Del",), "remove a version, with undo", "remove"),
    A("crosswalk.map", ("Space", "Return"), "map the theme to the construct, or no longer", "map"),
    A("overlaps.merge", ("Ctrl+M",), "merge the two themes", "merge"),
)

_WRITING = (
    A("chart.write", ("Return",), "write in the cell", "write"),
    A("chart.write_beside", ("F2", "Ctrl+Return"), "write beside the chart", "beside"),
    A("chart.next", ("Ctrl+J",), "next cell to chart", "next to chart"),
    A("chart.next_pane", ("F6",), "next pane", "pane"),
    A("chart.previous_pane", ("Shift+F6",), "pane before"),
    A("chart.cite", ("Ctrl+Shift+C",), "cite the passage", "cite"),
    A("chart.next_passage", ("Ctrl+Shift+Down",), "passage after"),
    A("chart.previous_passage", ("Ctrl+Shift+Up",), "passage before"),
    A("chart.quote", ("Ctrl+Shift+Q",), "quote the passage"),
    A("chart.comment", ("Ctrl+Shift+M",), "write a comment of your own"),
    A("chart.checked", ("Ctrl+E",), "checked"),
    A("chart.nothing", ("Ctrl+Shift+N",), "asked, nothing relevant", "nothing relevant"),
    A("chart.not_asked", ("Ctrl+Shift+A",), "not asked"),
    A("chart.next_page", ("Ctrl+PgDown",), "page after: overview, case view and others"),
    A("chart.previous_page", ("Ctrl+PgUp",), "page before"),
    A("chart.zoom_in", ("Alt++", "Alt+="), "show more of each cell"),
    A("chart.zoom_out", ("Alt+-",), "show less of each cell, down to states only"),
    A("chart.column_left", ("Alt+Left",), "move the column to the left"),
    A("chart.column_right", ("Alt+Right",), "move the column to the right"),
    A("chart.row_up", ("Alt+Up",), "move the row up"),
    A("chart.row_down", ("Alt+Down",), "move the row down"),
    A("chart.wider", ("Alt+Shift+Right",), "make the column wider"),
    A("chart.narrower", ("Alt+Shift+Left",), "make the column narrower"),
    A("chart.higher", ("Alt+Shift+Down",), "make the row higher"),
    A("chart.lower", ("Alt+Shift+Up",), "make the row lower"),
    A("chart.fit", ("Alt+0",), "fit row and column to their content"),
    A("chart.hide_column", ("Ctrl+H",), "hide the column"),
    A("chart.hide_row", ("Ctrl+Shift+H",), "hide the row"),
    A("chart.show_hidden", ("Ctrl+U",), "show what is hidden"),
    A("chart.apart", ("Ctrl+Shift+P",), "chart apart from the others, or no longer"),
    A("chart.export", ("Ctrl+Shift+E",), "export to Word"),
    A("chart.open", ("Ctrl+Shift+O",), "open the locator at the cursor, or the passage, in its "
      "transcript", "open in transcript"),
    A("chart.use_true", ("Ctrl+Shift+U",), "put the transcript’s words in place of a quotation "
      "that differs", "use the true words"),
    A("chart.rate", ("Ctrl+Shift+R",), "rate the cell, where its theme asks for it", "rate"),
    A("chart.spelling", ("F7",), "other words for one that may be misspelled", "spelling"),
    A("chart.mode_cell", ("Alt+1",), "evidence: the passages of this cell"),
    A("chart.mode_case", ("Alt+2",), "evidence: all passages of the case"),
    A("chart.mode_cited", ("Alt+3",), "evidence: what the summary cites"),
    A("chart.history", ("Alt+4",), "what the cell was before"),
    A("chart.adjacent", ("Alt+5",), "evidence: with the uncoded text beside the passages"),
    A("evidence.context", ("X",), "what is said before and after the passage"),
    A("evidence.next", ("Down",), "card below"),
    A("evidence.previous", ("Up",), "card above"),
    A("evidence.cite", ("Return", "C"), "cite the passage"),
    A("evidence.open", ("O",), "open the passage in its transcript"),
    A("across.next", ("Alt+PgDown",), "case or theme after", "next"),
    A("across.previous", ("Alt+PgUp",), "case or theme before", "previous"),
    A("across.synthesis", ("F6",), "to the synthesis, and back", "synthesis"),
    A("across.open", ("Ctrl+Shift+O",), "open the locator or the cell at the cursor"),
    A("mapping.edit", ("F2",), "write in the field; typing does so too", "write"),
    A("mapping.clear", ("Del",), "clear the field", "clear"),
    A("mapping.attribute", ("Ctrl+Shift+A",), "make the classes an attribute of the cases"),
    A("reconcile.left", ("Alt+1",), "take the left version", "left"),
    A("reconcile.right", ("Alt+2",), "take the right version", "right"),
    A("reconcile.agree", ("Ctrl+Return",), "write the agreed cell, and go on", "agree"),
    A("reconcile.next", ("Alt+PgDown",), "next cell", "next"),
    A("reconcile.previous", ("Alt+PgUp",), "cell before", "previous"),
    A("bringing.choose", ("Ctrl+I",), "choose a file with charts", "choose a file"),
    A("bringing.write", ("Ctrl+Return",), "write what is shown, as one step", "write"),
    A("integrate.import", ("Ctrl+I",), "import delivery data", "import"),
    A("integrate.export", ("Ctrl+Shift+E",), "export the joint display to Word", "export to Word"),
    A("integrate.define", ("Ctrl+Shift+I",), "define an indicator", "define an indicator"),
    A("integrate.readings", ("Ctrl+Shift+R",), "change how the table shown is read"),
    A("integrate.edit", ("F2",), "change the indicator that has the keys"),
    A("integrate.up", ("Alt+Up",), "move it up"),
    A("integrate.down", ("Alt+Down",), "move it down"),
    A("integrate.remove", ("Ctrl+Del",), "remove it"),
    A("integrate.new", ("Ctrl+Shift+N",), "new joint display", "new joint display"),
    A("integrate.next_tab", ("Ctrl+PgDown",), "next tab"),
    A("integrate.previous_tab", ("Ctrl+PgUp",), "tab before"),
    A("integrate.versions", ("F8",), "versions of the joint display", "versions"),
    A("joint.add", ("Ctrl+Return",), "add a row", "add a row"),
    A("joint.next", ("Alt+PgDown",), "next row", "next row"),
    A("joint.previous", ("Alt+PgUp",), "row before"),
    A("joint.up", ("Alt+Up",), "move the row up"),
    A("joint.down", ("Alt+Down",), "move the row down"),
    A("joint.remove", ("Ctrl+Del",), "remove the row, with undo"),
    A("joint.check", ("Ctrl+E",), "checked, against the figures and the evidence", "checked"),
    A("joint.behind", ("Ctrl+Shift+B",), "look behind: the sites’ cells and the raw events",
      "look behind"),
    A("joint.open", ("Ctrl+Shift+O",), "open the figure, cell or passage at the cursor"),
    A("joint.pane", ("F6",), "to the rows, the row in hand, the page", "pane"),
    A("behind.leave", ("Esc",), "back to the joint display", "back"),
    A("joint_versions.freeze", ("Ctrl+Return",), "freeze a version", "freeze"),
    A("joint_versions.remove", ("Ctrl+Del",), "remove the version, with undo", "remove"),
    A("joint_versions.leave", ("Esc",), "back to the joint display", "back"),
    A("indicator.save", ("Ctrl+Return",), "save the indicator", "save"),
    A("indicator.leave", ("Esc",), "leave it as it was", "leave"),
    A("loaded.mapping", ("Ctrl+S",), "save the mapping, for next month’s files", "save mapping"),
    A("loaded.leave", ("Esc",), "back to the figures", "back"),
    A("report.export", ("Ctrl+Shift+E",), "export", "export"),
)  # fmt: skip

ACTIONS = (*_EVERYWHERE, *_READING, *_SELECTING, *_CODING, *_BESIDE, *_TABLES, *_PAGES, *_WRITING)
