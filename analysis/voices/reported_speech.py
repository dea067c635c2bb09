"""Pattern families of reported speech, over the letters of one sentence (see `corpus.tags`).

A quoted stretch is one letter here: `Q`, or `k` where it is too short or too much of a title to
be speech by itself. Every family reads from the reporting verb outwards:

    before      NP (that) says ...: The ministry said (that) it will rain
    told-before NP tells ADDRESSEE (that): She told the court (that) it rained
    after       ..., NP says: It will rain, the ministry said
    inverted    ..., says NP: "It will rain," said the minister, Ann Lee
    medial      ..., NP says, ...: It will, she said, rain
    according   according to NP, ... / ..., according to NP
    as-said     As NP said, ...
    adding      NP says ..., adding that ...: the sentence's own speaker
    noun        NP expressed hope that ..., or willingness to ... / in the words of NP, "..."
    nobody      It was said that ... / a quotation with nobody beside it
"""

import re
from typing import NamedTuple

from analysis.text.class_names import matcher
from analysis.voices.contents import (
    CUE,
    after_cue,
    around,
    content_left,
    content_right,
    right_of,
)
from analysis.voices.noun_phrases import (
    APPOSED,
    NP,
    Span,
    bare_subject,
    first_subject,
    subject,
    without_auxiliary,
)

LONGEST = 600  # letters of a sentence that are read
# ..., said the minister, Ann Lee
_INVERTED = matcher(rf"""
    ({NP} | PRONOUN) ((?:, (?!TERM) {NP})*)
    (?=[, ; ) \-] | $ | [SAYING AS BECAUSE WHILE WHO TO OF ABOUT AND])
""")
# according to officials briefed on the plan, / Lee, the mayor,
_NAMED = matcher(f"""
    ({NP} (?:[DONE DOING EXPRESS] [OF ABOUT] {NP})* | OBJECT-PRONOUN)
    (?:, (?:[NAME TITLE NAME-LINK]+ | DETERMINER TITLE [^, WILL IS HAS DONE SAY THINK]*)
        (?=[, :]))?
""")
# issued a statement | saying
_PUBLISHED = matcher("[EXPRESS DONE DOING NOUN] DETERMINER NOUN* DONE* NOUN* SAYING-NOUN $")
_HAD_TO_SAY = matcher(f"({NP} | PRONOUN) HAS TO [SAY SAYING-NOUN]")
_PUT_IT = matcher(f"AS ({NP} | PRONOUN) NOUN PRONOUN ,")
# expressed the firm belief that / voiced a wish to
_EXPRESSED = matcher("""
    EXPRESS [DETERMINER NOUN DONE DOING OWNER ADVERB NAME OWNER-NAME TITLE OF TO]*?
    (?:[SAYING-NOUN VERB-OR-NOUN] (?=THAT [^WILL IS HAS NOT THINK DENY TELL SAY ASK])
        | WISH-NOUN (?=TO))
""")
_WORDS_OF = matcher(
    f"[OF ABOUT] DETERMINER SAYING-NOUN OF ({NP} (?:, [NAME TITLE]+)*) ,? (?=QUOTATION)"
)  # in the words of Ann Lee, "..."
_AT_END = matcher(f"(?:{NP} | [OBJECT-PRONOUN DETERMINER]) $")
# Report: Talks begin / Minister of Trade: Talks begin
_OPENING = matcher("""
    (?: DETERMINER? NOUN* [SAYING-NOUN VERB-OR-NOUN TITLE]
        | [SAYING-NOUN VERB-OR-NOUN TITLE] OF [DETERMINER NAME OWNER-NAME NOUN]+ ) : (?=.)
""")
_RELAYED = matcher(f"{NP} AS [SAYING TELLING] | (?:[OF ABOUT] {NP})? AS [SAYING TELLING]")
_PASSED_ON = matcher(f"[ASK THINK DENY] ([OF ABOUT] ({NP}))? $")
_FROM = matcher(f"[OF ABOUT] ((?=[^,]* [NAME TITLE]) {NP} (?:, {NP})*) $")
_FRAMED = matcher(
    f"QUOTATION ,? (?:DONE ({NP}) | NOUN (DETERMINER? [NOUN TITLE]* [NAME TITLE]+)) (?=[, ;] | $)"
)
# "Talks begin," Minister Lee fumed / "Talks begin," he fumed
_FRAMED_AFTER = matcher("""
    QUOTATION ,?
    (?: (DETERMINER? [NOUN TITLE OWNER]* [NAME TITLE]+) (?:DONE | NOUN ADVERB)
        | (PRONOUN) [DONE NOUN] )
    (?= [, ; OF ABOUT BECAUSE ADVERB DAY TO AS] | $)
""")
# The deal, | the analyst said, "makes no sense"
_SPLIT = matcher(f"[AND BUT]? (?:{NP} | PRONOUN) [ADVERB WILL HAS IS]* ,")
_SOME = matcher("QUOTATION ,? DETERMINER $")  # "...," one | said
_MAIN_VERB = matcher("[SAY THINK DENY TELL ASK VERB-OR-NOUN]")
_OPENS_CLAUSE = tuple("dpCTK#nPm")
# Talks begin on Monday: minister
_CLOSING = matcher("""
    (?<= [^:]{4})
    :([DETERMINER NAME OWNER-NAME TITLE SAYING-NOUN VERB-OR-NOUN NOUN]{1,4}) $
""")


class Report(NamedTuple):
    """A statement within one sentence: places of its content, cue and speaker's mention."""

    pieces: tuple[Span, ...]
    cue: Span
    mention: Span | None
    rule: str
    relay: Span | None = None  # who passes it on: Xinhua quoted NP as saying ...


def reports(sentence: str) -> list[Report]:
    """All statements that a sentence reports, in order of their cues."""
    sentence = sentence[:LONGEST]
    found: list[Report] = []
    for cue in CUE.finditer(sentence):
        report = _report(sentence, cue.start(), found)
        if report and report.pieces:
            found.append(report)
    for noun in _EXPRESSED.finditer(sentence) if "f" in sentence else ():
        report = _expressed(sentence, *noun.span())
        if report:
            found.append(report)
    words = _WORDS_OF.search(sentence) if "N" in sentence else None
    if words:
        content = (words.end(), words.end() + 1)
        found.append(Report((content,), (words.start(), words.start(1)), words.span(1), "noun"))
    put = _PUT_IT.match(sentence) if sentence[:1] == "A" else None
    if put and not found and (said := right_of(sentence, put.end())):
        found.append(Report((said,), (put.end(1), put.end(1) + 1), put.span(1), "as-said"))
    return _once(found) if len(found) > 1 else found


def _expressed(s: str, at: int, end: int) -> Report | None:
    """NP expressed hope that ...; it was made clear that ... is nobody's."""
    content = right_of(s, end + (s[end] == "h"))
    left = without_auxiliary(s[:at])
    who = bare_subject(left) or first_subject(left)
    if not who or not content:
        return None
    if "B" in s[len(left) : at] and s[slice(*who)] == "p":
        return Report((content,), (at, end), None, "nobody")
    return Report((content,), (at, end), who, "noun")


def _once(found: list[Report]) -> list[Report]:
    """A statement that "according to" only passes on is one statement, with its relay."""
    relays = [report for report in found if report.rule == "according"]
    kept = [report for report in found if report.rule != "according"]
    for relay in relays:
        (low, high), *_ = relay.pieces
        for at, report in enumerate(kept):
            opens = min(report.pieces[0][0], report.mention[0] if report.mention else low + 1)
            within = opens == low and low <= report.cue[0] < high
            if (within or report.pieces == relay.pieces) and not report.relay:
                kept[at] = report._replace(relay=relay.mention)
                break
        else:
            kept.append(relay)
    return kept


def _report(s: str, at: int, before: list[Report]) -> Report | None:
    """The statement reported by the cue at `at`, if it is one."""
    kind = s[at]
    if kind == "a":
        return _according(s, at)
    if kind in "zZ":
        return _relayed(s, at) or _adding(s, at, before)
    if kind in "qsv" and _RELAYED.match(s, at + 1):
        return None
    left = without_auxiliary(s[:at])
    auxiliary = s[len(left) : at]
    if "X" in auxiliary or (
        s[at - 1 : at] in ("i", "d", "m", "K", "O", "o") and not _SOME.search(left)
    ):
        return None
    if "B" in auxiliary or (kind in "sl" and left[-2:-1] == "B" and left[-1] == "n"):
        return _impersonal(s, at, left)
    if kind == "j" and not _is_verb(s, at, left):
        return None
    if s[at - 1 : at] in ("Q", ",") and at and (report := _inverted(s, at, s[:at])):
        return report
    right = after_cue(s, at)
    who = bare_subject(left)
    if who and s[: who[0]].rstrip(",")[-1:] == "Q" and s[right : right + 1] != "h":
        return _postposed(s, at, left, right)
    if who and s[right : right + 2] == ",Q" and _SPLIT.fullmatch(s, 0, who[0]):
        return _postposed(s, at, left, right)
    content = content_right(s, at, right)
    if content and "x" in auxiliary and s[content[0]] == "w":  # few could say what it was
        return None
    if content:
        rule = "told-before" if kind == "l" else "before"
        who = who or (first_subject(left) if left[-1:] in tuple("&VAbD,") else None)
        return Report((content,), (at, at + 1), who, rule) if who else None
    return _postposed(s, at, left, right) or _as_said(s, at, who, right) or _plain(s, at, who)


def _as_said(s: str, at: int, who: Span | None, right: int) -> Report | None:
    """As NP said, ...: the statement follows the clause that attributes it."""
    if not who or s[: who[0]].strip("&V,") != "A" or s[right : right + 1] != ",":
        return None
    content = right_of(s, right + 1)
    return Report((content,), (at, at + 1), who, "as-said") if content else None


def _plain(s: str, at: int, who: Span | None) -> Report | None:
    """NP said about ten people were hurt: a clause that begins like an adverbial."""
    content = right_of(s, at + 1)
    if who is None or content is None or s[at] != "S" or s[at + 1] in ",;-:)Z":
        return None
    if not set("xBH") & set(s[slice(*content)]) or s[: who[0]].strip("&VrO,yd#n"):
        return None
    return Report((content,), (at, at + 1), who, "before")


def _is_verb(s: str, at: int, left: str) -> bool:
    """Whether a form that is verb or noun (claims, reports) stands where a verb does."""
    who = bare_subject(left)
    if who and s[who[0] - 1 : who[0]] in tuple("efqsvlS"):  # released two harsh reports
        return False
    following = s[at + 1 : at + 2]
    apposed = who and left[-1:] == "," and following == "h"  # Lee, the mayor, fears that
    return (
        (apposed or s[at - 1 : at] in tuple("nCpTrwH&>jN")) and following in tuple("hwpQ:d,CnT#")
    ) or (following == "" and s[at - 1 : at] in tuple("nCpT"))


def _inverted(s: str, at: int, left: str) -> Report | None:
    """A statement, its cue and then its speaker up to the end of the clause."""
    who = _INVERTED.match(s, at + 1)
    content = content_left(s, len(left))
    if not who or not content or (s[at] in "lq" and left.rstrip(",")[-1:] != "Q"):
        return None
    split = left[-2:-1] == "Q" or s[who.end() :][:2] in (",Q", ",k")
    if left[-1] == "," and not split and not _names_speaker(s, at, left, who):
        return None
    pieces = around(s, content, who.end())
    return Report(pieces, (at, at + 1), (at + 1, who.end(2)), "inverted")


def _names_speaker(s: str, at: int, left: str, who: re.Match[str]) -> bool:
    """Whether what follows a cue without a quotation before it is its subject, not its object."""
    if APPOSED.fullmatch(left) or s[who.end() :][:1] not in ("", ",", ";", "-", "z"):
        return False
    named = s[slice(*who.span(1))]
    return s[at] == "S" or (bool(set("CT") & set(named)) and "O" not in named)


def _postposed(s: str, at: int, left: str, right: int) -> Report | None:
    """A statement that stands before its cue: after, medial, without a subject."""
    cue = (at, at + 1)
    if left.rstrip(",")[-1:] == "Q":
        content = content_left(s, len(left)) if s[at - 1] in "Q,r" else None
        return Report((content,), cue, None, "no-subject") if content else None
    who = subject(left)
    if who is None or s[who[0] - 1 : who[0]] not in (",", "Q", "k", "-"):
        return None
    ends = ",;-)AbDVz" if s[at] == "S" else ",;-)"
    if s[right : right + 1] not in tuple(ends) and s[right:] and "Q" not in s[: who[0]][-2:]:
        return None
    content = content_left(s, who[0])
    if content is None or (s[at] == "q" and "Q" not in s[slice(*content)]):
        return None
    if s[at] == "j" and not set(s[slice(*who)]) <= set("dnCKTmp"):
        return None
    pieces = around(s, content, right)
    return Report(pieces, cue, who, "medial" if len(pieces) > 1 else "after")


def _according(s: str, at: int) -> Report | None:
    """According to NP, at the start, in the middle or at the end of what it attributes."""
    who = _NAMED.match(s, at + 2) if s[at + 1 : at + 2] == "i" else None
    if who is None:
        return None
    end = who.end() + (s[who.end() : who.end() + 1] in tuple(",:"))
    before = s[:at].rstrip(",")
    right = right_of(s, end)
    pieces: tuple[Span | None, ...] = (right,)
    if before.strip("rbDV&,") and before[-1] not in "wh":
        enclosed = s[at - 1] == s[end - 1] == "," and s[end : end + 1] not in tuple("AbDV&wzg")
        pieces = (content_left(s, len(before)), right if enclosed else None)
    return Report(tuple(span for span in pieces if span), (at, at + 2), who.span(), "according")


def _adding(s: str, at: int, before: list[Report]) -> Report | None:
    """A participle (adding that, with NP saying): its own subject, else the sentence's."""
    left = s[:at]
    bare = without_auxiliary(left)
    left = bare if "B" in left[len(bare) :] else left
    content = content_right(s, at, after_cue(s, at))
    if not content or left[-1:] in ("d", "m", "K", "i"):
        return None
    if left[-1:] in ("o", "O") and s[content[0] - 1] not in "h:," and s[content[0]] != "Q":
        return None
    own = left[-1:] not in tuple(",AbDV&oO") and not _PUBLISHED.search(left)
    who = subject(left) if own else None
    if who is None:
        clause = left.rfind(":") + 1  # NP said ...: NP shouted, adding that ...
        earlier = [report.mention for report in before if clause <= report.cue[0] < at]
        opening = None if earlier else first_subject(left[clause:])
        who = earlier[-1] if earlier else opening and (opening[0] + clause, opening[1] + clause)
    return Report((content,), (at, at + 1), who, "adding") if who else None


def _relayed(s: str, at: int) -> Report | None:
    """NP quoted NP as saying ..., and NP was quoted (by NP) as saying ...: the second speaks."""
    spoken = _passed_on(s[: at - 1]) if s[at - 1 : at] == "A" else None
    if spoken is None:
        return None
    author, by = spoken
    right = after_cue(s, at)
    content = content_right(s, at, right)
    opens = min(author, by or author)[0]
    if content is None and s[right : right + 1] in _OPENS_CLAUSE:
        content = right_of(s, right)
    elif content is None and s[opens - 1 : opens] in ("Q", ","):
        content = content_left(s, opens)
    return Report((content,), (at, at + 1), author, "relayed", by) if content else None


def _passed_on(left: str) -> tuple[Span, Span | None] | None:
    """Who speaks and who passes it on, before "as saying"."""
    passive = _PASSED_ON.search(left)
    bare = without_auxiliary(left[: passive.start()]) if passive else left
    if passive and "B" in left[len(bare) : passive.start()]:
        who = bare_subject(bare)
        return (who, passive.span(2) if passive.group(2) else None) if who else None
    author = _AT_END.search(left)
    if author is None or not author.start() or left[author.start() - 1] not in "qsvSe":
        return None
    return author.span(), subject(left[: author.start() - 1])


def announced(before: str) -> tuple[Span, Span | None]:
    """Cue and speaker of a sentence that announces the next one: NP told reporters:"""
    nothing = (0, 0)
    ending = before.rstrip(":")
    for cue in reversed(list(CUE.finditer(ending))):
        at = cue.start()
        who = subject(ending[:at])
        inverted = _INVERTED.match(ending, at + 1)
        if who is None and inverted:
            who = (at + 1, inverted.end(2))
        if who:
            return (at, at + 1), who
    giver = _HAD_TO_SAY.search(ending) or _FROM.search(ending)
    return nothing, giver.span(1) if giver else first_subject(ending)


def framed(s: str, at: int) -> Report | None:
    """A word that stands where only a reporting verb does: "...," fumed NP / "...," he fumed."""
    verb = _FRAMED.match(s, at)
    if verb:
        group = 1 if verb.group(1) else 2
        who = verb.span(group)
        return Report(((at, at + 1),), (who[0] - 1, who[0]), who, "inverted")
    verb = _FRAMED_AFTER.match(s, at)
    if verb:
        who = verb.span(1 if verb.group(1) else 2)
        return Report(((at, at + 1),), (who[1], who[1] + 1), who, "after")
    return None


def _impersonal(s: str, at: int, left: str) -> Report | None:
    """It is said that ...: a statement that the sentence gives to nobody."""
    if s[at + 1 : at + 2] == "h" and left[-1:] == "p" and (content := right_of(s, at + 2)):
        return Report((content,), (at, at + 1), None, "nobody")
    return None


def by_main_verbs(s: str, found: list[Report]) -> list[Report]:
    """NP stressed the effort, saying that ...: the cue is the main verb, if it reports nothing."""
    taken = {report.cue[0] for report in found}
    return [
        report._replace(cue=(report.mention[1], report.mention[1] + 1))
        if report.rule == "adding"
        and report.mention
        and report.mention[1] < report.cue[0]
        and report.mention[1] not in taken
        and _MAIN_VERB.match(s, report.mention[1])
        else report
        for report in found
    ]


def headline(s: str) -> Report | None:
    """NP: ..., and ...: NP, as headlines attribute."""
    opening = _OPENING.match(s)
    if opening:
        at = opening.end()
        return Report(((at, len(s)),), (at - 1, at), (0, at - 1), "headline")
    closing = _CLOSING.search(s)
    if closing and ":" not in s[: closing.start()]:
        at = closing.start()
        return Report(((0, at),), (at, at + 1), closing.span(1), "headline")
    return None
