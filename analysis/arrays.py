"""The array types that every room shares."""

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]
