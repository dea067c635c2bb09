"""Who said it: from the printed mention of a speaker to a name, or why there is none."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from analysis.text.class_names import matcher
from analysis.text.name_parts import is_body
from analysis.text.names import Mention, Mentions
from analysis.text.word_classes import Tags
from analysis.text.word_letters import is_plural

Span = tuple[int, int]
Speaker = tuple[str | None, bool]  # the name, and whether it may be a person's
_SINGULAR = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_PLURAL = {"it": "it", "its": "it", "they": "they", "their": "they"}
_OWN = frozenset(["i", "we"])
_COUNT = "another some many most several both few all one two three four five"
_SOME = frozenset(_COUNT.split())
_HE = frozenset(["mr", "sir", "lord", "king", "prince", "emperor", "sheikh", "brother", "son"])
_SHE = frozenset(["mrs", "ms", "miss", "dame", "lady", "queen", "princess", "sister", "daughter"])
_JOINT = re.compile(r",|&")
_QUESTION = re.compile(r"\?[\"”’]?\s*(?:\n|$)")
_QUESTIONS = 3  # lines that end in a question mark, from which a text is an interview
# of the Globe and Mail
_OF_ONE = matcher(
    "[OF ABOUT] DETERMINER [^, AND]* AND [NAME OWNER-NAME TITLE] $"
)  # of the Globe and Mail
_HEAD_END = matcher("[OF ABOUT , ~ ( TO WHO]")


@dataclass(slots=True)
class Statement:
    """A statement as places among the tags; `sentence` and `previous` are where sentences open."""

    article: int
    pieces: list[Span]
    quoted: list[bool]
    kind: str
    cue: Span | None
    mention: Span | None
    rule: str
    sentence: int
    previous: int
    outer: "Statement | None" = None
    relay: Span | None = None
    speaker: str | None = None
    person: bool = False


class Cast:
    """The names of one article, and what its statements were resolved to so far."""

    def __init__(
        self,
        tags: Tags,
        texts: Sequence[str],
        article: int,
        named: Mentions,
        spoken: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        self.tags, self.text, self.spoken = tags, texts[article], spoken
        self.start, self.end = tags.start.data, tags.end.data  # views give plain ints
        self.article, self.named = article, named
        self.last: Statement | None = None
        self.last_person: Statement | None = None
        self.last_body: Statement | None = None

    def resolve(self, statement: Statement) -> None:
        """Fill in the speaker of a statement; those before it must be resolved already."""
        statement.speaker, statement.person = self._speaker(statement)
        if statement.speaker is None or statement.outer or self._holds(statement):
            return
        self.last = statement
        if statement.person:
            self.last_person = statement
        else:
            self.last_body = statement

    def _holds(self, statement: Statement) -> bool:
        """Whether the statement is part of what the last one reports."""
        last = self.last.pieces if self.last else [(0, 0)]
        return last[0][0] < statement.pieces[0][0] and statement.pieces[-1][1] <= last[-1][1]

    def _speaker(self, statement: Statement) -> Speaker:
        if statement.mention is None:
            return self._carried(statement)
        letters = self.tags.letters[slice(*statement.mention)]
        if letters in ("p", "P", "d", "I"):
            return self._pronoun(
                statement, re.split("['’]", self._words(*statement.mention).lower())[0]
            )
        if "&" in letters and (several := self._several(statement, letters)):
            return several, False
        return self._one(statement, *statement.mention)

    def _one(self, statement: Statement, first: int, last: int) -> Speaker:
        found = self._named(first, last, self.tags.letters[first:last])
        return _speaker(found) if found else (self._described(statement, first, last), False)

    def _several(self, statement: Statement, letters: str) -> str | None:
        """Two or more subjects that are joined, if each of them is named: A, B and C."""
        first, last = statement.mention or (0, 0)
        within_names = {
            place for name in self._within(first, last) for place in range(name.first, name.last)
        }
        joints = [first + m.start() for m in _JOINT.finditer(letters)]
        joints = [place for place in joints if place not in within_names]
        if not any(self.tags.letters[place] in "&" or place + 1 in joints for place in joints):
            return None
        edges = [first - 1, *joints, last]
        parts = [(low + 1, high) for low, high in pairwise(edges) if high > low + 1]
        if any(_OF_ONE.search(self.tags.letters[low : high + 2]) for low, high in parts[:-1]):
            return None
        named = [self._named(low, high, self.tags.letters[low:high]) for low, high in parts]
        if len(parts) < 2 or not all(named):
            return None
        return _listed([mention.full for mention in named if mention])

    def _carried(self, statement: Statement) -> Speaker:
        """A quotation without a subject is the last one's named before it, else the last one's."""
        if statement.rule == "no-subject":
            named = self._people(statement.previous, statement.sentence, bodies=True)
            opening = next((m for m in named if self.tags.letters[m.last - 1] != "K"), None)
            if opening:
                return _speaker(opening)
        carried = self.last if statement.rule in ("carried-over", "no-subject") else None
        if carried is None:
            return None, False
        statement.mention = carried.mention
        return carried.speaker, carried.person

    def _named(self, first: int, last: int, letters: str) -> Mention | None:
        """The name in a noun phrase: its head, else the name in apposition or at its end."""
        inside = self._within(first, last)
        if not inside:
            return None
        marks = self.tags.letters
        end = _HEAD_END.search(letters)
        head = first + (end.start() if end else len(letters))
        for mention in inside:
            behind = marks[mention.last : head].strip("C")  # an OBE behind the name
            if mention.first < head and not behind and marks[mention.last - 1] != "K":
                return mention
        if marks[head - 1] in "Nj":  # Horvat's statement, a statement issued by Horvat
            by = head if marks[head : head + 1] in ("e", "f") else last
            return next((m for m in inside if m.last < head or m.first > by), None)
        if is_plural(self._words(head - 1, head)):  # critics of the president speak, not he
            return None
        for mention in inside:
            apposed = marks[mention.first - 1] == ","
            known = " " in mention.name.text or mention.rule != "itself"
            if not known or not _is_person(mention):
                continue
            if apposed:
                return mention
            if mention.last == last and self._holds_office(head, mention):
                return mention if mention.name.before else _last_two(mention)
        return None

    def _holds_office(self, head: int, mention: Mention) -> bool:
        """Whether a name ends its own title: Minister of Education | Stefania Giannini."""
        before = mention.name.before.split()
        titled = self.tags.letters[head - 1] == "T" and self._words(head, head + 1) == "of"
        run_on = self.tags.letters[mention.first - 1] in "CK" or len(mention.full.split()) > 2
        return titled and (is_body(before[-1]) if before else run_on)

    def _described(self, statement: Statement, first: int, last: int) -> str:
        """A speaker without a name: the ministry is the last one named, else the words stand."""
        words = self._words(first, last)
        single = words.lower().split()
        if len(single) == 2 and single[0] == "the" and is_body(single[1]):
            for mention in reversed(self._within(0, first)):
                if single[1] in mention.full.lower().split():
                    statement.rule += "-the"
                    return mention.full
        return words.split(",")[0].strip() or words

    def _pronoun(self, statement: Statement, word: str) -> Speaker:
        if word in _OWN or word == "you":
            return self._own(statement, word)
        statement.rule = "pronoun"
        if word in _SINGULAR:
            return self._antecedent(statement, _SINGULAR[word]), True
        if word in _SOME and statement.mention:
            return self._words(*statement.mention), False
        if word not in _PLURAL:
            return None, False
        word = _PLURAL[word]
        earlier = self.last_body  # one person isn't they
        if word == "they" and earlier and earlier.sentence < statement.previous:
            earlier = None
        bodies = self._people(statement.previous, statement.sentence, bodies=True)
        if bodies and not earlier:
            return bodies[0].full, False
        named = earlier or (self.last_body if word == "they" else None)
        return named.speaker if named else None, False

    def _own(self, statement: Statement, word: str) -> Speaker:
        """In a quotation I is who says it; in an interview's text the one who is interviewed."""
        if statement.outer:
            return statement.outer.speaker if word != "you" else None, False
        line_end = self.text.find("\n", self.start[statement.sentence])
        line = self.text[: line_end if line_end >= 0 else len(self.text)].rstrip()
        if self.interviewee and line.endswith("?") == (word == "you"):
            statement.rule = "interviewee"
            return self.interviewee, True
        return None, False

    @cached_property
    def mentions(self) -> list[Mention]:
        """All names of the article."""
        return self._within(0, len(self.tags.letters))

    def _within(self, first: int, last: int) -> list[Mention]:
        """The article's names that begin between two places."""
        return self.named.within(self.article, first, last)

    @cached_property
    def interviewee(self) -> str | None:
        """The person named most often in a text that asks and answers questions, else nobody."""
        if len(_QUESTION.findall(self.text)) < _QUESTIONS:
            return None
        named = Counter(mention.full for mention in self.mentions if _is_person(mention))
        return max(named, key=named.__getitem__) if named else None

    @cached_property
    def genders(self) -> dict[str, str]:
        """The pronoun that an article's titles (Mr, Ms, spokeswoman) tell of a person."""
        told = {}
        for mention in self.mentions:
            for word in mention.name.before.lower().replace(".", "").split():
                if word in _HE or (word.endswith("man") and not word.endswith("woman")):
                    told[mention.full] = "he"
                elif word in _SHE or word.endswith("woman"):
                    told[mention.full] = "she"
        return told

    def _antecedent(self, statement: Statement, word: str) -> str | None:
        """The person a he or she stands for: nearest sentence first, in it the first one named.

        A person whom a title shows to be the other is passed over, and so is the last speaker
        where another person was named since.
        """
        assert statement.mention

        def fits(name: str | None) -> bool:
            return name is not None and self.genders.get(name, word) == word

        def named(first: int, last: int) -> list[str]:
            return [m.full for m in self._people(first, last) if fits(m.full)]

        if same := named(statement.sentence, statement.mention[0]):
            return same[0]
        before = self.last_person if self.last_person and fits(self.last_person.speaker) else None
        if before and self._within_its_own(statement.mention, before):
            before = None
        if before and before.sentence >= statement.previous:
            return before.speaker
        if previous := named(statement.previous, statement.sentence):
            return previous[0]
        since = named(before.pieces[-1][1] if before else 0, statement.sentence)
        if since:
            return since[-1]
        if before is None and self.last and self._is_surname(self.last):
            before = self.last
        return before.speaker if before else None

    @staticmethod
    def _within_its_own(mention: Span, spoken: Statement) -> bool:
        """Whether a mention lies in what a person says who is named later: He is ill, said Lee."""
        opens, closes = spoken.pieces[0][0], spoken.pieces[-1][1]
        return opens <= mention[0] < closes and bool(spoken.mention and mention < spoken.mention)

    def _is_surname(self, statement: Statement) -> bool:
        """Whether a speaker was named by one word that names no body, place or group."""
        span = statement.mention or (0, 0)
        word = self._words(*span) if span[1] - span[0] == 1 else ""
        named = self._within(*span)
        kind = named[0].name.kind if named else "unknown"
        return word.istitle() and kind == "unknown" and not is_plural(word)

    def _people(self, first: int, last: int, *, bodies: bool = False) -> list[Mention]:
        found = self._within(first, last)
        told = (m for m in found if not self._is_spoken(m.first))
        return [m for m in told if _is_person(m) or (bodies and m.name.kind == "organisation")]

    def _is_spoken(self, place: int) -> bool:
        """Whether a place lies inside a quotation."""
        at = bisect_right(self.spoken[0], place)
        return at > 0 and place < self.spoken[1][at - 1]

    def _words(self, first: int, last: int) -> str:
        return self.text[self.start[first] : self.end[last - 1]]


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: A, B and C."""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _speaker(mention: Mention) -> Speaker:
    return mention.full, _is_person(mention)


def _is_person(mention: Mention) -> bool:
    """Whether a name may be a person's: a title, or several words that name no body or place."""
    if mention.name.kind in ("organisation", "place") and mention.rule != "surname":
        return False
    return mention.name.kind == "person" or " " in mention.full


def _last_two(mention: Mention) -> Mention:
    """The person in "Minister of Education Stefania Giannini": a run's last two words."""
    words = mention.full.split()
    if len(words) < 3:
        return mention
    return mention._replace(full=" ".join(words[-2:]))
