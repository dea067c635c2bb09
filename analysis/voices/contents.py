"""What is said: where the content of a statement begins and ends, over a sentence's letters."""

import re

from analysis.voices.noun_phrases import Span

_ADDRESSEE = re.compile(
    r"P|[dnCKTmgeu#]+(?=h)"
    r"|(?:d?[CK][CKTu]*(?:[Oi]d?[CT]+)?|[d#r]*[nemgTkN]+(?:[Oo]d?[nCK]+)?)(?:&d?[nCKT]+)?"
)
_ADJUNCT = re.compile(
    r"(?:r|y|[nd]+y|P|,[rOo][^,hQ]*,(?=h)|[AOoibD][dnCKTmNegyu#jP&~k]*)+?(?=h|,?:?[Qk]|[:,;)\-]|$)"
)
_QUOTED = re.compile(r"[,:]+[Qk]|Q|(?<=S)k")
_FINITE = re.compile(
    r"(?=[dnCKTmg#NPjrk~])(?:[^,;:AbDwhQ&]|&(?!d))*?"
    r"(?:(?<=[^idmK&])[svlSq]|(?<=[^imK])[xBHX]|I|Q)|r*[pI]"
)
_PAST = re.compile(r"(?=[dnCKTmg#Nr])[^,;:AbDwhiQ]*?(?:[nC#]e(?![nCT])|Cr*e)|C+r*n(?=[dPpC#])")
_DATED = re.compile(r"[Oo]d?[#y]+,")
_ON_A_DAY = re.compile(r"(?:[Oo]d?[neCKTmNO]+)?(?:[Oo]?d?y#?)(?=[dpPCTK#]|n+[^n]*[xBH])")
_CUT = re.compile(
    r"(?=[,;a&VAbD])(?:,?ai|,?&[rH]*[sv](?=h)|[,;]?[&VAbD][rH]*[SlqzZ](?=[hpQd:,CT])|,[&V](?:d?[nCKT]+|p)[rH]*[Sl]"
    r"|,?[VD](?:d?[nCKTme]+(?:[Oo]d?[nCKT]+)?|p)(?:,[^,]*,)?[rxH]*[Sslvq]|,[zZ]|;|,[rAb]?zh"
    r"|,O(?:d?[nCKTme]+(?:[Oo]d?[nCKT]+)?|p)[zZ]|(?<=[Qk])&r?e"
    r"|,p[rH]*[Sslj](?:$|,)|,d?[nCKT#]+(?:,[^,]*,)?[rH]*[Ssv](?:[Oo]?d?[ynCKT#]+)*$)"
)
_DOING = re.compile(r"(?:[dnCKTu]*[CT]|P)g")  # the poll showed Lee leading
_POINTING = re.compile(r"hn(?=$|[,;&Ooyrb])([^,;&]*)")
CUE = re.compile(r"[SsvlqjzZa]")


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
    if rest[:1] == "h" and len(rest) > 2 and _opens_clause(rest, kind):
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
    """Whether "that" opens a clause: not "that day", nor "deplore that choice"."""
    if kind == "q" or rest[1] == "y":
        return False
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
    adjunct = s[start] in "AOobgr" and not told & set("xBHIeSsvlpQk") if start < end else True
    return None if adjunct or not told & set("nCpTQkNK#g") else (start, end)


def around(s: str, content: Span, right: int) -> tuple[Span, ...]:
    """The content's pieces where it goes on after the attribution."""
    rest = s[right:]
    if rest[:2] == ",a":
        return (content,)
    if rest[:2] in (",Q", ",k") and s[content[1] - 1] == "Q":
        return (content, (right + 1, right + 2))
    goes_on = rest[:1] == "," and rest[1:2] not in ("", *"bDV&zwQgkZ")
    if not goes_on or "Q" in s[content[0] : content[1]]:
        return (content,)
    piece = right_of(s, right + 1)
    return (content, piece) if piece else (content,)
