"""Which study is opened and where its figures go, as the `framing` command or a session says."""

import os
import tempfile
from pathlib import Path

from analysis.corpus.articles import SEEDS
from analysis.paths import checkout
from analysis.report.study.plan import NAME

CORPUS = "FRAMING_CORPUS"
OUT = "FRAMING_OUT"
GROUP = "FRAMING_GROUP"
REFERENCE = "FRAMING_REFERENCE"
CACHE = "FRAMING_CACHE"
HOME = "FRAMING_HOME"
READING = "FRAMING_READING"
PRINT = "FRAMING_PRINT"  # figures as PDF too
ARTICLES = "FRAMING_ARTICLES"  # of the opened study, as a report that has read them passes them on
NO_CACHE = "none"
KNOWN = (CORPUS, OUT, GROUP, REFERENCE, CACHE, HOME, READING, PRINT, ARTICLES)
SCRATCH = "scratch"


class SettingError(ValueError):
    """A setting that can't be followed; the message says which ones there are."""


def study_path() -> Path:
    """The study or corpus to read: FRAMING_CORPUS, or the one this folder is in, or the seeds."""
    return Path(os.environ.get(CORPUS) or home()).resolve()


def home() -> Path:
    """The study that this session's notebook belongs to: FRAMING_HOME, else the one near."""
    return Path(os.environ.get(HOME) or home_of(Path.cwd()))


def home_of(folder: Path) -> Path:
    """The study whose notebooks stand in `folder`: that with a ``study.toml`` here or just above.

    The notebooks that come with the program belong to the seeds.
    """
    near = (folder, folder.resolve().parent)
    return next((place.resolve() for place in near if (place / NAME).is_file()), SEEDS)


def output_root() -> Path:
    """The folder that gets figures/, notebooks/ and report/: FRAMING_OUT, or the study's own.

    Raises SettingError for a corpus that isn't a study and has no such folder.
    """
    study = study_path()
    own = checkout() if study == SEEDS else study if (study / NAME).is_file() else None
    root = Path(out).resolve() if (out := os.environ.get(OUT)) else own
    if root is None and study == SEEDS:
        raise SettingError("an installed package keeps no output: say where with --out FOLDER")
    if root is None:
        raise SettingError(f"{study} has no {NAME}: say where its figures go with --out FOLDER")
    if study != SEEDS and root in _kept():
        raise SettingError(f"{root} keeps what was made of the seeds: choose another folder")
    return root


def figures_folder() -> Path:
    """Where figures go: FRAMING_OUT's, as `framing report` says, else a folder for scratch.

    Kept figures are replaced by a report alone, so that trying something out changes none.
    """
    if os.environ.get(OUT):
        return output_root() / "figures"
    here = Path.cwd()
    return (here if os.access(here, os.W_OK) else Path(tempfile.gettempdir())) / SCRATCH / "figures"


def check_settings() -> None:
    """Raise SettingError for a ``FRAMING_…`` variable that is unknown."""
    for name in sorted(os.environ):
        if name.startswith("FRAMING_") and name not in KNOWN:
            raise SettingError(f"{name}: no such setting; unset it (known: {', '.join(KNOWN)})")


def _kept() -> set[Path]:
    """The folders of a checkout that no other corpus may write to."""
    root = checkout()
    return {root, *(root / name for name in ("figures", "notebooks", "seeds"))} if root else set()
