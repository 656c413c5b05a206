"""PyTorch for backproof, graph by graph: `backproof doctor -- python3 graph_torch.py`, then `backproof verify -- ...`.

Replace the functions in OPERATIONS by your own: each takes the variables in the slots, in order, and the attributes
by name; spec/ops.json of the package defines them all. Take out what you lack: it is never asked. Without "sum"
all variables of the graphs are numbers. `gradient` makes leaves and asks for derivatives. For float32 change DTYPE.
"""
import json, os, sys, traceback
import torch
from torch.nn import functional as F

DTYPE = torch.float64
def along(f):  # all entries are one lane where no axis is given
    return lambda x, axis=None: f(x, axis) if axis is not None else f(x.reshape(-1), 0)

def hinge(y, classes, axis=None):
    y = y.reshape(-1, 1) if axis is None else y.movedim(axis, 0)
    right = torch.tensor(classes).reshape(1, *y.shape[1:])
    margins = torch.relu(y - y.gather(0, right) + 1).scatter(0, right, 0)
    return margins.sum(0).reshape([] if axis is None else y.shape[1:])

OPERATIONS = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "neg": torch.neg, "reciprocal": torch.reciprocal,
    "exp": torch.exp, "log": torch.log, "square": torch.square, "sqrt": torch.sqrt, "relu": torch.relu, "tanh": torch.tanh,
    "pow": lambda x, exponent: x ** exponent, "sigmoid": torch.sigmoid, "softplus": lambda x: F.softplus(x, threshold=100),
    "leaky-relu": lambda x, alpha: F.leaky_relu(x, alpha), "elu": F.elu, "maximum": torch.maximum, "minimum": torch.minimum,
    "matmul": torch.matmul, "dot": torch.dot, "affine": F.linear, "sum": along(torch.sum), "mean": along(torch.mean),
    "max": along(torch.amax), "min": along(torch.amin), "logsumexp": along(torch.logsumexp), "hinge": hinge,
    "norm": along(lambda x, axis: torch.linalg.vector_norm(x, dim=axis)),
    "softmax": lambda x, axis=None: along(F.softmax)(x, axis).reshape(x.shape),
    "log-softmax": lambda x, axis=None: along(F.log_softmax)(x, axis).reshape(x.shape),
    "cross-entropy-logits": lambda z, t, axis=None: -along(torch.sum)(t * OPERATIONS["log-softmax"](z, axis), axis),
    "squared-error": lambda x, y, axis=None: along(torch.sum)((x - y) ** 2, axis),
    "reshape": torch.reshape, "transpose": lambda x, axes: x.permute(axes),
    "concat": lambda *x, axis: torch.cat(x, axis), "slice": lambda x, axis, start, stop: x.narrow(axis, start, stop - start),
    "broadcast": lambda x, shape, axes: x.reshape([n if i in axes else 1 for i, n in enumerate(shape)]).expand(shape),
}
DECLARATION = {"protocol": 1, "precision": str(DTYPE).removeprefix("torch."),
               "implementation": {"name": "my-graphs", "version": torch.__version__, "language": "python"},
               "supports": {"kinds": ["graph"], "ops": list(OPERATIONS)}}

def gradient(problem):
    variables = {name: torch.tensor(value, dtype=DTYPE, requires_grad=True) for name, value in problem["inputs"].items()}
    for node in problem["nodes"]:
        operands = (variables[name] for name in node["args"])
        variables[node["name"]] = OPERATIONS[node["op"]](*operands, **node.get("attributes", {}))
    output, wrt = variables[problem["output"]], {name: variables[name] for name in problem["wrt"]}
    found = torch.autograd.grad(output, wrt.values(), allow_unused=True)
    derivatives = (torch.zeros_like(x) if g is None else g for x, g in zip(wrt.values(), found))
    return {"value": output.item(), "gradients": {name: g.tolist() for name, g in zip(wrt, derivatives)}}

stdout, sys.stdout = os.fdopen(os.dup(1), "w"), sys.stderr  # what is printed elsewhere goes to stderr
os.dup2(2, 1)
for line in sys.stdin:
    request = json.loads(line)
    if request["method"] == "shutdown": break
    try: outcome = {"result": DECLARATION if request["method"] == "initialize" else gradient(request["params"]["problem"])}
    except Exception as error:
        traceback.print_exc()
        outcome = {"error": {"code": -32002, "message": f"{type(error).__name__}: {error}"}}
    print(json.dumps({"jsonrpc": "2.0", "id": request["id"], **outcome}), file=stdout, flush=True)
