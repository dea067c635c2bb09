from .corpus.answers import corpus_answers
from .corpus.articles import SEEDS, CorpusError, fingerprint, read_articles
from .corpus.concordance import concordance, evidence_ids, show
from .corpus.copies import copy_groups
from .corpus.events import event_grid, read_events, within_events
from .corpus.labels import labellings
from .corpus.overview import overview, smallest_p
from .corpus.page_dates import check_page_dates
from .figures.actors import draw_actors
from .figures.corpus import draw_events
from .figures.glance import draw_glance
from .figures.story import draw_coverage, draw_prominence
from .figures.tone import draw_tone, draw_words
from .figures.voices import draw_speakers, draw_voices
from .figures.wording import (
    draw_frames,
    draw_recovery,
    draw_terms,
    draw_watch,
    recovery_cases,
)
from .report.bundle.export import export_figure
from .report.notebooks.findings import finding, under_labellings
from .report.notebooks.picker import pick, pick_groups
from .report.notebooks.telling import tell, titled
from .report.study.opened import open_corpus, open_events, open_study
from .report.study.study import Study
from .statistics.answer import Answer, answer_table
from .statistics.difference import compare
from .story.answers import story_answers
from .story.claims import distinct_claims, match_claims
from .story.contradictions import contradictions
from .story.coverage import coverage_agreement, coverage_by, prominence, read_coverage
from .story.event_groups import group_events
from .story.glance import at_a_glance
from .story.passages import shared_passages
from .text.reading import Reading, find_names, split_sentences
from .text.tokens import Tokens, tokenize
from .tone.actors import actors, read_actors
from .tone.answers import tone_answers
from .tone.encoder import encoder_installed, sentiment_toward
from .tone.headlines import headlines
from .tone.sentences import (
    diplomatic_lexicon,
    score_sentences,
    score_words,
    sentence_sentiment,
)
from .tone.sources import sentiment_by, tone_dots
from .tone.toward import actor_cells, actor_sentiment, actor_sentiment_by
from .tone.words import strongest_words, word_contributions, words_by
from .version import __version__
from .voices.answers import voices_answers
from .voices.quotes import find_quotes
from .voices.reporting_verbs import reporting_verbs_by
from .voices.speakers import (
    main_speakers,
    missed_by,
    recall_by_kind,
    speakers_by,
    voices_by,
)
from .voices.titles import describe_speakers, titles, titles_by
from .wording.answers import wording_answers
from .wording.devices import hedges_by, naming_by
from .wording.frames import (
    find_frames,
    frame_overlap,
    frame_words,
    frames_by,
    mark_frames,
    read_frames,
)
from .wording.spellings import folded_spellings
from .wording.terms import framing_terms
from .wording.watch_list import watch

__all__ = [
    "SEEDS",
    "Answer",
    "CorpusError",
    "Reading",
    "Study",
    "Tokens",
    "__version__",
    "actor_cells",
    "actor_sentiment",
    "actor_sentiment_by",
    "actors",
    "answer_table",
    "at_a_glance",
    "check_page_dates",
    "compare",
    "concordance",
    "contradictions",
    "copy_groups",
    "corpus_answers",
    "coverage_agreement",
    "coverage_by",
    "describe_speakers",
    "diplomatic_lexicon",
    "distinct_claims",
    "draw_actors",
    "draw_coverage",
    "draw_events",
    "draw_frames",
    "draw_glance",
    "draw_prominence",
    "draw_recovery",
    "draw_speakers",
    "draw_terms",
    "draw_tone",
    "draw_voices",
    "draw_watch",
    "draw_words",
    "encoder_installed",
    "event_grid",
    "evidence_ids",
    "export_figure",
    "find_frames",
    "find_names",
    "find_quotes",
    "finding",
    "fingerprint",
    "folded_spellings",
    "frame_overlap",
    "frame_words",
    "frames_by",
    "framing_terms",
    "group_events",
    "headlines",
    "hedges_by",
    "labellings",
    "main_speakers",
    "mark_frames",
    "match_claims",
    "missed_by",
    "naming_by",
    "open_corpus",
    "open_events",
    "open_study",
    "overview",
    "pick",
    "pick_groups",
    "prominence",
    "read_actors",
    "read_articles",
    "read_coverage",
    "read_events",
    "read_frames",
    "recall_by_kind",
    "recovery_cases",
    "reporting_verbs_by",
    "score_sentences",
    "score_words",
    "sentence_sentiment",
    "sentiment_by",
    "sentiment_toward",
    "shared_passages",
    "show",
    "smallest_p",
    "speakers_by",
    "split_sentences",
    "story_answers",
    "strongest_words",
    "tell",
    "titled",
    "titles",
    "titles_by",
    "tokenize",
    "tone_answers",
    "tone_dots",
    "under_labellings",
    "voices_answers",
    "voices_by",
    "watch",
    "within_events",
    "word_contributions",
    "wording_answers",
    "words_by",
]
