"""Where the files that come with the package are, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The folder or file `name` that comes along: ``seeds``, ``notebooks`` or ``data/…``.

    A checkout keeps seeds and notebooks beside the package, a wheel carries them inside it.
    Raises FileNotFoundError where neither has it.
    """
    places = (_PACKAGE / name, _PACKAGE / "bundled" / name, _PACKAGE.parent / name)
    found = next((place for place in places if place.exists()), None)
    if found is None:
        raise FileNotFoundError(f"{name!r} did not come with this installation; reinstall it")
    return found


def checkout() -> Path | None:
    """The root of the checkout the package is imported from; None for an installed wheel."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "seeds").is_dir() else None


def package_files() -> list[Path]:
    """The modules and data files of the package itself, in order."""
    bundles = _PACKAGE / "bundled"
    found = (path for path in _PACKAGE.rglob("*.*") if path.suffix != ".pyc" and path.is_file())
    return sorted(path for path in found if not path.is_relative_to(bundles))
