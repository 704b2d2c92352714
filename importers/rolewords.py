"""List what asking and answering persons are called, in the languages of transcripts."""

import re
from collections.abc import Iterable

_ASKING = """
    interviewer interviewers int intv iv i researcher moderator investigator mod
    interviewerin moderatorin befrager befragerin forscher forscherin fragender fragende
    interviewleiter interviewleiterin gesprächsleiter gesprächsleiterin diskussionsleiter
    diskussionsleiterin versuchsleiter
    intervieweur intervieweuse enquêteur enquêtrice enquêteuse enqueteur enqueteuse chercheur
    chercheuse modérateur modératrice moderateur moderatrice animateur animatrice
    entrevistador entrevistadora investigador investigadora moderador moderadora encuestador
    encuestadora
    intervistatore intervistatrice ricercatore ricercatrice moderatore moderatrice
    onderzoeker onderzoekster interviewster gespreksleider gespreksleidster
    pesquisador pesquisadora
    访谈者 访谈员 采访者 采访人 主持人 研究者 研究员 调查员 提问者
    訪談者 訪談員 採訪者 採訪人
    الباحث الباحثة باحث باحثة المحاور المحاورة محاور محاورة المقابل الميسر الميسرة
    """
_ANSWERING = """
    participant participants respondent respondents interviewee interviewees informant resp
    befragter befragte befragten interviewter interviewte interviewpartner interviewpartnerin
    teilnehmer teilnehmerin teilnehmende teilnehmender proband probandin gesprächspartner
    gesprächspartnerin
    enquêté enquêtée enquete enquetee interviewé interviewée répondant répondante repondant
    repondante participante interrogé interrogée
    entrevistado entrevistada participante encuestado encuestada informante
    intervistato intervistata partecipante rispondente
    geïnterviewde geinterviewde deelnemer deelneemster respondente informante
    inquirido inquirida respondente
    受访者 受访人 被访者 被访谈者 被采访者 参与者 参加者 回答者 受訪者 受訪人 被訪者 被訪談者 參與者
    المشارك المشاركة مشارك مشاركة المبحوث المبحوثة المستجيب المستجيبة الضيف
    """
ASKING, ANSWERING = frozenset(_ASKING.split()), frozenset(_ANSWERING.split())

_QUESTION_WORDS = """
    q question questions frage pregunta domanda vraag pergunta 问 問 问题 問題 س سؤال
    """
_ANSWER_WORDS = """
    a answer answers antwort réponse reponse respuesta risposta antwoord resposta 答 回答 ج جواب
    """
_QUESTIONS, _ANSWERS = frozenset(_QUESTION_WORDS.split()), frozenset(_ANSWER_WORDS.split())

_INCLUSIVE = r"(?:[*:_·./-]{1,2}(?:in|innen|r|rice|trice|euse|e|ée|a))?"
_NAMED = re.compile(
    rf"(?P<word>[^\W\d_]+?){_INCLUSIVE}"
    r"(?:[\s_#,.-]{1,2}\S{1,20}|\s?\d{1,4}[a-z]?|(?<=[^\x00-\u05ff])[A-Z])?[.?]{0,2}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<word>[^\W\d_]{1,9})\s?[.#]?\s?\d{1,4}")


def asks(label: str) -> bool:
    """Say whether a label is a word for the one who asks, numbered or named or not."""
    return _word(label) in ASKING


def answers(label: str) -> bool:
    """Say whether a label is a word for the one who is asked, numbered or named or not."""
    return _word(label) in ANSWERING


def _word(label: str) -> str:
    match = _NAMED.fullmatch(label.strip())
    return match["word"].casefold() if match else ""


def is_question(label: str) -> bool:
    """Say whether a label is `Q`, `Question 2` and the like."""
    return _stem(label).casefold() in _QUESTIONS


def is_answer(label: str) -> bool:
    """Say whether a label is `A`, `Answer 2` and the like."""
    return _stem(label).casefold() in _ANSWERS


def _stem(label: str) -> str:
    """Take the number off a label such as `Q1`."""
    match = _NUMBERED.fullmatch(label)
    return match["word"] if match else label.rstrip(".")


def series(labels: Iterable[str]) -> dict[str, str]:
    """Give the label without its number to the questions and answers that are numbered through.

    `Q1`, `A1`, `Q2` are two people's turns; without two questions, `A1` is somebody's code.
    """
    every = set(labels)
    numbered = {label for label in every if _stem(label) != label and is_question(label)}
    if len(numbered) < 2:
        return {}
    return {
        label: _stem(label) for label in every if is_question(label) or is_answer(label)
    }  # fmt: skip
