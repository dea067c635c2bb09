"""Number words, and how long a time word lasts."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
ONES, TENS, ORDINALS = (tuple(words.split()) for words in (_ONES, _TENS, _ORDINALS))
VALUES = {word: float(value) for value, word in enumerate(ONES)}
VALUES |= {word: 10.0 * value for value, word in enumerate(TENS, 2)}
VALUES |= {f"{ten}-{one}": VALUES[ten] + VALUES[one] for ten in TENS for one in ONES[1:10]}
SCALES = dict(zip(["dozen", "hundred", "thousand", "million", "billion", "trillion"],
                  (12, 100, 1e3, 1e6, 1e9, 1e12), strict=True))  # fmt: skip
INDIAN = {"lakh": 1e5, "lac": 1e5, "crore": 1e7}
SHORT = {"bn": "billion", "mn": "million", "m": "million", "tn": "trillion", "k": "thousand"}
# What a number is printed in: two crore are 20 million.
PRINTED_IN = SHORT | {"lakh": "thousand", "lac": "thousand", "crore": "million"}
LENGTHS = dict(zip(["day", "week", "fortnight", "month", "year", "decade", "century"],
                   (1, 7, 14, 30, 365, 3650, 36500), strict=True))  # fmt: skip
WORDS = "|".join(sorted(VALUES, key=len, reverse=True))
