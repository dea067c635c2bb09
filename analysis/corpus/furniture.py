"""What a web page puts around an article: found by general rules, marked, never cut out."""

import re

_WHOLE_LINE = re.compile(
    r"leave a (?:reply|comment)|(?:cancel reply)|related (?:articles|posts|stories|news)"
    r"|most (?:popular|read|viewed)|trending(?: now)?|recommended(?: for you)?|advertisement"
    r"|(?:please )?enter your (?:comment|name|email)\b.*|your email address will not be published.*"
    r"|required fields are marked.*|save my name, email.*|read (?:more|also)|share (?:this|on)\b.*"
    r"|sign up (?:for|to) our newsletter.*|subscribe(?: now| to our newsletter)?"
    r"|follow us on\b.*|all rights reserved\.?|back to top|load more|post comment",
    re.IGNORECASE,
)
_FORM_START = re.compile(r"leave a (?:reply|comment)|post a comment", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z]"
    r"[a-z]{2,8}),? (?:19|20)\d\d",
    re.IGNORECASE,
)
_WIDGET = re.compile(r"More (\w+)")
_STRAY = re.compile(r"[^\w\s]{1,3}")


def furniture(text: str) -> list[list[int]]:
    """Spans [start, end] of page furniture in `text`, in order, not overlapping.

    Marked are: comment forms and teasers known by their wording, everything after a comment form
    opens, a page date before the headline, a breadcrumb (a truncated repetition of the headline),
    a headline's second copy, a widget's title with its "More …" link even where the next heading
    is glued to it, and lines of one to three stray marks.
    """
    lines = [(m.start(), m.end(), m.group().strip()) for m in re.finditer(r"[^\r\n]+", text)]
    lines = [line for line in lines if line[2]]
    marked = []
    for index, (start, end, line) in enumerate(lines):
        before = lines[index - 1][2] if index else ""
        widget = _WIDGET.match(line)
        if _FORM_START.fullmatch(line) and 2 * index >= len(lines):
            marked.append([start, lines[-1][1]])
            break
        if _WHOLE_LINE.fullmatch(line) or _STRAY.fullmatch(line):
            marked.append([start, end])
        elif index < 3 and (_DATE.fullmatch(line) or _breadcrumb(line, lines[index + 1 :][:3])):
            marked.append([start, end])
        elif line == before and index < 8:
            marked.append([start, end])
        elif widget and (title := _widget_title(before, widget[1])):
            marked[-1:] = [*marked[-1:], [lines[index - 1][0], lines[index - 1][1]]]
            marked.append([start, start + text[start:end].index(line) + len("More " + title)])
    return marked


def _breadcrumb(line: str, following: list[tuple[int, int, str]]) -> bool:
    """Whether a line that ends in an ellipsis repeats the beginning of one of the next lines."""
    stem = line.rstrip(".…")
    if stem == line:
        return False
    tails = (stem[at:].strip() for at in range(len(stem) - 11))
    heads = tuple(tail for tail in tails if any(text.startswith(tail) for *_, text in following))
    return bool(heads)


def _widget_title(before: str, word: str) -> str | None:
    """The last word of the line before where `word` begins with it and a new word is glued on."""
    last = before.split()[-1] if before and len(before.split()) <= 4 else ""
    glued = word[len(last) : len(last) + 1]
    return last if last and word.startswith(last) and (not glued or glued.isupper()) else None
