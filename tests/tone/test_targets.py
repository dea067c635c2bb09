"""A target is marked and its name masked, so that the model can't tell whose name it is."""

import pytest

from analysis.tone.targets import CONTEXT, marked, name_stretch


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("Obama", "Obama"),
        ("President Barack Obama", "President Barack Obama"),
        ("the Trump administration", "Trump"),
        ("members of Congress", "Congress"),
        ("US", "US"),
        ("the U.S.", "U.S."),
        ("Lü Chao", "Lü Chao"),
        ("The ministers", None),
        ("Us", None),
        ("he", None),
        ("His", None),
        ("the president", None),
        ("", None),
    ],
)
def test_what_is_the_name_in_a_target(target, name):
    stretch = name_stretch(target)
    assert (target[slice(*stretch)] if stretch else None) == name


@pytest.mark.parametrize(
    ("sentence", "target", "expected"),
    [
        ("Ito met Tanaka.", "Tanaka", "Ito met [target] [MASK] [/target]."),
        ("They left.", "They", "[target] They [/target] left."),
        ("Ito met Ito’s aunt.", "Ito", "[target] [MASK] [/target] met [MASK]’s aunt."),
        ("Ken Ito left; Ito wept.", "Ken Ito", "[target] [MASK] [/target] left; [MASK] wept."),
        ("Ito met Itoh.", "Ito", "[target] [MASK] [/target] met Itoh."),
        ("[MASK] met Ito [target].", "Ito", "(MASK) met [target] [MASK] [/target] (target)."),
    ],
)
def test_marks(sentence, target, expected):
    start = sentence.index(target)
    assert marked(sentence, (start, start + len(target))) == expected


def test_two_names_in_one_place_read_the_same():
    sentences = [
        f"{name} broke its word, and {name}’s neighbours know." for name in ("Japan", "US")
    ]
    assert len({marked(s, (0, s.index(" "))) for s in sentences}) == 1


def test_a_long_text_is_cut_around_its_target():
    text = "word " * 50_000 + "Ito" + " word" * 50_000
    assert len(marked(text, (250_000, 250_003))) < 2 * CONTEXT + 50
