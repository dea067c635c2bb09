"""How well tone alone is learnt: five folds by article, the encoder trained on ratings only.

    python tests/train/fold_tones.py nyt-editorials-dev.tsv

Four fifths of the opinion pieces are trained on, the others are scored; the word embeddings stay
as they were published, and lower layers move less.
"""

import random
import sys
from collections.abc import Sequence

import examples as ex
import numpy as np
import torch
from measures import resampled
from network import LAYERS, Encoder, pretrained
from torch.nn import functional
from train_encoder import batches, padded, said

FOLDS, EPOCHS, RATE, LOWER, HEAD_RATE, WARM_UP = 5, 3, 2e-4, 0.9, 1e-3, 0.1
WEIGHTS = ex.published("model.safetensors")
AVERAGING = 0.98  # of the running mean of the weights, which is what is scored


def trained(rows: Sequence[ex.Example], seed: int) -> Encoder:
    torch.manual_seed(seed)
    chance = random.Random(seed)
    encoder, mean = pretrained(WEIGHTS), Encoder()
    mean.load_state_dict(encoder.state_dict())
    parts = {LAYERS: encoder.norm} | {LAYERS - 1 - at: m for at, m in enumerate(encoder.layers)}
    groups = [{"params": m.parameters(), "lr": RATE * LOWER**depth} for depth, m in parts.items()]
    groups.append({"params": encoder.tone.parameters(), "lr": HEAD_RATE})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    learnt = [weights for group in optimizer.param_groups for weights in group["params"]]
    names = {id(weights): name for name, weights in encoder.named_parameters()}
    kept = [mean.get_parameter(names[id(weights)]) for weights in learnt]
    steps = EPOCHS * -(-len(rows) // 32)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), (1 - step / steps) / 0.9)
    )
    epochs = (group for _ in range(EPOCHS) for group in batches(rows, chance))
    for step, places in enumerate(epochs, 1):
        group = [rows[at] for at in places]
        with torch.autocast("cpu", torch.bfloat16):
            _, tone = encoder(*padded(group))
        ratings = torch.tensor([row.rating for row in group])
        optimizer.zero_grad()
        functional.mse_loss(tone.float(), ratings).backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            for old, new in zip(kept, learnt, strict=True):
                old.lerp_(new, 1 - min(AVERAGING, step / (step + 10)))
    return mean


def correlation(rated: Sequence[ex.Rated], scores: np.ndarray) -> str:
    ratings = np.array([row.rating for row in rated])

    def r(at: np.ndarray) -> float:
        return float(np.corrcoef(scores[at], ratings[at])[0, 1])

    low, high = resampled(r, [row.article for row in rated])
    return f"r {r(np.arange(len(rated))):.3f} [{low:.3f}, {high:.3f}] of {len(rated)}"


def main(path: str) -> None:
    torch.set_num_threads(1)
    tokenizer = ex.open_tokenizer(ex.published("tokenizer.json"))
    rated = ex.read_rated(path)
    rows = [ex.tone(row, tokenizer) for row in rated]
    folds = np.array([ex.fold(row.article, FOLDS) for row in rated])
    scores = np.full(len(rated), np.nan)
    for fold in range(FOLDS):
        left = np.flatnonzero(folds == fold)
        encoder = trained([rows[at] for at in np.flatnonzero(folds != fold)], fold)
        scores[left] = said(encoder, [rows[at] for at in left])[1]
        known = np.flatnonzero(~np.isnan(scores))
        print(f"fold {fold}:", correlation([rated[at] for at in left], scores[left]))
        print("  so far:", correlation([rated[at] for at in known], scores[known]), flush=True)
    chosen = np.array([ex.held_out(row.article) for row in rated])
    also = [row for row, is_one in zip(rated, chosen, strict=True) if is_one]
    print("articles on which the shipped model was chosen:", correlation(also, scores[chosen]))


if __name__ == "__main__":
    main(sys.argv[1])
