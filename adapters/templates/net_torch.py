"""A PyTorch network for backproof: `backproof doctor -- python3 net_torch.py`, then `backproof verify -- ...`.

Replace `cost` by your own forward pass and loss, and say in DECLARATION what it can do: what `supports`
leaves out is never asked. A network that has one shape only adds e.g. "fixedShape": [2, 3, 1] to `supports`
(widths, input first). For float32 change DTYPE. torch.nn.Linear stores weights[unit][input], as here; for a
module of your own copy the values in (`module.weight.data = weights`) and return the `.grad` of its
parameters. Stored the other way, or examples as columns? `.T` turns both, there and back.
"""
import json, os, sys, traceback
import torch

DTYPE = torch.float64

def cost(weights, biases, activations, inputs, targets, scale):
    """weights[layer][unit][input] and biases[layer][unit] are leaves that need a gradient; inputs and
    targets are [example][component]. Returns scale * sum over examples of sum((output - target) ** 2)."""
    a = inputs
    for layer, bias, name in zip(weights, biases, activations):
        a = ACTIVATIONS[name](torch.nn.functional.linear(a, layer, bias))
    return scale * torch.nn.functional.mse_loss(a, targets, reduction="sum")

ACTIVATIONS = {"identity": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
DECLARATION = {"protocol": 1, "precision": str(DTYPE).removeprefix("torch."),
               "implementation": {"name": "my-net", "version": torch.__version__, "language": "python"},
               "supports": {"kinds": ["mlp"], "activations": list(ACTIVATIONS), "losses": ["squared-error"],
                            "penalties": ["none"], "nullBiases": False}}
leaf = lambda rows: torch.tensor(rows, dtype=DTYPE, requires_grad=True)
derivatives = lambda leaves: [torch.zeros_like(v).tolist() if v.grad is None else v.grad.tolist() for v in leaves]

def answer(method, params):
    if method == "initialize": return DECLARATION
    layers, loss = params["problem"]["layers"], params["problem"]["loss"]
    weights, biases = ([leaf(layer[key]) for layer in layers] for key in ("weights", "biases"))
    inputs, targets = (torch.tensor(params["problem"][key], dtype=DTYPE) for key in ("inputs", "targets"))
    names = [layer["activation"]["name"] for layer in layers]
    total = cost(weights, biases, names, inputs, targets, loss["scale"])
    total.backward()
    return {"cost": total.item(), "gradients": {"weights": derivatives(weights), "biases": derivatives(biases)}}

stdout, sys.stdout = os.fdopen(os.dup(1), "w"), sys.stderr  # what is printed elsewhere goes to stderr
os.dup2(2, 1)
for line in sys.stdin:
    request = json.loads(line)
    if request["method"] == "shutdown": break
    try: outcome = {"result": answer(request["method"], request["params"])}
    except Exception as error:
        traceback.print_exc()
        outcome = {"error": {"code": -32002, "message": f"{type(error).__name__}: {error}"}}
    print(json.dumps({"jsonrpc": "2.0", "id": request["id"], **outcome}), file=stdout, flush=True)
