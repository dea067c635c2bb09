"""What is promised, asked for, alleged or called: contents that are no clause and no quotation.

infinitive  NP vowed (not) to ...: He vowed to stay
addressee   NP urged NP to ...: She urged the court to wait
accusation  NP accused NP of ..., blamed NP for ...: They accused him of lying
naming      NP called NP a ..., described NP as ...: He called the vote a farce
demand      NP called for ..., called on NP to ...: She called for a vote
denial      NP denied ..., would not say whether ...: He denied the charge
likeness    NP compared NP to ...: She compared him to a fox
question    NP asked (NP) if ...: He asked her if it rained
attitude    NP is confident that ...: They are afraid that it will rain
noun        NP's claim that ..., the belief among NP that ..., his promise to ..., her call for ...
"""

from collections.abc import Callable, Iterator, Mapping

from analysis.text.class_names import CLASSES, matcher
from analysis.text.lexicons import report_nouns
from analysis.text.word_letters import is_plural
from analysis.voices.contents import right_of
from analysis.voices.noun_phrases import NP, Span, bare_subject, first_subject, without_auxiliary
from analysis.voices.reported_speech import LONGEST, Report

ACT_LETTERS = CLASSES["SURE"] + CLASSES["NOT"]
PLAIN = str.maketrans("cEGM", "negn")  # the letters as the other patterns read them
_VERB = matcher("[URGING URGED URGES THINK DENY ASK TELL VERB-OR-NOUN SAYING TELLING]")
_WHOM = f"(?:OBJECT-PRONOUN | {NP})"
_INFINITIVE = """
    ADVERB? NOT? (?P<content>TO)
    (?=[NOUN ADVERB IS HAS WILL THINK DENY TELL ASK VERB-OR-NOUN SAY DONE URGING SAYING-NOUN
        EXPRESS])
"""
_FRAMES = [  # frame, pattern after the verb, words that the link may be
    ("i", matcher(_INFINITIVE), ()),
    ("p", matcher(f"{_WHOM} {_INFINITIVE}"), ()),
    ("f", matcher(f"(?P<content>) {_WHOM} (?P<link>OF)"), ("of", "for")),
    ("r", matcher("ADVERB? (?P<link>OF) (?P<content>[DETERMINER NOUN NAME OWNER-NAME OWNER DONE"
        " SAYING-NOUN WISH-NOUN DOING NUMBER QUOTATION])"), ("for",)),
    ("r", matcher(f"(?P<link>[OF TO]) {_WHOM} {_INFINITIVE}"), ("on", "to", "with")),
    ("d", matcher(f"""
        (?P<content>)
        (?:{_WHOM} | DETERMINER? DOING | HAS DONE | THAT NOUN (?=[, ; AND] | $))
    """), ()),
    ("u", matcher(f"""
        (?P<content>) {_WHOM} TO [DETERMINER NOUN NAME TITLE DOING QUOTATION TERM]
    """), ()),
    ("l", matcher(f"""
        TO? (?P<content>) (?:PRONOUN | {_WHOM}) ,?
        (?=DETERMINER [NOUN SAYING-NOUN TITLE NAME DONE DOING] | [QUOTATION TERM]
            | AS [DETERMINER NOUN NAME DOING DONE QUOTATION TERM PRONOUN])
    """), ()),
    ("w", matcher(f"(?<=[ASK NOUN]) {_WHOM}? [OF DAY]* (?P<content>(?P<link>[BECAUSE WHO]))"),
        ("if", "whether")),
]  # fmt: skip
_WITHHELD = matcher("(WILL? NOT) ADVERB* (SAY) [ADVERB DAY]* (?=[WHO BECAUSE])")
_REFUSING = frozenset(["would", "will", "wouldn't", "wouldn’t", "won't", "won’t"])
_SAID_NEXT = matcher("""
    , (?:DETERMINER? [NOUN NAME OWNER-NAME TITLE]+ | PRONOUN) [ADVERB HAS]*
    [SAY THINK TELL DENY ASK]
""")
_ATTITUDE = matcher("""
    [IS IT-IS] [ADVERB WILL]* (SURE)
    (?=THAT [^WILL IS HAS NOT THINK DENY TELL SAY ASK]
        | (?:DETERMINER? [NOUN NAME TITLE]+ [WILL IS HAS] | [PRONOUN IT-IS]))
""")
# the president's own / the
_OWNED = """
    (?:(DETERMINER? [NOUN NAME TITLE NAME-LINK]* [OWNER-NAME OWNER]) | (DETERMINER))
    [NOUN DONE NAME TITLE]* ([NOUN SAYING-NOUN VERB-OR-NOUN WISH-NOUN])
"""
_SENTENCE_FOLLOWS = "(?=[^WILL IS HAS NOT THINK DENY TELL SAY ASK])"
_THING_FOLLOWS = "(?=[DETERMINER NOUN NAME OWNER-NAME TITLE OWNER DONE SAYING-NOUN])"
_NOUNS = [  # link, pattern from the noun's article or owner to what is said
    ("that", matcher(f"{_OWNED} (?:[OF ABOUT] ({NP}))? THAT {_SENTENCE_FOLLOWS}")),
    ("to", matcher(f"{_OWNED} () (?=TO)")),
    ("for", matcher(f"{_OWNED} () OF {_THING_FOLLOWS}")),
]
_WHAT = matcher(f"WHO (?:{NP} | PRONOUN) [ADVERB HAS]* $")
_CONJOINED = tuple("&VAbD,")
_FIRST = frozenset(["i", "we", "you", "i'd", "i'll", "we'd", "we'll", "you'd", "you'll"])
_POSSESSIVE = frozenset(["his", "her", "their", "its"])
_NO_SUBJECT = _POSSESSIVE | {"no"}

# a noun that may have a content
_HEAD = matcher("[NOUN VERB-OR-NOUN SAYING-NOUN WISH-NOUN] (?=[THAT TO OF] | ABOUT [^THAT]* THAT)")
_OWN_FRAMES = frozenset(frame for frame, *_ in _FRAMES)

Word = Callable[[int], str]
Verbs = Mapping[str, tuple[str, str, str]]


def act_words(verbs: Verbs) -> list[str]:
    """Words of which `acts` needs one, where a sentence has none of ACT_LETTERS."""
    acting = [form for form, (_, frames, _) in verbs.items() if _OWN_FRAMES & set(frames)]
    return [*acting, *report_nouns()]


def acts(whole: str, s: str, word: Word, before: list[Report], verbs: Verbs) -> list[Report]:
    """The statements of a sentence whose content is an infinitive, an object or after a noun.

    `whole` are its letters, `s` the same as other patterns read them, `word` gives the printed word
    at a place; `before` are the reports that clauses and quotations gave, `verbs` the list's forms.
    """
    known = {report.cue[0] for report in before}
    found: list[Report] = []
    for verb in _VERB.finditer(whole, 0, LONGEST):
        if verb.start() not in known:
            report = _act(s, verb.start(), word, [*before, *found], verbs)
            found += [report] if report else []
    found += _attitudes(whole) if "M" in whole else ()
    found += _withheld(s, word)
    if any(word(noun.start()) in report_nouns() for noun in _HEAD.finditer(s)):
        found += _nouns(s, word)
    if not found:
        return found
    given = {report.pieces for report in before}
    return [report for report in found if report.pieces not in given]


def _act(s: str, at: int, word: Word, before: list[Report], verbs: Verbs) -> Report | None:
    """The statement of the verb at `at`, by the frames that the list gives it."""
    _, frames, form = verbs.get(word(at).lower(), ("", "", ""))
    if _OWN_FRAMES.isdisjoint(frames):
        return None
    start = _content(s, at + 1, frames, word) or _so_called(s, at, frames)
    content = _up_to_the_next_speaker(s, right_of(s, start)) if start else None
    if content is None or s[content[1] - 1] == ":":  # it announces a quotation
        return None
    who = _whose(s, at, form, word, before)
    if who is None or word(who[0]).lower() in _FIRST or ("m" in frames and s[at - 1] in "wh"):
        return None  # whoever wants to is nobody who says so
    return Report((content,), (at, at + 1), who, "wish" if "m" in frames else "act")


def _up_to_the_next_speaker(s: str, content: Span | None) -> Span | None:
    """A content without the attribution of the clause that it stands in: to stay | , he said."""
    said = _SAID_NEXT.search(s, *content) if content else None
    return (content[0], said.start()) if content and said else content


def _content(s: str, start: int, frames: str, word: Word) -> int | None:
    """Where the content after a verb with these frames begins."""
    for frame, pattern, links in _FRAMES:
        found = pattern.match(s, start) if frame in frames else None
        if found and (not links or word(found.start("link")) in links):
            return found.start("content")
    return None


def _so_called(s: str, at: int, frames: str) -> int | None:
    """Where a name begins that the narrator passes on: what he called the ruin of a town."""
    named = "l" in frames and s[at + 1 : at + 2] in tuple("dnCKmegQk#")
    return at + 1 if named and _WHAT.search(s[:at]) else None


def _whose(s: str, at: int, form: str, word: Word, before: list[Report]) -> Span | None:
    """The subject of the verb at `at`; none where it is passive, denied or no verb there."""
    left = without_auxiliary(s[:at])
    auxiliary = s[len(left) : at]
    if form == "g" and auxiliary[-1:] == "B":  # is vowing to stay
        return bare_subject(left)
    if set("XB") & set(auxiliary) or s[at - 1 : at] in tuple("idmKOo"):
        return None
    if form == "g":
        return _of_participle(left, at, before)
    who = bare_subject(left) or (first_subject(left) if left[-1:] in _CONJOINED else None)
    return who if who and _agrees(s, who, form, auxiliary, word) else None


def _agrees(s: str, who: Span, form: str, auxiliary: str, word: Word) -> bool:
    """Whether a noun phrase can be the subject of this form: people want, the plan to is a noun."""
    if s[who[0] - 1 : who[0]] == "x":  # did she want to ...?
        return False
    if form in "bs" and word(who[0]).lower() in _NO_SUBJECT:
        return False
    if is_plural(word(who[1] - 1)):
        return True
    if form == "b":
        return "x" in auxiliary or s[who[1] - 1] in "pw"
    return bool(set(s[slice(*who)]) & set("CTpdw#Km"))


def _of_participle(left: str, at: int, before: list[Report]) -> Span | None:
    """Who urges in "..., urging them to go": the last speaker of the sentence, or its subject."""
    if left[-1:] not in tuple(",AbDV&oO"):
        return None
    earlier = [report.mention for report in before if report.cue[0] < at and report.mention]
    return earlier[-1] if earlier else first_subject(left)


def _withheld(s: str, word: Word) -> Iterator[Report]:
    """NP would not say whether ..."""
    for refused in _WITHHELD.finditer(s) if "X" in s else ():
        at = refused.start(2)
        who = bare_subject(s[: refused.start()])
        content = right_of(s, refused.end())
        if word(at) == "say" and word(refused.start(1)).lower() in _REFUSING and who and content:
            yield Report((content,), (at, at + 1), who, "act")


def _attitudes(s: str) -> Iterator[Report]:
    """NP is confident that ..."""
    for state in _ATTITUDE.finditer(s):
        at = state.start(1)
        left = without_auxiliary(s[: state.start() + (s[state.start()] == "I")])
        who = bare_subject(left)
        content = right_of(s, at + 1 + (s[at + 1] == "h"))
        if who and content:
            yield Report((content,), (at, at + 1), who, "attitude")


def _nouns(s: str, word: Word) -> Iterator[Report]:
    """NP's claim that ..., the belief among NP that ..., his promise to ..., her call for ..."""
    for link, pattern in _NOUNS:
        for noun in pattern.finditer(s):
            at = noun.start(3)
            content = right_of(s, noun.end())
            if content is None or report_nouns().get(word(at), ("", ""))[1] != link:
                continue
            owner: Span | None = noun.span(1) if noun.group(1) else noun.span(2)
            if noun.group(2) and word(noun.start(2)).lower() not in _POSSESSIVE:
                owner = None
            who = noun.span(4) if noun.group(4) else owner
            if who or link == "that":
                yield Report((content,), (at, at + 1), who, "noun" if who else "nobody")
