"""Made-up news of any shape, to read answers and figures back: sources that tell of events.

Sentences are drawn from the same small stock for every source, so nothing sets sources apart but
what is planted in the first: "tone" (warmer words), "voices" (more Danish speakers) or "words"
(the word "corridor").
"""

import numpy as np
import pandas as pd

GOOD = ["good", "hopeful", "friendly", "successful", "welcome", "peaceful", "great", "strong"]
BAD = ["bad", "terrible", "hostile", "failed", "tragic", "violent", "angry", "weak"]
PLAIN = ["long", "short", "early", "late", "public", "northern", "narrow", "second"]
VERBS = ["took", "needed", "lasted", "cost"]
SPEAKERS = {
    "Danish": ["Danish Foreign Minister Lars Holm", "Danish Prime Minister Ida Krag"],
    "Polish": ["Polish Foreign Minister Adam Wolski", "Polish President Ewa Nowak"],
}
PLACES = [
    "Arvik",
    "Belmora",
    "Corsan",
    "Dunhill",
    "Estrana",
    "Faroby",
    "Galmere",
    "Hestvik",
    "Ilmar",
    "Jorvanda",
]
TOPICS = [
    "harbour",
    "bridge",
    "railway",
    "ferry",
    "tunnel",
    "airport",
    "market",
    "school",
    "canal",
    "dam",
]


def made_news(
    *,
    sources: int = 3,
    events: int = 12,
    planted: str | None = None,
    tone: bool = True,
    statements: bool = True,
    dates: bool = True,
    length: int = 8,
    seed: int = 0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles, one of each source on each event, and which article tells of which event."""
    rng = np.random.default_rng(seed)
    rows = [
        {
            "article": f"{event:03d}-{source:02d}",
            "text": _text(rng, event, planted if source == 0 else None, tone, statements, length),
            "source": f"Outlet {source + 1}",
            "event": f"e{event:03d}",
            "label": f"{TOPICS[event % 10]} in {PLACES[event // 10 % 10]}",
            "published": pd.Timestamp("2024-03-01") + pd.Timedelta(days=7 * event),
        }
        for event in range(events)
        for source in range(sources)
    ]
    table = pd.DataFrame(rows)
    told = table[["event", "label", "article"]].assign(start=0, end=table["text"].str.len())
    told["evidence"] = [f"{row.article}:0-{row.end}" for row in told.itertuples()]
    articles = table.drop(columns=["event", "label", *([] if dates else ["published"])])
    return articles, told


def _text(
    rng: np.random.Generator,
    event: int,
    planted: str | None,
    tone: bool,
    statements: bool,
    length: int,
) -> str:
    topic, place = TOPICS[event % 10], PLACES[event // 10 % 10]
    warm, said = 0.85 if planted == "tone" else 0.5, 0.9 if planted == "voices" else 0.5
    sentences = [f"The {topic} in {place} was opened on day {event + 1}."]
    for _ in range(rng.integers(length - length // 3, length + length // 3 + 1)):
        word = (
            str(rng.choice(GOOD if rng.random() < warm else BAD))
            if tone
            else str(rng.choice(PLAIN))
        )
        corridor = "corridor" if planted == "words" and rng.random() < 0.5 else "street"
        sentences.append(
            f"A {word} {rng.choice(TOPICS)} near a {corridor} {rng.choice(VERBS)} {rng.choice(PLAIN)} weeks."
        )
    for _ in range(min(3, length) if statements else 0):
        who = str(rng.choice(SPEAKERS["Danish" if rng.random() < said else "Polish"]))
        sentences.append(f"{who} said the {topic} was {rng.choice(PLAIN)}.")
    return " ".join(sentences)
