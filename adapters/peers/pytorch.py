"""PyTorch's autograd as a subject: python3 pytorch.py [float64|float32]

Nothing here differentiates: the network and its cost are written with PyTorch's own functions, and
`backward` does the rest. One JSON-RPC message per line on stdin and stdout.
"""

import json
import sys

import torch
from torch.nn import functional as F

torch.set_num_threads(1)
PRECISION = sys.argv[1] if len(sys.argv) > 1 else "float64"
DTYPE = {"float64": torch.float64, "float32": torch.float32}[PRECISION]

DECLARATION = {
    "protocol": 1,
    "implementation": {"name": f"pytorch-{PRECISION}", "version": torch.__version__, "language": "python"},
    "precision": PRECISION,
    "supports": {"kinds": ["mlp"]},
}


def tensor(values, grad=False):
    return torch.tensor(values, dtype=DTYPE, requires_grad=grad)


def activate(z, activation):
    name = activation["name"]
    if name == "identity":
        return z
    if name == "linear":
        return activation["alpha"] * z + activation["beta"]
    if name == "leaky-relu":
        return F.leaky_relu(z, activation["alpha"])
    if name == "elu":
        return F.elu(z, activation["alpha"])
    if name == "softmax":
        return F.softmax(z, dim=1)
    return {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": F.relu}[name](z)


def forward(layers, weights, biases, x):
    """Outputs, and the pre-activations of every layer: of a maxout unit the winning piece's."""
    a, zs = x, []
    for layer, w, b in zip(layers, weights, biases):
        if layer["activation"]["name"] == "maxout":
            pieces = torch.einsum("pui,ni->npu", w, a) + (0 if b is None else b)
            z = pieces.max(dim=1).values
            a = z
        else:
            z = F.linear(a, w, b)
            a = activate(z, layer["activation"])
        z.retain_grad()
        zs.append(z)
    return a, zs


def loss(name, y, z, t):
    """The sum over examples; z is the last pre-activation."""
    if name == "squared-error":
        return ((y - t) ** 2).sum()
    if name == "norm":
        return torch.linalg.vector_norm(y - t, dim=1).sum()
    if name == "log-loss":
        return F.binary_cross_entropy_with_logits(z, t, reduction="sum")
    if name == "cross-entropy":
        return -(t * F.log_softmax(z, dim=1)).sum()
    if name == "cross-entropy-logits":
        return -(t * F.log_softmax(y, dim=1)).sum()
    right = (y * t).sum(dim=1, keepdim=True)
    return (F.relu(y - right + 1) * (1 - t)).sum()


def penalty(problem, weights, biases):
    rule = problem.get("penalty")
    if rule is None:
        return 0
    squares = sum((w**2).sum() for w in weights)
    if rule["biases"]:
        squares = squares + sum((b**2).sum() for b in biases if b is not None)
    return rule["lambda"] * squares


def gradient(problem):
    layers = problem["layers"]
    weights = [tensor(layer["weights"], True) for layer in layers]
    biases = [None if layer["biases"] is None else tensor(layer["biases"], True) for layer in layers]
    x, t = tensor(problem["inputs"], True), tensor(problem["targets"])
    y, zs = forward(layers, weights, biases, x)
    cost = problem["loss"]["scale"] * loss(problem["loss"]["name"], y, zs[-1], t)
    cost = cost + penalty(problem, weights, biases)
    cost.backward()
    grad = lambda p: None if p is None else (torch.zeros_like(p) if p.grad is None else p.grad).tolist()
    return {
        "cost": cost.item(),
        "gradients": {"weights": [grad(w) for w in weights], "biases": [grad(b) for b in biases], "inputs": grad(x)},
        "outputs": y.tolist(),
        "deltas": [grad(z) for z in zs],
    }


def plain(value):
    """JSON has no NaN and no infinities: the protocol writes them as texts."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return "NaN" if value != value else ("Infinity" if value > 0 else "-Infinity")
    return value


for line in sys.stdin:
    request = json.loads(line)
    if request["method"] == "shutdown":
        break
    reply = {"jsonrpc": "2.0", "id": request["id"]}
    if request["method"] == "initialize":
        reply["result"] = DECLARATION
    else:
        reply["result"] = plain(gradient(request["params"]["problem"]))
    print(json.dumps(reply), flush=True)
