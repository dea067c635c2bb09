"""The encoder in plain PyTorch: six BERT layers from the published weights, and two heads.

`forward` pools the last layer twice: over the whole sentence and over the target's tokens between
its marks. Polarity toward the target is read from both, the sentence's tone from the first. One
graph serves both, so that the exported file holds the layers once.
"""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS, WORDS, POSITIONS = 384, 12, 1536, 6, 30522, 512
DROPOUT = 0.1


class Dropout(nn.Module):
    """As torch's own, whose generator takes a quarter of a training step on a processor."""

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return hidden
        kept = torch.empty(hidden.shape, dtype=torch.int16).random_(0, 32768) >= DROPOUT * 32768
        return hidden * kept / (1 - DROPOUT)


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.attended = (
            nn.Linear(WIDTH, WIDTH) for _ in range(4)
        )
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout()

    def forward(self, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        rows, length, _ = hidden.shape

        def split(projected: torch.Tensor) -> torch.Tensor:
            return projected.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = (
            split(project(hidden)) for project in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias
        context = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.attended_norm(hidden + self.dropout(self.attended(context)))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        return self.norm(hidden + self.dropout(inner))


class Encoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = Dropout()
        self.toward = nn.Linear(2 * WIDTH, 3)
        self.tone = nn.Linear(WIDTH, 1)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, target: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (rows, 3) toward the target and ratings (rows,); masks are floats of 0 and 1."""
        places = torch.arange(ids.shape[1])
        hidden = self.words(ids) + self.positions(places) + self.kinds.weight[0]
        hidden = self.dropout(self.norm(hidden))
        bias = (mask[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        whole, about = (_pooled(hidden, weights) for weights in (mask, target))
        toward = self.toward(self.dropout(torch.cat([about, whole], -1)))
        return toward, self.tone(self.dropout(whole)).squeeze(-1)


def _pooled(hidden: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    return (hidden * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True)


def pretrained(weights_path: str) -> Encoder:
    """The published weights in an encoder whose two heads are new."""
    encoder = Encoder()
    published = load_file(weights_path)
    ours = encoder.state_dict()
    for name in ours:
        if not name.startswith(("toward", "tone")):
            ours[name] = published[_published_name(name)].float()
    encoder.load_state_dict(ours)
    return encoder


_PUBLISHED = {
    "words": "embeddings.word_embeddings",
    "positions": "embeddings.position_embeddings",
    "kinds": "embeddings.token_type_embeddings",
    "norm": "embeddings.LayerNorm",
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
}


def _published_name(name: str) -> str:
    *place, part, kind = name.split(".")
    if not place:
        return f"{_PUBLISHED[part]}.{kind}"
    inner = "output.LayerNorm" if part == "norm" else _PUBLISHED[part]
    return f"encoder.layer.{place[1]}.{inner}.{kind}"
