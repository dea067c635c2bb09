"""Everything a notebook may import, loaded: for the process that kernels are forked from."""

import os

import analysis

os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
for _name in analysis.__all__:
    getattr(analysis, _name)
