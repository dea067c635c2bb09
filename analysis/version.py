"""The version that figures are cited with."""

__version__ = "0.1.0"
