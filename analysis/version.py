"""The version that figures are cited with."""

__version__ = "0.2.0"
