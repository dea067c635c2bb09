"""Pattern families of reported speech, over the letters of one sentence (see `corpus.tags`).

A quoted stretch is one letter here: `Q`, or `k` where it is too short or too much of a title to
be speech by itself. Every family reads from the reporting verb outwards:

    before      NP (that) says ...: The ministry said (that) it will rain
    told-before NP tells ADDRESSEE (that): She told the court (that) it rained
    after       ..., NP says: It will rain, the ministry said
    inverted    ..., says NP: "It will rain," said the minister, Ann Lee
    medial      ..., NP says, ...: It will, she said, rain
    according   according to NP, ... / ..., according to NP
    adding      NP says ..., adding that ...: the sentence's own speaker
    noun        NP expressed hope that ... / in the words of NP, "..."
    nobody      It was said that ... / a quotation with nobody beside it
"""

import re
from typing import NamedTuple

Span = tuple[int, int]

_W = r"(?:[nCKmegkju~]|T|N(?![CT])|#(?![CT]))"
_NPC = rf"(?:d|dr|r(?=e))*{_W}+(?<![eg])"
_NP = rf"{_NPC}(?:(?:[Oo]|(?<=T)i|,?&|,(?=[nCKdT]+,?&)){_NPC})*"
_ADVERBS = r"(?:r|,r,|,?O?[dn#]{0,2}y#?,?)*"
_AUXILIARY = re.compile(rf"({_ADVERBS}[rxHBX]*)$")
_NP_END = re.compile(rf"{_NP}$")
_NP_START = re.compile(rf"{_NP}|p")
_WHOLE = r"(?:^|(?<=[,;:Q\-&]))"
_APPOSED = re.compile(rf"(?:^|(?<=[,;:Q\-]))(?=[^,]*[CT]){_NP}(?:,(?:{_NP}|[wgeoO#][^,;:Q]*))+,$")
_TITLE_FIRST = re.compile(rf"{_WHOLE}(?=[^,]*T){_NP},$")
_FRONTED = re.compile(r"(?:[Oobgaez][^,Q]*,|[&Vr,])*")
_ADDRESSEE = re.compile(
    rf"P|[dnCKTmgeu#]+(?=h)|(?:d?[CK][CKTu]*(?:[Oi]d?[CT]+)?|[d#r]*[nemgTk]+(?:[Oo]d?[nCK]+)?)(?:&d?[nCKT]+)?"
)
_ADJUNCT = re.compile(
    r"(?:r|y|[nd]+y|P|,[rOo][^,hQ]*,(?=h)|[Ooib][dnCKTmNegyu#jP&~k]*)+?(?=h|,?:?[Qk]|[:,;)\-]|$)"
)
_QUOTED = re.compile(r"[,:]+[Qk]|Q|(?<=S)k")
_FINITE = re.compile(r"(?=[dnCKTmg#NPjrk~])[^,;:bwhQ]*?(?:(?<=[^i])[xBHXsvlSq]|Q)|r*p")
_DATED = re.compile(r"[Oo]d?[#y]+,")
_PAST = re.compile(r"(?=[dnCKTmg#Nr])[^,;:bwhiQ]*?[nC#]e(?![nCT])")
_CUT = re.compile(r",?ai|[,;]?[&Vb][rH]*[SlqzZ](?=[hpQd:,CT])|,[&V](?:d?[nCKT]+|p)[rH]*[Sl]|,z|;|,[rb]?zh|,p[rH]*[Sslj](?:$|,)|,d?[nCKT]+(?:,[^,]*,)?[rH]*S$")
_INVERTED = re.compile(rf"({_NP}|p)((?:,(?!k){_NP})*)(?=[,;)\-]|$|[zbwiOo&])")
_NAMED = re.compile(rf"({_NP}(?:[eg][Oo]{_NP})*)(?:,(?:[CTu]+|dT[^,xBHeSs]*)(?=,))?")
_EXPRESSED = re.compile(r"f[dnegmrCKTOi]*?[Nj](?=h)")
_WORDS_OF = re.compile(rf"[Oo]dNO({_NP})(?:,[CT]+)*,?(?=Q)")
_CUE = re.compile(r"[SsvlqjzZa]")


class Report(NamedTuple):
    """A statement within one sentence: places of its content, cue and speaker's mention."""

    pieces: tuple[Span, ...]
    cue: Span
    mention: Span | None
    rule: str


def reports(sentence: str) -> list[Report]:
    """All statements that a sentence reports, in order of their cues."""
    found: list[Report] = []
    for cue in _CUE.finditer(sentence):
        report = _report(sentence, cue.start(), found)
        if report and report.pieces:
            found.append(report)
    for noun in _EXPRESSED.finditer(sentence) if "f" in sentence else ():
        content = _right(sentence, noun.end() + 1)
        who = subject(sentence[: noun.start()]) or first_subject(sentence[: noun.start()])
        if who and content:
            found.append(Report((content,), noun.span(), who, "noun"))
    words = _WORDS_OF.search(sentence)
    if words:
        found.append(
            Report(((words.end(), words.end() + 1),), words.span(), words.span(1), "noun")
        )
    return found


def _report(s: str, at: int, before: list[Report]) -> Report | None:
    """The statement reported by the cue at `at`, if it is one."""
    kind = s[at]
    if kind == "a":
        return _according(s, at)
    if kind in "zZ":
        return _adding(s, at, before)
    tail = _AUXILIARY.search(s, 0, at)
    left = s[: tail.start()] if tail else s[:at]
    auxiliary = s[len(left) : at]
    if "X" in auxiliary or s[at - 1 : at] in ("i", "d", "m", "K", "O", "o") and at:
        return None
    if "B" in auxiliary or kind in "sl" and left[-2:-1] == "B" and left[-1] == "n":
        return _impersonal(s, at, left)
    if kind == "j" and not _is_verb(s, at):
        return None
    if s[at - 1 : at] in ("Q", ",") and at and (report := _inverted(s, at, s[:at])):
        return report
    right = _after_cue(s, at)
    who = subject(left)
    if who and s[: who[0]].rstrip(",")[-1:] == "Q" and s[right : right + 1] != "h":
        return _postposed(s, at, left, right)
    content = _content_right(s, at, right)
    if content and not ("x" in auxiliary and s[content[0]] == "w"):
        rule = "told-before" if kind == "l" else "before"
        who = who or (first_subject(left) if left[-1:] in tuple("&Vb,") else None)
        return Report((content,), (at, at + 1), who, rule) if who else None
    return _postposed(s, at, left, right)


def _is_verb(s: str, at: int) -> bool:
    """Whether a form that is verb or noun (claims, reports) stands where a verb does."""
    following = s[at + 1 : at + 2]
    return s[at - 1 : at] in tuple("nCpTrwH&>") and following in tuple("hwpQ:d,CnT#") or (
        following == "" and s[at - 1 : at] in tuple("nCpT")
    )


def _after_cue(s: str, at: int) -> int:
    """The place after the cue's addressee and adjuncts, where what is said would begin."""
    place = at + 1
    if s[at] in "lZ":
        addressee = _ADDRESSEE.match(s, place)
        place = addressee.end() if addressee else place
    adjunct = _ADJUNCT.match(s, place)
    return adjunct.end() if adjunct else place


def _content_right(s: str, at: int, right: int) -> Span | None:
    """What follows the cue, if it is a that-clause, a quotation or a clause the verb allows."""
    kind, rest = s[at], s[right:]
    if kind == "q" and (asked := _ADDRESSEE.match(s, right)) and s[asked.end() :][:1] == "w":
        return _right(s, asked.end())
    if rest[:1] == "h" and rest[1:2] != "y" and len(rest) > 2:
        return _right(s, right + 1)
    quotation = _QUOTED.match(s, right)
    if quotation:
        return _quotation(s, quotation.end() - 1)
    if rest[:1] == ":" and kind in "SslvZz":
        return _right(s, right + 1)
    start = right + 1 if kind in "lZz" and rest[:1] == "," and (at + 1 < right or kind == "z") else at + 1
    start = right if kind in "lZ" and start == at + 1 else start
    if kind == "l" and not _FINITE.match(s[start:]) and rest[:1] not in (",", ""):
        start = at + 1
    clause = s[start:] if rest[:1] not in ("", ",", ";", "-", ")") or right <= at + 1 else ""
    clause = s[start:] if kind in "lZz" and rest[:1] == "," else clause
    dated = _DATED.match(clause)
    clause = clause[dated.end() :] if dated else clause
    if clause[:1] == "w" and kind != "z":
        return _right(s, start)
    evident = kind == "S" and clause[:1] not in ("", ",", ";", "-", "i", "Z", ")")
    finite = _FINITE.match(clause) or kind in "sl" and _PAST.match(clause)
    if evident or kind in "slzZj" and finite:
        return _right(s, start)
    fragment = s.find("Q", at)
    between = s[at + 1 : fragment] if fragment > at else ","
    if kind in "sqzj" and not _CUE.search(between) and not set(between) & set(",;:("):
        return (at + 1, fragment + 1)
    return None


def _right(s: str, start: int) -> Span | None:
    """From `start` to the end of the sentence, or to where another attribution begins."""
    cut = _CUT.search(s, start + 1)
    end = cut.start() if cut else len(s)
    return (start, end) if end > start else None


def _quotation(s: str, at: int) -> Span | None:
    """A quotation after its cue, with what belongs to the same clause after it."""
    following = s[at + 1 : at + 3]
    if following[:1] == "&":
        return (at, at + 3) if following[1:] in ("Q", "k") else (at, at + 1)
    return (at, at + 1) if following[:1] in tuple(",;-wbV:|") or not following else _right(s, at)


def _inverted(s: str, at: int, left: str) -> Report | None:
    """A statement, its cue and then its speaker up to the end of the clause."""
    who = _INVERTED.match(s, at + 1)
    content = _left(s, len(left))
    if not who or not content or s[at] in "lq" and left.rstrip(",")[-1:] != "Q":
        return None
    if left[-1] == "," and left[-2:-1] != "Q" and not _names_speaker(s, at, left, who):
        return None
    pieces = _medial(s, content, who.end())
    return Report(pieces, (at, at + 1), (at + 1, who.end(2)), "inverted")


def _names_speaker(s: str, at: int, left: str, who: re.Match[str]) -> bool:
    """Whether what follows a cue without a quotation before it is its subject, not its object."""
    if _APPOSED.fullmatch(left) or s[who.end() :][:1] not in ("", ",", ";", "-", "z"):
        return False
    named = s[slice(*who.span(1))]
    return s[at] == "S" or bool(set("CT") & set(named)) and "O" not in named


def _postposed(s: str, at: int, left: str, right: int) -> Report | None:
    """A statement that stands before its cue: after, medial, without a subject."""
    cue = (at, at + 1)
    if left.rstrip(",")[-1:] == "Q":
        content = _left(s, len(left))
        return Report((content,), cue, None, "no-subject") if content else None
    who = subject(left)
    if who is None or s[who[0] - 1 : who[0]] not in (",", "Q", "k", "-"):
        return None
    ends = ",;-)bVz" if s[at] == "S" else ",;-)"
    if s[right : right + 1] not in tuple(ends) and s[right:] and "Q" not in s[: who[0]][-2:]:
        return None
    content = _left(s, who[0])
    simple = set(s[slice(*who)]) <= set("dnCKTmp")
    if content is None or s[at] == "q" and "Q" not in s[slice(*content)] or s[at] == "j" and not simple:
        return None
    pieces = _medial(s, content, right)
    return Report(pieces, cue, who, "medial" if len(pieces) > 1 else "after")


def _left(s: str, end: int) -> Span | None:
    """From the start of the sentence to `end`, without commas and conjunctions at its edges."""
    start = 0
    while start < end and s[start] in ",&V;-":
        start += 1
    while end > start and s[end - 1] in ",;-":
        end -= 1
    before = s[start : end - 1]
    if s[end - 1 : end] == "Q" and (_CUE.search(before) or set(before) <= set("CTKd:,;&")):
        start = end - 1
    told = set(s[start:end])
    adjunct = s[start] in "Oobgr" and not told & set("xBHeSsvlpQk") if start < end else True
    return None if adjunct or not told & set("nCpTQkNK#g") else (start, end)


def _medial(s: str, content: Span, right: int) -> tuple[Span, ...]:
    """The content's pieces where it goes on after the attribution."""
    rest = s[right:]
    if rest[:2] in (",Q", ",k") and s[content[1] - 1] == "Q":
        return (content, (right + 1, right + 2))
    goes_on = rest[:1] == "," and rest[1:2] not in ("", *"bV&zwQgkZ")
    if not goes_on or "Q" in s[content[0] : content[1]]:
        return (content,)
    piece = _right(s, right + 1)
    return (content, piece) if piece else (content,)


def _according(s: str, at: int) -> Report | None:
    """According to NP, at the start, in the middle or at the end of what it attributes."""
    who = _NAMED.match(s, at + 2) if s[at + 1 : at + 2] == "i" else None
    if who is None:
        pronoun = re.compile("iP").match(s, at + 1)
        who = re.compile("P").match(s, at + 2) if pronoun else None
    if who is None:
        return None
    end = who.end() + (s[who.end() : who.end() + 1] == ",")
    before = s[:at].rstrip(",")
    right = _right(s, end)
    if not before.strip("rbV&,") or before[-1] in "wh":
        pieces = (right,) if right else ()
    else:
        content = _left(s, len(before))
        goes_on = right and s[at - 1] == "," and s[end - 1] == "," and s[end] not in "bV&wzg"
        pieces = tuple(span for span in (content, right if goes_on else None) if span)
    return Report(pieces, (at, at + 2), who.span(), "according")


def _adding(s: str, at: int, before: list[Report]) -> Report | None:
    """A participle (adding that, with NP saying): its own subject, else the sentence's."""
    left = s[:at]
    progressive = _AUXILIARY.search(left)
    if progressive and "B" in progressive.group():
        left = left[: progressive.start()]
    content = _content_right(s, at, _after_cue(s, at))
    if not content or left[-1:] in ("d", "m", "K", "i"):
        return None
    if left[-1:] in ("o", "O") and s[content[0] - 1] not in "h:," and s[content[0]] != "Q":
        return None
    who = subject(left) if left[-1:] not in tuple(",bV&oO") else None
    if who is None:
        earlier = [report.mention for report in before if report.cue[0] < at]
        who = earlier[-1] if earlier else first_subject(left) or first_subject(s[content[1] :])
    return Report((content,), (at, at + 1), who, "adding") if who else None


def _impersonal(s: str, at: int, left: str) -> Report | None:
    """It is said that ...: a statement that the sentence gives to nobody."""
    if s[at + 1 : at + 2] == "h" and left[-1:] == "p" and (content := _right(s, at + 2)):
        return Report((content,), (at, at + 1), None, "nobody")
    return None


def subject(left: str) -> Span | None:
    """The noun phrase or pronoun at the end of `left`, with its apposition."""
    left = left[: tail.start()] if (tail := _AUXILIARY.search(left)) else left
    last = left[-1:]
    if last == "p":
        return (len(left) - 1, len(left))
    if last == "w":
        return subject(left[:-1].rstrip(","))
    if last == ",":
        apposed = _APPOSED.search(left)
        return (apposed.start(), apposed.end() - 1) if apposed else None
    found = _NP_END.search(left)
    if found is None:
        opening = first_subject(left)
        plain = opening and not set(left[opening[1] :]) & set("xHsSvlj,Qp;:")
        return opening if plain and left[opening[1] :][:1] in ("i", "e", "g") else None
    start = found.start()
    if left[start - 1 : start] in ("O", "o", "b", "i") and start:
        start = max(start, left.rfind("nC", start) + 1)
    elif "&" in found.group() and left[start - 1 : start] not in ("", *",QhbVw&"):
        start = left.rfind("&") + 1
    if left[start - 1 : start] == "," and start and set(left[start:]) <= set("CTKu"):
        titled = _TITLE_FIRST.search(left[:start])
        start = titled.start() if titled else start
    return (start, len(left))


def first_subject(s: str) -> Span | None:
    """The noun phrase that opens a sentence, after what is fronted."""
    fronted = _FRONTED.match(s)
    found = _NP_START.match(s, fronted.end() if fronted else 0)
    if found is None:
        return None
    # a last word straight before an article is the verb: the minister met | the mayor
    verb = s[found.end() : found.end() + 1] in ("d", "P") and found.end() - found.start() > 1
    return (found.start(), found.end() - verb)


def headline(s: str) -> Report | None:
    """NP: ..., and ...: NP, as headlines attribute."""
    opening = re.match(r"(?:d?n*[NjT]|[NjT]O[dCKn]+):(?=.)", s)
    if opening:
        at = opening.end()
        return Report(((at, len(s)),), (at - 1, at), (0, at - 1), "headline")
    closing = re.search(r"(?<=[^:]{4}):([dCKTNjn]{1,4})$", s)
    if closing and ":" not in s[: closing.start()]:
        at = closing.start()
        return Report(((0, at),), (at, at + 1), closing.span(1), "headline")
    return None
