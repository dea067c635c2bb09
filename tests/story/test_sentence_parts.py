import numpy as np
import pandas as pd
import pytest

from analysis.paths import bundled
from analysis.story.claims import distinct_claims
from analysis.story.likeness import FEATURES, SUPPORT, pair_features
from analysis.story.pairs import candidate_pairs, claim_sentences
from analysis.story.reasons import shared_facts
from analysis.story.scorer import weight_table
from analysis.story.sentence_parts import sentence_parts
from analysis.story.sentence_stems import sentence_stems
from analysis.story.synonyms import near_synonyms, sentence_synonyms

TROOPS = "It marks the first troop-level exchange between Japan and China."


def _articles(*texts):
    return pd.DataFrame({"article": [f"a{i}" for i in range(len(texts))], "text": list(texts)})


def _features(*texts):
    corpus = claim_sentences(_articles(*texts))
    pairs = candidate_pairs(corpus, np.arange(len(corpus.text)))
    table = pd.DataFrame(pair_features(corpus, pairs), columns=list(FEATURES))
    text = np.array(corpus.text, object)[pairs.rows]
    return table.assign(left=text[pairs.left], right=text[pairs.right])


@pytest.mark.parametrize(
    ("feature", "sentence", "like", "unlike"),
    [
        ("synonyms", "Ties between the neighbours were strained.", "Ties are frosty.", "Ties are old."),
        ("numbers", "The ferry carried 140 people.", "The ferry had 140 passengers.", "The ferry had 150 passengers."),
        ("ranks", "It is the first visit.", "A visit for the first time.", "The second visit."),
        ("dates", "They met on 3 June 2024.", "They had met in June 2024.", "They met on 3 July 2024."),
        ("phrases", "It serves regional peace.", "A case of regional peace.", "Peace that is regional."),
        ("clause", "The ministers met in Laos, which pleased many.", "Ministers met in Laos before.", "Many ministers work at home."),
        ("heads", TROOPS, "They spoke of an exchange.", "They spoke of China."),
    ],
)  # fmt: skip
def test_a_feature_is_larger_where_two_sentences_share_what_it_sees(
    feature, sentence, like, unlike
):
    values = [_features(sentence, other)[feature].max() for other in (like, unlike)]
    assert values[0] > (0 if np.isnan(values[1]) else values[1])


def test_every_weight_says_what_it_sees():
    table = weight_table()
    assert table["sees"].notna().all()
    named = [("pair", name) for name in (*FEATURES, "constant")]
    named += [("support", name) for name in (*SUPPORT, "constant")]
    assert list(zip(table["stage"], table["feature"], strict=True)) == named


def test_a_sentence_has_at_least_one_clause_and_short_ones_go_on():
    parts = sentence_parts(["Yes.", TROOPS, "The ferry Melati sank near Marun, while trains stopped in every town of Lorn province."])  # fmt: skip
    assert np.diff(parts.first).tolist() == [1, 1, 2]
    assert parts.clauses.shape[0] == 4


def test_near_synonyms_are_shared_where_stems_are_not():
    stems = sentence_stems(_articles("Ties were strained.", "A frosty tone.", "Rain fell."))
    kin = sentence_synonyms(stems).toarray()
    assert kin[0] @ kin[1] > 0
    assert kin[0] @ kin[2] == 0


def test_the_reasons_name_near_synonyms():
    corpus = claim_sentences(_articles("The envoys left the summit.", "Envoys met at a gathering."))
    assert shared_facts(corpus, 0, 1).endswith("near-synonyms: summit")


def test_every_line_of_near_synonyms_is_a_class():
    lines = bundled("story/data/near_synonyms.txt").read_text(encoding="utf-8").splitlines()
    assert len(near_synonyms()) == sum(not line.startswith("#") for line in lines)


def test_a_claim_that_mostly_repeats_a_surer_one_is_a_part_of_it():
    told = {"c001": "abcd", "c002": "bcde", "c003": "ef"}
    claims = pd.DataFrame(
        [(claim, article, 0) for claim, articles in told.items() for article in articles],
        columns=["claim", "article", "start"],
    )
    distinct = distinct_claims(claims)
    assert distinct["claim"].unique().tolist() == ["c001", "c003"]
    assert distinct.loc[distinct["claim"] == "c001", "article"].tolist() == list("abcde")
