"""List what the lines of a transcript's head are about, and what opens a transcriber's note."""

import re

_FACT_KEYS = """
    title|date|time|duration|length|interview id|interview no|interview number|interview date|id
    participant id|participant no|participant number|participant code|respondent id|location|place
    setting|venue|recording|recorded|recorded on|recording date|audio|audio file|file|file name
    filename|transcriber|transcribed|transcribed by|transcript by|transcript|transcription|project
    study|study id|topic|subject|language|version|status|format|attendees|present|participants
    in attendance|apologies|interviewee id|interviewer id|interviewed by|interview|interview with
    site|site id|practice|practice id|pseudonym|age|gender|sex|occupation|ethnicity|url|link|source
    media|tags|speakers|episode|aliases|categories|keywords|author|authors|editor|copyright|licence
    license|consent|key|legend|conventions|abbreviations|mode|method|platform|created|modified
    summary|description|started|ended|start|end|start time|end time|date of interview|length of
    recording|date and time|day|year|month|code|ref|reference|references|job title|organisation
    organization|department|team|group|session|session id|focus group|kind|region|type|style
    date of transcription|length of interview|interview length|total time|word count|words|pages
    address|phone|telephone|tel|fax|email|e-mail|mail|mobile|opening hours|price|cost|website|web|to
    from|cc|bcc|sent|name|names|surname|first name|last name|full name|client name
    appearances|witnesses|members present
    researchers|interviewers|recorded by|checked by|approved by|proofread by|prepared by|typist
    equipment|device|weather|notes on recording|quality|audio quality|sound quality|date of birth
    born|tape|tape no|tape number|disc|accession no|accession number|collection|archive|catalogue no
    call number|repository|identifier|rights|access|restrictions|series|title of interview
    by|before|also present|for the plaintiff|for the defendant|for the claimant
    interviewees|respondents|moderators|facilitators|observers|note taker|notetaker
    interview title|transcript id|transcript no|recording id|recording no|case id|record id
    field notes|field note|total|total length|running time|pages|confidentiality|anonymisation
    anonymised|dataset|wave|round|phase|arm|cluster|region|country|city|town|county
"""
_FACT_KEYS_ELSEWHERE = """
    datum|ort|dauer|uhrzeit|zeit|länge|aufnahme|aufnahmedatum|aufnahmeort|interviewdatum|interviewort
    transkription|transkribiert von|transkript|thema|teilnehmer|teilnehmende|anwesend|sprache|alter
    geschlecht|beruf|projekt|dateiname|datei|anmerkungen|bemerkungen|titel|gespräch|kürzel|legende
    fecha|lugar|hora|duración|duracion|tema|grabación|transcrito por|transcripción|transcriptor
    transcriptora|edad|sexo|género|ocupación|profesión|proyecto|idioma|asistentes|participantes|título
    lieu|durée|heure|enregistrement|transcription par|transcrit par|âge|sexe|profession|projet
    langue|thème|sujet|titre|présents|présentes|fichier
    data|luogo|durata|registrazione|trascrizione|trascritto da|età|genere|professione|progetto
    lingua|titolo|presenti
    plaats|duur|tijd|opname|transcriptie|getranscribeerd door|leeftijd|geslacht|beroep|onderwerp
    taal|aanwezig|titel|bestand|bestandsnaam
    local|duração|duracao|gravação|transcrição|transcrito por|idade|gênero|profissão|projeto|assunto
    miejsce|czas|czas trwania|nagranie|transkrypcja|wiek|płeć|zawód|temat|język|obecni|plik
    datum konání|místo|délka|čas|přepis|věk|pohlaví|povolání|jazyk|přítomni|název
    dato|sted|varighed|varighet|tid|plats|längd|ålder|kön|yrke|ämne|språk|inspelning|alder|køn|kjønn
    tarih|yer|süre|saat|kayıt|yaş|cinsiyet|meslek|konu
    дата|место|время|продолжительность|длительность|возраст|профессия|тема|запись|расшифровка
    язык|присутствуют|проект|місце|тривалість|час|вік
    ημερομηνία|τόπος|τοποθεσία|διάρκεια|ώρα|ηλικία|φύλο|επάγγελμα|θέμα|γλώσσα
    日期|时间|時間|地点|地點|时长|時長|主题|主題|年龄|年齡|性别|性別|职业|職業|录音|錄音|编号|編號|记录|記錄
    日時|場所|日付|テーマ|年齢|職業|録音|날짜|장소|시간|주제|나이|성별|직업
    التاريخ|المكان|المدة|الوقت|الموضوع|العمر|الجنس|المهنة|תאריך|מקום|משך|שעה|נושא|גיל|מין
    दिनांक|तारीख|स्थान|समय|अवधि|विषय|आयु
"""
FACTS = frozenset(
    " ".join(key.split()) for key in re.split(r"[|\n]", _FACT_KEYS + _FACT_KEYS_ELSEWHERE)
) - {""}

_NOTE_KEYS = (
    "note|notes|nb|n.b.|n.b|editor's note|transcriber's note|transcriber note|author's note"
    "|transcription note|field note|comment|observation|warning|disclaimer|important"
    "|observations|anmerkung|anmerkungen|notiz|hinweis|nota|notas|observación|observaciones|remarque|opmerking|uwaga|poznámka|примечание|σημείωση|注|注意|备注|備註"
)
NOTES = frozenset(_NOTE_KEYS.split("|"))
