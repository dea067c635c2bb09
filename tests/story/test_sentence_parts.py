import numpy as np
import pandas as pd

from analysis.paths import bundled
from analysis.story.claims import distinct_claims
from analysis.story.likeness import FEATURES, pair_features
from analysis.story.pairs import candidate_pairs, claim_sentences
from analysis.story.reasons import shared_facts
from analysis.story.sentence_parts import sentence_parts
from analysis.story.sentence_stems import sentence_kin, sentence_stems
from analysis.text.stems import near_synonyms

TROOPS = "It marks the first troop-level exchange between Japan and China."
PARTIES = "It marks the first exchange of ruling parties of Japan and China."


def _articles(*texts):
    return pd.DataFrame({"article": [f"a{i}" for i in range(len(texts))], "text": list(texts)})


def _features(*texts):
    corpus = claim_sentences(_articles(*texts))
    rows = np.arange(len(corpus.text))
    one, two = candidate_pairs(corpus, rows)
    table = pd.DataFrame(pair_features(corpus, rows, one, two), columns=FEATURES)
    return table.assign(one=[corpus.text[i] for i in one], two=[corpus.text[i] for i in two])


def test_a_head_goes_with_what_modifies_it_but_for_countries():
    both = _features(TROOPS, PARTIES).iloc[0]
    same = _features(TROOPS, "A troop-level exchange is rare.").iloc[0]
    assert both["heads"] > 0
    assert both["modified"] == 0
    assert same["modified"] > 0


def test_a_sentence_has_at_least_one_clause_and_short_ones_go_on():
    parts = sentence_parts(["Yes.", TROOPS, "The ferry Melati sank near Marun, while trains stopped in every town of Lorn province."])  # fmt: skip
    assert np.diff(parts.first).tolist() == [1, 1, 2]
    assert parts.clauses.shape[0] == 4


def test_stems_stand_near_one_another_in_either_order():
    near = sentence_parts(["Envoys praised talks.", "Talks were praised by envoys."]).near
    assert (near[0] != near[1]).nnz == 0


def test_what_both_sources_tell_once_weighs_more_than_what_one_keeps_telling():
    texts = (
        "The bridge opened. The ferry sank. The ferry was old. Of the ferry nothing was left.",
        "A bridge was closed. A ferry burned.",
    )
    pairs = _features(*texts).set_index(["one", "two"])["shared"]
    assert pairs["The bridge opened.", "A bridge was closed."] > pairs["The ferry sank.", "A ferry burned."]  # fmt: skip


def test_near_synonyms_are_shared_where_stems_are_not():
    stems = sentence_stems(_articles("Ties were strained.", "A frosty tone.", "Rain fell."))
    kin = sentence_kin(stems).toarray()
    assert kin[0] @ kin[1] > 0
    assert kin[0] @ kin[2] == 0


def test_the_reasons_name_near_synonyms():
    corpus = claim_sentences(_articles("The envoys left the summit.", "Envoys met at a gathering."))
    assert shared_facts(corpus, 0, 1).endswith("near-synonyms: summit")


def test_every_line_of_near_synonyms_is_a_class():
    lines = bundled("text/data/near_synonyms.txt").read_text(encoding="utf-8").splitlines()
    assert len(near_synonyms()) == sum(not line.startswith("#") for line in lines)


def test_a_claim_that_mostly_repeats_a_surer_one_is_not_distinct():
    told = {"c001": "abcd", "c002": "bcde", "c003": "ef"}
    claims = pd.DataFrame(
        [(claim, article, 0) for claim, articles in told.items() for article in articles],
        columns=["claim", "article", "start"],
    )
    assert distinct_claims(claims)["claim"].unique().tolist() == ["c001", "c003"]
