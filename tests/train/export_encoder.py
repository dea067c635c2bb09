"""Calibrate a trained encoder and write it as ONNX with eight-bit weights, beside its tokenizer.

    python tests/train/export_encoder.py --trained encoder.pt \\
        --labelled newsmtsc-train.jsonl --out analysis/tone/data/encoder

Probabilities are calibrated by one temperature on the articles held out of training (Guo et al.
2017). Scales are per channel and the range is reduced to seven bits, which every processor adds
without overflow.
"""

import argparse
import tempfile
from pathlib import Path

import examples as ex
import numpy as np
import torch
from network import Encoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from torch import nn
from train_encoder import said


class Shipped(nn.Module):
    """The encoder with probabilities for logits."""

    def __init__(self, encoder: Encoder, temperature: float) -> None:
        super().__init__()
        self.encoder, self.temperature = encoder, temperature

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, target: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        toward, tone = self.encoder(ids, mask, target)
        return (toward / self.temperature).softmax(-1), tone


def calibrated(logits: np.ndarray, polarity: np.ndarray) -> float:
    """The temperature under which the polarities are most likely."""

    def surprise(temperature: float) -> float:
        chances = log_softmax(logits / temperature, axis=1)
        return float(-chances[np.arange(len(polarity)), polarity + 1].mean())

    return float(minimize_scalar(surprise, bounds=(0.3, 5), method="bounded").x)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("trained", "labelled", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--tokenizer", default=ex.published("tokenizer.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = ex.open_tokenizer(options.tokenizer)
    encoder = Encoder()
    encoder.load_state_dict(torch.load(options.trained))
    rows = [row for row in ex.read_labelled(options.labelled) if ex.held_out(row.article)]
    logits, _ = said(encoder, [ex.toward(row, tokenizer) for row in rows])
    temperature = calibrated(logits, np.array([row.polarity for row in rows]))
    print(f"temperature {temperature:.3f} on {len(rows)} held-out sentences")
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    names = ["ids", "mask", "target"]
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9), torch.ones(2, 9))
    with tempfile.TemporaryDirectory() as scratch:
        whole = str(Path(scratch) / "encoder.onnx")
        torch.onnx.export(
            Shipped(encoder, temperature).eval(),
            example,
            whole,
            dynamo=False,
            opset_version=17,
            input_names=names,
            output_names=["toward", "tone"],
            dynamic_axes={name: {0: "rows", 1: "length"} for name in names},
        )
        shipped = folder / "encoder.onnx"
        quantize_dynamic(
            whole, shipped, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
    print(f"{shipped}: {shipped.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
