"""List what asking and answering persons are called, in the languages of transcripts."""

import re
from collections import Counter
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
    pewawancara peneliti intervjuare intervjuaren intervjuer forskare forsker haastattelija tutkija
    kérdező tazatel tazatelka výzkumník badacz badaczka ankieter görüşmeci araştırmacı
    intervievator интервьюер исследователь модератор дослідник ερευνητής ερευνήτρια
    συντονιστής συντονίστρια साक्षात्कारकर्ता शोधकर्ता
    מראיין מראיינת מנחה 聞き手 調査者 インタビュアー 司会 司会者 면담자 연구자 진행자
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
    informan narasumber responden partisipan deltagare deltaker haastateltava osallistuja
    válaszadó résztvevő účastník účastnice respondentka badany badana rozmówca rozmówczyni
    uczestnik uczestniczka katılımcı intervievat intervievată respondent респондент респондентка
    информант участник участница учасник учасниця συμμετέχων συμμετέχουσα מרואיין מרואיינת
    משתתף משתתפת प्रतिभागी उत्तरदाता インタビュイー 研究協力者
    話し手 参加者 참여자 참가자 응답자
    المشارك المشاركة مشارك مشاركة المبحوث المبحوثة المستجيب المستجيبة الضيف
    """
ASKING, ANSWERING = frozenset(_ASKING.casefold().split()), frozenset(_ANSWERING.casefold().split())

_QUESTION_WORDS = """
    q question questions frage pregunta domanda vraag pergunta 问 問 问题 問題 س سؤال
    質問 질문 ש שאלה प्रश्न в вопрос питання ε ερώτηση soru pytanie fråga spørsmål kysymys
    """
_ANSWER_WORDS = """
    a answer answers antwort réponse reponse respuesta risposta antwoord resposta 答 回答 ج جواب
    답변 ת תשובה उत्तर о ответ відповідь α απάντηση cevap odpowiedź svar vastaus
    """
_QUESTIONS, _ANSWERS = frozenset(_QUESTION_WORDS.split()), frozenset(_ANSWER_WORDS.split())

# Vowel signs of many scripts are no letters to regular expressions.
_LETTER = r"[^\s\d_#,.:*·/?()\[\]-]"
_INCLUSIVE = r"(?:[*:_·./-]{1,2}(?:in|innen|r|rice|trice|euse|e|ée|a))?"
_NAMED = re.compile(
    rf"(?P<word>{_LETTER}+?){_INCLUSIVE}"
    r"(?:[\s_#,.-]{1,2}\S{1,20}|\s?\d{1,4}[a-z]?|(?<=[^\x00-\u05ff])[A-Z])?[.?]{0,2}",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?P<stem>[A-Z][A-Za-z]{0,15}?)[ .]?#?(?P<number>\d{1,4})")
_NUMBERED = re.compile(rf"(?P<word>{_LETTER}{{1,9}})\s?[.#]?\s?\d{{1,4}}")


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
    typed = list(labels)
    every = set(typed)
    numbered = {label for label in every if _stem(label) != label and is_question(label)}
    if len(numbered) < 2:
        return _turns(typed)
    return {
        label: _stem(label) for label in every if is_question(label) or is_answer(label)
    }  # fmt: skip


def _turns(labels: Iterable[str]) -> dict[str, str]:
    """Give the label without its number where numbers count turns: `T1`, `C1`, `T2`, `C2`."""
    counts = Counter(labels)
    codes = [match for label in counts if (match := _COUNTED.fullmatch(label))]
    numbers = [int(match["number"]) for match in codes]
    stems = Counter(match["stem"] for match in codes)
    once = all(counts[match[0]] == 1 for match in codes)
    if not once or len(stems) < 2 or min(stems.values()) < 3 or numbers != sorted(numbers):
        return {}
    return {match[0]: match["stem"] for match in codes}
