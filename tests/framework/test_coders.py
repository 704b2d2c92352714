"""Hold the counts of coders to what each of them coded."""

from framework.queries.coders import coded_by, coders_of, counts_by_theme
from framework.queries.themes import list_themes
from framework.queries.transcripts import list_transcripts, paragraphs_of
from framework.study import Study
from tests.studies import code_passage


def test_each_coder_is_counted_alone(study: Study) -> None:
    with study.read() as session:
        (transcript,) = list_transcripts(session)
        theme = list_themes(session)[-1].id
        paragraphs = paragraphs_of(session, transcript.id)
    for coder, n in (("AB", 2), ("CD", 3)):
        study.coder = coder
        for paragraph in paragraphs[:n]:
            code_passage(study, transcript.id, paragraph.start, paragraph.end, theme)
    with study.read() as session:
        assert coders_of(session, transcript.id) == ["AB", "CD"]
        assert counts_by_theme(session) == {theme: 5}
        assert counts_by_theme(session, "AB") == {theme: 2}
        assert coded_by(session, "AB") == {transcript.id: (2, 2)}
        assert coded_by(session, "EF") == {}
