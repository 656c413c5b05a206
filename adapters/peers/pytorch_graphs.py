"""PyTorch's autograd on computational graphs as a subject: python3 pytorch_graphs.py [float64|float32]

It is what `backproof init pytorch --kind graph` writes, under PyTorch's name and in this precision.
"""

import pathlib
import sys

PRECISION = sys.argv[1] if len(sys.argv) > 1 else "float64"
template = pathlib.Path(__file__).parent.parent / "templates" / "graph_torch.py"
text = template.read_text().replace("torch.float64", f"torch.{PRECISION}")
exec(compile(text.replace('"my-graphs"', f'"pytorch-graphs-{PRECISION}"'), template, "exec"))
