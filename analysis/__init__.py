"""How outlets frame the same event: tone, voices, words and omissions, each with its evidence.

Each name is loaded when it is first used, so that reading a corpus needn't load the figures.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
