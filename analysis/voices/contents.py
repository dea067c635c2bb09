"""What is said: where the content of a statement begins and ends, over a sentence's letters."""

from analysis.text.class_names import matcher
from analysis.voices.noun_phrases import Span

_ADDRESSEE = matcher("""
    OBJECT-PRONOUN  # them
    | [DETERMINER NOUN NAME OWNER-NAME TITLE OWNER DOING DONE NAME-LINK NUMBER]+ (?=THAT)
    | (?:DETERMINER? [NAME OWNER-NAME] [NAME OWNER-NAME TITLE NAME-LINK]*
            (?:[OF TO] DETERMINER? [NAME TITLE]+)?  # the Bank of Peru
        | [DETERMINER NUMBER ADVERB]* [NOUN DONE OWNER DOING TITLE TERM SAYING-NOUN]+
            (?:[OF ABOUT] DETERMINER? [NOUN NAME OWNER-NAME]+)?)  # two newly elected members
        (?:AND DETERMINER? [NOUN NAME OWNER-NAME TITLE]+)?
""")
_ADJUNCT = matcher(r"""
    (?:ADVERB | DAY | DETERMINER{0,2} NOUN? DAY | OBJECT-PRONOUN
        | , [ADVERB OF ABOUT] [^, THAT QUOTATION]* , (?=THAT)  # said, in a letter, that
        | [AS OF ABOUT TO BECAUSE WHILE] [DETERMINER NOUN NAME OWNER-NAME TITLE OWNER SAYING-NOUN
            DONE DOING DAY NAME-LINK NUMBER VERB-OR-NOUN OBJECT-PRONOUN AND ~ TERM]*)+?
    (?=THAT | ,? :? [QUOTATION TERM] | [: , ; ) \-] | $)
""")
_QUOTED = matcher("[, :]+ [QUOTATION TERM] | QUOTATION | (?<=SAY) TERM")
_FINITE = matcher("""
    (?=[DETERMINER NOUN NAME OWNER-NAME TITLE OWNER DOING NUMBER SAYING-NOUN OBJECT-PRONOUN
        VERB-OR-NOUN ADVERB TERM ~])
    (?:[^, ; : AS BECAUSE WHILE WHO THAT QUOTATION AND] | AND (?!DETERMINER))*?
    (?:(?<=[^TO DETERMINER OWNER OWNER-NAME AND]) [THINK DENY TELL SAY ASK]
        | (?<=[^TO OWNER OWNER-NAME]) [WILL IS HAS NOT]
        | IT-IS | QUOTATION)
    | ADVERB* [PRONOUN IT-IS]
""")
_PAST = matcher("""
    (?=[DETERMINER NOUN NAME OWNER-NAME TITLE OWNER DOING NUMBER SAYING-NOUN ADVERB])
        [^, ; : AS BECAUSE WHILE WHO THAT TO QUOTATION]*?
        (?:[NOUN NAME NUMBER] DONE (?![NOUN NAME TITLE])  # exports halved
        | NAME ADVERB* DONE)
    | NAME+ ADVERB* NOUN (?=[DETERMINER OBJECT-PRONOUN PRONOUN NAME NUMBER])
""")
_DATED = matcher("[OF ABOUT] DETERMINER? [NUMBER DAY]+ ,")
_ON_A_DAY = matcher("""
    (?:[OF ABOUT] DETERMINER? [NOUN DONE NAME OWNER-NAME TITLE OWNER SAYING-NOUN OF]+)?
    (?:[OF ABOUT]? DETERMINER? DAY NUMBER?)
    (?=[DETERMINER PRONOUN OBJECT-PRONOUN NAME TITLE OWNER-NAME NUMBER]
        | NOUN+ [^NOUN]* [WILL IS HAS])
""")
_WHO_ELSE = "(?:DETERMINER? [NOUN NAME OWNER-NAME TITLE]+ | PRONOUN)"
_WHO_ELSE_OF = """
    (?:DETERMINER? [NOUN NAME OWNER-NAME TITLE OWNER DONE]+
        (?:[OF ABOUT] DETERMINER? [NOUN NAME OWNER-NAME TITLE]+)? | PRONOUN)
"""
_CUT = matcher(f"""
    (?=[, ; ACCORDING AND BUT AS BECAUSE WHILE])
    (?:,? ACCORDING TO
    | ,? AND [ADVERB HAS]* [THINK DENY] (?=THAT)  # and believed that
    | [, ;]? [AND BUT AS BECAUSE WHILE] [ADVERB HAS]* [SAY TELL ASK SAYING TELLING]
        (?=[THAT PRONOUN QUOTATION DETERMINER : , NAME TITLE])  # but said the
    | , [AND BUT] {_WHO_ELSE} [ADVERB HAS]* [SAY TELL]  # , and the court said
    | ,? [BUT WHILE] {_WHO_ELSE_OF} (?:, [^,]* ,)? [ADVERB WILL HAS]*
        [SAY THINK TELL DENY ASK] (?![OF ABOUT])  # while members of the board deny
    | , [SAYING TELLING]
    | ;
    | , [ADVERB AS BECAUSE]? SAYING THAT  # , also saying that
    | , OF {_WHO_ELSE_OF} [SAYING TELLING]  # , with the mayor saying
    | (?<=[QUOTATION TERM]) AND ADVERB? DONE  # "..." and left
    | , PRONOUN [ADVERB HAS]* [SAY THINK TELL VERB-OR-NOUN] (?:$ | ,)  # , she said
    | , DETERMINER? [NOUN NAME OWNER-NAME TITLE NUMBER]+ (?:, [^,]* ,)? [ADVERB HAS]*
        [SAY THINK DENY] (?:[OF ABOUT]? DETERMINER? [DAY NOUN NAME OWNER-NAME TITLE NUMBER]+)* $)
""")
_DOING = matcher(
    "(?:[DETERMINER NOUN NAME OWNER-NAME TITLE NAME-LINK]* [NAME TITLE] | OBJECT-PRONOUN) DOING"
)
_POINTING = matcher("THAT [NOUN TITLE] (?=$ | [, ; AND OF ABOUT DAY ADVERB BECAUSE]) ([^, ; AND]*)")
CUE = matcher("[SAY THINK DENY TELL ASK VERB-OR-NOUN SAYING TELLING ACCORDING]")


def after_cue(s: str, at: int) -> int:
    """The place after the cue's addressee and adjuncts, where what is said would begin."""
    place = at + 1
    if s[at] in "lZ":
        addressee = _ADDRESSEE.match(s, place)
        place = addressee.end() if addressee else place
    adjunct = _ADJUNCT.match(s, place)
    return adjunct.end() if adjunct else place


def content_right(s: str, at: int, right: int) -> Span | None:
    """What follows the cue, if it is a that-clause, a quotation or a clause the verb allows."""
    kind, rest = s[at], s[right:]
    if rest[:1] == "h" and len(rest) > 1 and _opens_clause(rest, kind):
        return right_of(s, right + 1)
    quotation = _QUOTED.match(s, right)
    if quotation:
        return _quotation(s, quotation.end() - 1)
    if rest[:1] == ":" and kind in "SslvZz":
        return right_of(s, right + 1)
    asked = _ADDRESSEE.match(s, right) if kind == "q" else None
    if asked and s[asked.end() :][:1] == "w":
        return right_of(s, asked.end())
    start = _clause_start(s, at, right)
    if start is not None and _is_clause(s, kind, start):
        return right_of(s, start)
    fragment = s.find("Q", at)
    between = s[at + 1 : fragment] if fragment > at else ","
    if kind in "sqzj" and not CUE.search(between) and not set(between) & set(",;:(i"):
        return (at + 1, fragment + 1)
    return None


def _opens_clause(rest: str, kind: str) -> bool:
    """Whether "that" opens a clause: not "that day", "deplore that choice" nor "a rule that is"."""
    if kind == "q" or rest[1] == "y" or (kind == "j" and rest[1] in "xBHX"):
        return False
    if len(rest) == 2:
        return rest[1] == "Q"
    pointing = _POINTING.match(rest)
    return kind == "S" or not pointing or bool(set(pointing.group(1)) & set("xBHXsvlSqe"))


def _clause_start(s: str, at: int, right: int) -> int | None:
    """Where a clause without "that" would begin after the cue and its addressee."""
    kind, following = s[at], s[right : right + 1]
    if following == "," and kind in "lZz" and (at + 1 < right or kind == "z"):
        return right + 1
    if kind == "s" and _DATED.match(s, at + 1):  # they estimated by 2050, food would be scarce
        return at + 1
    if following in ("", *",;-)") and right > at + 1:
        return None
    addressed = kind in "lZ" and (kind == "Z" or _FINITE.match(s, right))
    start = right if addressed else at + 1
    day = _ON_A_DAY.match(s, start)
    return day.end() if day else start


def _is_clause(s: str, kind: str, start: int) -> bool:
    """Whether a verb of this kind has a clause from `start` on, by the finite verb in it."""
    dated = _DATED.match(s, start)
    start = dated.end() if dated else start
    opener = s[start : start + 1]
    if opener == "w":
        return kind != "z"
    if kind == "S":
        return opener not in ("", *",;-iZ)") and s[start + 1 : start + 2] not in ("", *",;")
    finite = _FINITE.match(s, start) or (kind in "slj" and _PAST.match(s, start))
    finite = finite or (kind == "s" and _DOING.match(s, start))
    return kind in "slzZj" and bool(finite)


def right_of(s: str, start: int) -> Span | None:
    """From `start` to the end of the sentence, or to where another attribution begins."""
    cut = _CUT.search(s, start + 1)
    end = cut.start() if cut else len(s)
    end -= s[end - 1] == ")" and "(" not in s[start:end]
    return (start, end) if end > start else None


def _quotation(s: str, at: int) -> Span | None:
    """A quotation after its cue, with what belongs to the same clause after it."""
    following = s[at + 1 : at + 3]
    if following[:1] == "&":
        return (at, at + 3) if following[1:] in ("Q", "k") else (at, at + 1)
    return (
        (at, at + 1) if following[:1] in tuple(",;-wAbDV:|") or not following else right_of(s, at)
    )


def content_left(s: str, end: int) -> Span | None:
    """From the start of the sentence to `end`, without commas and conjunctions at its edges."""
    start = 0
    while start < end and s[start] in ",&V;-":
        start += 1
    while end > start and s[end - 1] in ",;-":
        end -= 1
    before = s[start : end - 1]
    if s[end - 1 : end] == "Q" and (CUE.search(before) or set(before) <= set("CTKd:,;&")):
        start = end - 1
    told = set(s[start:end])
    adjunct = (
        s[start] in "AOobgr" and s[start : start + 2] != "o#" and not told & set("xBHIefSsvlpQk")
        if start < end
        else True
    )
    return None if adjunct or not told & set("nCpTQkNK#g") else (start, end)


def around(s: str, content: Span, right: int) -> tuple[Span, ...]:
    """The content's pieces where it goes on after the attribution."""
    rest = s[right:]
    if rest[:2] == ",a":
        return (content,)
    if rest[:2] in (",Q", ",k"):
        return (content, (right + 1, right + 2))
    goes_on = rest[:1] == "," and rest[1:2] not in ("", *"bDV&zwQgkZ")
    if not goes_on or "Q" in s[content[0] : content[1]]:
        return (content,)
    piece = right_of(s, right + 1)
    return (content, piece) if piece else (content,)
