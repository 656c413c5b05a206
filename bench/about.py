"""Says which version of a package this is and which BLAS it computes with: `about.py PACKAGE`."""

import ctypes
import importlib
import json
import re
import sys


def blas_files():
    """The mapped libraries that may be a BLAS; none where the system does not list them."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            paths = {line.split(None, 5)[5].strip() for line in maps if len(line.split(None, 5)) > 5}
    except OSError:
        return []
    return sorted(path for path in paths if re.search(r"blas|mkl|blis|atlas", path))


def kernel(path):
    """Which kernels OpenBLAS chose for this processor."""
    library = ctypes.CDLL(path)
    for name in ("openblas_get_corename", "scipy_openblas_get_corename64_"):
        if hasattr(library, name):
            function = getattr(library, name)
            function.restype = ctypes.c_char_p
            return function().decode()
    return None


def blas():
    files = blas_files()
    for path in files:
        chosen = kernel(path) if "openblas" in path else None
        if chosen:
            return f"OpenBLAS for {chosen}"
    if any(re.search(r"/blas/libblas", path) for path in files):
        return "reference"
    return "its own or unknown"


package = importlib.import_module(sys.argv[1])
# A product, so that a library that is loaded on first use is there.
if sys.argv[1] == "torch":
    package.ones(2, 2, dtype=package.float64) @ package.ones(2, 2, dtype=package.float64)
print(json.dumps({"version": package.__version__, "blas": blas()}))
