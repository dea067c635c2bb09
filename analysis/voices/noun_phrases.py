"""Noun phrases over a sentence's letters: who is the subject of the verb that follows."""

import re

from analysis.text.class_names import matcher

Span = tuple[int, int]

_WORD = """
    (?:[NOUN NAME OWNER-NAME OWNER DONE DOING TERM VERB-OR-NOUN NAME-LINK ~] | TITLE
        | [SAYING-NOUN WISH-NOUN] (?![NAME TITLE]) | NUMBER (?![NAME TITLE])
        | DETERMINER (?=OF | $))  # one of, another
"""
# the newly elected council
_PLAIN = f"(?:DETERMINER | DETERMINER ADVERB | ADVERB (?=DONE))* {_WORD}+ (?<![DONE DOING])"
# the head of the bank / the minister to France / the mayor and her staff / Lee, Kim and the court
NP = f"""
    {_PLAIN}
    (?:(?:[OF ABOUT] | (?<=TITLE) TO | ,? AND
            | , (?=(?:[NOUN NAME OWNER-NAME DETERMINER TITLE]+ ,)*
                [NOUN NAME OWNER-NAME DETERMINER TITLE]+ ,? AND))
        {_PLAIN} | OF OBJECT-PRONOUN)*
"""
_TIME = "[OF ABOUT]? DETERMINER{0,2} NUMBER? DAY+ NUMBER?"
_ADVERBS = f"(?:ADVERB | , ADVERB , | ,? {_TIME} ,?)*"
_AUXILIARY = matcher(f"({_ADVERBS} [ADVERB WILL HAS IS NOT]*) $")
_LAST = frozenset("rxHBXy#,")  # the letters that it can end with
_AT_END = matcher(f"{NP} $")
_NP_LETTERS = "nCKmegkju~TNW#drOoiP&,"
_AT_START = matcher(f"{NP} | PRONOUN")
_SEGMENT = r"(?:^ | (?<=[, ; : QUOTATION \- AND]))"
# not: since Ishiba took office, ties ...
_OPENS = r"""
    (?:^ | (?<=[, ; : QUOTATION \- DAY]) | (?<=[BECAUSE WHILE BUT]) (?![^,]* DONE))
"""
# , the mayor of Lima, / , who is forty,
_APPOSITION = f"""
    (?:, (?:{NP} | [WHO DOING DONE ABOUT OF NUMBER] [^, ; : QUOTATION]*
        | [DETERMINER NOUN TITLE] [^, ; : QUOTATION WILL IS HAS SAY THINK DENY TELL PRONOUN]*))+
    (?:, | (?<=TERM)) $
"""
APPOSED = matcher(f"{_OPENS} (?=[^,]* [NAME TITLE]) {NP} {_APPOSITION}")
_APPOSED_NOUN = matcher(f"{_OPENS} {NP} {_APPOSITION}")
_TITLE_FIRST = matcher(f"{_SEGMENT} (?=[^,]* TITLE) {NP} , $")
# LIMA, Peru (AP) -
_DATELINE = r"NAME+ (?:, NAME+)? ~* - (?=[^\-]* $)"
# In March, / But / On Monday
_FRONTED = matcher(f"""
    (?:{_DATELINE})?
    (?:[AS OF ABOUT BECAUSE WHILE DOING ACCORDING DONE EXPRESS SAYING ASK THINK TELL DENY]
            [^, QUOTATION]* ,
        | [AND BUT ADVERB ,] | {_TIME} ,?)*
""")
_CLAUSE = matcher(r"[^, ; : QUOTATION AND BUT BECAUSE WHILE THAT WHO \-]* $")
_MODIFIED = matcher("[DONE DOING EXPRESS] (?=[OF ABOUT TO AS DAY] | $) | TO | [OF ABOUT]")
# the doctor who treated them
_WHO = matcher(rf"""
    (?:^ | (?<=[, ; : QUOTATION BECAUSE WHILE BUT THAT WHO DAY \-])) ADVERB* ({NP}) WHO
    (?=[ADVERB WILL HAS IS THINK DENY TELL ASK URGED DONE]
        | NOUN [DETERMINER NAME TITLE OBJECT-PRONOUN PRONOUN NUMBER])
    [^, ; : QUOTATION AND BUT THAT WHO SAY]* $
""")
_REACH = 100  # letters before a verb in which its subject is looked for


def without_auxiliary(left: str) -> str:
    """`left` without the adverbs and auxiliaries at its end."""
    if left[-1:] not in _LAST or (
        left[-1] == "," and APPOSED.search(left, max(len(left) - _REACH, 0))
    ):
        return left
    tail = _AUXILIARY.search(left, max(len(left) - 16, 0))
    if not tail:
        return left
    closes = tail.group()[:1] == "," and APPOSED.search(left[: tail.start() + 1])
    return left[: tail.start() + bool(closes)]  # Ann Lee, the mayor, however, said


def subject(left: str) -> Span | None:
    """The noun phrase or pronoun at the end of `left`, with its apposition."""
    return bare_subject(without_auxiliary(left))


def bare_subject(left: str) -> Span | None:
    """The same where no adverb or auxiliary stands at the end of `left`."""
    if len(left) > _REACH:
        found = bare_subject(left[-_REACH:])
        shift = len(left) - _REACH
        return (found[0] + shift, found[1] + shift) if found else None
    last = left[-1:]
    if last in ("p", "I"):
        return (len(left) - 1, len(left))
    if last in ("w", "h"):
        return subject(left[:-1].rstrip(","))
    if last in ("-", ","):
        return _apposed(left)
    if last == "k" and (apposed := _apposed(left)):  # Lara, a host of “Late Edition,” | said
        return apposed
    return _described(left)


def _described(left: str) -> Span | None:
    """The noun phrase at the end of `left`, or the one that it describes."""
    phrase = _AT_END.search(left, len(left.rstrip(_NP_LETTERS)))
    if "w" in left and (described := _WHO.search(left)):  # people who attended the dinner | said
        return described.start(1), described.end()
    if phrase is None:
        return _reduced(left)
    modifies = left[phrase.start() - 1 : phrase.start()] in ("O", "o", "i")
    return (modifies and _reduced(left)) or (_start(left, phrase), len(left))


def _apposed(left: str) -> Span | None:
    """The subject before an apposition: the minister - a banker until then - said."""
    if left[-1] == "-":
        return subject(left[: left.rfind("-", 0, -1)]) if left.count("-") > 1 else None
    apposed = APPOSED.search(left) or _APPOSED_NOUN.search(left)
    return (apposed.start(), apposed.end() - (left[-1] == ",")) if apposed else None


def _start(left: str, phrase: re.Match[str]) -> int:
    """Where the subject begins within the longest noun phrase before the verb."""
    start = phrase.start()
    before = left[start - 1 : start]
    if left[:start].rstrip("r")[-1:] == "x" and len(phrase.group()) > 1:  # will face | the man who
        return start + 1
    if before and before in "AOobDi":  # in the morning the minister: only the name is the subject
        start = max(start, left.rfind("nC", start) + 1)
    elif "&" in phrase.group() and before not in ("", *",QhAbDVw&"):
        start = left.rfind("&") + 1
    if before and left.find(",&", start) == left.find(",", start) >= 0:  # a ship, and the mayor
        start = left.find(",&", start) + 2
    return _with_title(left, start)


def _with_title(left: str, start: int) -> int:
    """Where the title before a name begins that a comma sets apart: the mayor, Ann Lee."""
    if not start or left[start - 1] != "," or not set(left[start:]) <= set("CTKu"):
        return start
    titled = _TITLE_FIRST.search(left[:start])
    return titled.start() if titled else start


def _reduced(left: str) -> Span | None:
    """The subject before what modifies it: three people briefed on the plan | said."""
    clause = _CLAUSE.search(left)
    opening = first_subject(clause.group()) if clause else None
    if clause is None or opening is None:
        return None
    start, end = opening[0] + clause.start(), opening[1] + clause.start()
    finite = set(left[end:]) & set("xHsSvljqp")
    return (start, len(left)) if not finite and _MODIFIED.match(left, end) else None


def first_subject(sentence: str) -> Span | None:
    """The noun phrase that opens a sentence, after what is fronted."""
    fronted = _FRONTED.match(sentence)
    found = _AT_START.match(sentence, fronted.end() if fronted else 0)
    if found is None:
        return None
    # a last word straight before an article is the verb: the minister met | the mayor
    verb = sentence[found.end() : found.end() + 1] in ("d", "P") and len(found.group()) > 1
    return (found.start(), found.end() - verb)
