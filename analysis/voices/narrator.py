"""What the narrator's text reports: statements with their parts, the speakers not yet resolved."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter

import numpy as np

from analysis.text.class_names import matcher
from analysis.text.lexicons import reporting_verbs
from analysis.text.word_classes import Tags, among
from analysis.voices.attribution import Span, Statement
from analysis.voices.narration import SPOKEN, Narration, narration
from analysis.voices.noun_phrases import first_subject
from analysis.voices.quotation_marks import Quoted
from analysis.voices.reported_speech import (
    Report,
    announced,
    by_main_verbs,
    framed,
    headline,
    reports,
)
from analysis.voices.speech_acts import ACT_LETTERS, PLAIN, act_words, acts
from analysis.voices.transcripts import turns

_CUES = "SsvlqjzZaQcEGM"
# sentences without a letter of a cue that may report
_UNCUED = matcher("""
    [SENTENCE LINE HEADING] [^SENTENCE LINE HEADING]*
    (?:[SAYING-NOUN VERB-OR-NOUN WISH-NOUN]
        (?:[THAT TO] | [OF ABOUT] [DETERMINER NOUN NAME OWNER-NAME TITLE]+ THAT)
        | EXPRESS [DETERMINER NOUN DONE DOING OWNER ADVERB NAME OWNER-NAME TITLE OF TO]*
            [SAYING-NOUN VERB-OR-NOUN WISH-NOUN] [THAT TO])
    | HEADING [^SENTENCE LINE HEADING]* :
""")
# "Talks begin" - Ann Lee, the mayor
_DASHED = matcher("""
    QUOTATION ,? - ((?: DETERMINER? [NAME TITLE NOUN OWNER-NAME NAME-LINK]+)
    (?: , [^ SENTENCE LINE HEADING DAY NUMBER]* )?) $
""")
_ISSUED = matcher("EXPRESS [^,]* SAYING-NOUN")  # issued a short statement
# the "no big deal" defence
_LABEL = matcher("DETERMINER QUOTATION [NOUN SAYING-NOUN TITLE DONE]")
_SOURCE = matcher("QUOTATION ,? - [^,]* , DAY")  # "Talks begin" - The Courier, Monday
# I think / the report says
_OWN_THOUGHT = matcher("""
    (?:PRONOUN | DETERMINER NOUN) [ADVERB WILL HAS]* [THINK SAY] | [SENTENCE <] NOUN? [THINK SAY]
""")

Told = Statement | None


def statements(
    tags: Tags,
    quotations: Sequence[Quoted],
    texts: Sequence[str],
    cues: Mapping[str, str] | None = None,
) -> list[Statement]:
    """The statements of all articles, in order, their speakers not yet resolved."""
    return _Narrator(tags, quotations, texts, cues).statements()


class _Narrator:
    """Reads the sentences of a narration one after the other."""

    def __init__(
        self,
        tags: Tags,
        quotations: Sequence[Quoted],
        texts: Sequence[str],
        cues: Mapping[str, str] | None,
    ) -> None:
        self.tags, self.texts, self.verbs = tags, texts, reporting_verbs(cues)
        self.told: Narration = narration(tags, quotations, texts)
        self.letters = self.told.letters.translate(PLAIN)
        # views give plain ints, several times faster than an array's items
        self.first, self.last = self.told.first.data, self.told.last.data
        self.start, self.end = tags.start.data, tags.end.data
        self.article = tags.article.data
        self.continued = {span.first for span in quotations if span.continues}

    def statements(self) -> list[Statement]:
        spoken = list(turns(self.tags, self.told, self.texts))
        closed = [(turn.sentence - 1, turn.pieces[-1][1]) for turn in spoken]
        found: list[Statement] = []
        for previous, opens, closes, acting in self._sentences():
            if closed and _inside(closed, self.first[opens]):
                continue
            article = self.article[self.first[opens]]
            previous = previous if self.article[self.first[previous]] == article else opens
            last = found[-1] if found and found[-1].article == article else None
            found += self._in_sentence((opens, previous), closes, last, acting)
        return sorted([*found, *spoken], key=_place) if spoken else found

    def _sentences(self) -> Iterator[tuple[int, int, int, bool]]:
        """The sentences that may report: where the one before opens, where it opens and closes,
        and whether it has a word of `acts`."""
        letters, places = self.told.letters, self.told.first
        codes = np.frombuffer(letters.encode("utf-16-le"), "<u2")
        opens = np.flatnonzero(among(codes, "|¶§"))
        if not len(opens):
            return
        words = self.tags.are_listed(act_words(self.verbs))[places] | among(codes, ACT_LETTERS)
        acting = np.logical_or.reduceat(words, opens).tolist()
        cued = np.logical_or.reduceat(among(codes, _CUES), opens).tolist()
        bounds = [int(opens[0]), *opens.tolist(), len(letters)]
        for at, (cue, acts_) in enumerate(zip(cued, acting, strict=True)):
            if cue or _UNCUED.match(letters, bounds[at + 1]):
                yield bounds[at], bounds[at + 1], bounds[at + 2], acts_

    def _in_sentence(
        self, opens: Span, closes: int, last: Told, acting: bool
    ) -> Iterator[Statement]:
        """Statements of one sentence: reported ones, then quotations that nothing reports."""
        whole = self.told.letters[opens[0] + 1 : closes]
        letters = self.letters[opens[0] + 1 : closes]
        heading = None
        if self.told.letters[opens[0]] == "§" and ":" in letters:
            heading = headline(whole)
        given = [heading] if heading else reports(letters)
        if acting and not heading:
            given += acts(whole, letters, partial(self._word, opens[0] + 1), given, self.verbs)
        given = by_main_verbs(letters, given) if given else given
        given = [report for report in given if not self._of_the_reader(report, opens[0] + 1)]
        made = [self._statement(report, letters, opens) for report in given]
        for at in self._loose_quotations(opens[0] + 1, letters, given) if "Q" in letters else ():
            place = self.first[opens[0] + 1 + at]
            if place in self.continued and last and last.kind != "indirect":
                last.pieces.append((place, self.last[opens[0] + 1 + at]))
                last.quoted.append(True)
                continue
            report = self._loose(letters, at, made[-1] if made else last, opens)
            last = self._statement(report, letters, opens)
            made.append(last)
        yield from made
        for statement in made:
            if statement.kind == "direct":
                yield from _own_thoughts(self.tags, statement)

    def _word(self, offset: int, at: int) -> str:
        """The printed word at a place of a sentence."""
        place = self.first[offset + at]
        text = self.texts[self.article[place]]
        return str(text[self.start[place] : self.end[place]])

    def _of_the_reader(self, report: Report, offset: int) -> bool:
        """Whether "you" is the subject, which is nobody's statement but where it is asked."""
        if report.mention is None or report.mention[1] - report.mention[0] > 1:
            return False
        if self._word(offset, report.mention[0]).lower() != "you":
            return False
        text = self.texts[self.article[self.first[offset]]]
        end = int(self.end[self.last[offset + report.pieces[-1][1] - 1] - 1])
        return "?" not in text[end : end + 2]

    def _loose_quotations(
        self, offset: int, letters: str, given: Sequence[Report]
    ) -> Iterator[int]:
        """The places of quotations that may be speech and that no report has taken."""
        taken = [piece for report in given for piece in report.pieces]
        for at, letter in enumerate(letters):
            if letter != "Q" or any(low <= at < high for low, high in taken):
                continue
            words = self.last[offset + at] - self.first[offset + at] - 1
            labelled = _LABEL.match(letters, max(at - 1, 0)) or _SOURCE.match(letters, at)
            if (words >= SPOKEN or (letters == "Q" and self._follows(offset))) and not labelled:
                yield at

    def _follows(self, opens: int) -> bool:
        """Whether a sentence goes on with a paragraph or is announced: She said: | "No." """
        before = self.told.letters[max(opens - 2, 0) : opens]
        return before[-1:] == "|" or before[:1] == ":"

    def _statement(self, report: Report, letters: str, opens: Span) -> Statement:
        """A report's spans as places among the tags."""
        said = [letters[low:high] for low, high in report.pieces]
        quoted = [not piece.strip("Qk") for piece in said]
        short = report.rule != "wish"  # a short one in a wish is a term
        mixed = any("Q" in piece or (short and "k" in piece) for piece in said)
        offset, opening, closing = opens[0] + 1, self.first, self.last

        def places(span: Span | None) -> Span | None:
            if span is None or span[0] >= span[1]:
                return None
            return opening[offset + span[0]], closing[offset + span[1] - 1]

        spans = [span for piece in report.pieces if (span := places(piece))]
        return Statement(
            article=self.article[spans[0][0]],
            pieces=spans,
            quoted=quoted,
            kind="direct" if all(quoted) else "mixed" if mixed else "indirect",
            cue=places(report.cue),
            mention=places(report.mention),
            rule=report.rule,
            sentence=self.first[opens[0]],
            previous=self.first[opens[1]],
            relay=places(report.relay),
        )

    def _loose(self, letters: str, at: int, last: Told, opens: Span) -> Report:
        """A quotation without a reporting verb of its own: who is it carried over from?"""
        here, nothing = ((at, at + 1),), (0, 0)
        verb = framed(letters, at) if self._goes_on(opens[0] + 1 + at) else None
        if verb:
            return verb
        dashed = _DASHED.match(letters, at)
        if dashed:
            return Report(here, nothing, dashed.span(1), "dash")
        if at > 1 and letters[at - 1] == ":":
            return Report(here, nothing, first_subject(letters[:at]), "introduced")
        sentence, previous = opens
        before = self.letters[previous + 1 : sentence]
        if at <= 1 and (before[-1:] == ":" or _ISSUED.search(before)):
            cue, who = announced(before)
            shift = previous - sentence
            if who:
                moved = (who[0] + shift, who[1] + shift)
                return Report(here, (cue[0] + shift, cue[1] + shift), moved, "introduced")
        near = last is not None and self.first[previous] <= last.pieces[-1][1]
        opened = self.told.letters[sentence] == "|" or bool(last and any(last.quoted))
        rule = "carried-over" if near and at <= 1 and opened else "nobody"
        return Report(here, nothing, None, rule)

    def _goes_on(self, at: int) -> bool:
        """Whether a quotation ends as one that its sentence goes on to attribute does."""
        last = self.last[at] - 1
        start = self.start[last]
        return self.texts[self.article[last]][max(start - 1, 0) : start] in (",", "?", "!")


def _inside(spans: Sequence[Span], place: int) -> bool:
    """Whether a place lies in one of the spans, which are in order."""
    at = bisect_right(spans, place, key=itemgetter(0))
    return at > 0 and place < spans[at - 1][1]


def _place(statement: Statement) -> int:
    return statement.sentence


def _own_thoughts(tags: Tags, outer: Statement) -> Iterator[Statement]:
    """What a quoted speaker says to think or to have said, inside a quotation."""
    for low, high in outer.pieces:
        inside = tags.letters[low:high]
        if not _OWN_THOUGHT.search(inside):
            continue
        for sentence in re.finditer(r"[^|¶§<>]+", inside):
            for report in reports(sentence.group()):
                if report.mention and report.rule in ("before", "told-before", "after"):
                    shift = low + sentence.start()
                    yield Statement(
                        outer.article,
                        [(shift + a, shift + b) for a, b in report.pieces],
                        [False] * len(report.pieces),
                        "indirect",
                        (shift + report.cue[0], shift + report.cue[1]),
                        (shift + report.mention[0], shift + report.mention[1]),
                        report.rule,
                        outer.sentence,
                        outer.previous,
                        outer,
                    )
