"""A network for backproof: `backproof doctor -- python3 net.py`, then `backproof verify -- python3 net.py`.

Replace `gradient`, and say in DECLARATION what yours can do: what `supports` leaves out is never asked.
A network that has one shape only adds e.g. "fixedShape": [2, 3, 1] to `supports` (widths, input first).
Stored as weights[input][unit], or examples as columns? `transposed` turns both, there and back.
Another factor in front of the cost, such as 1/2? Multiply your gradients by scale / (1/2).
"""
import json, math, os, sys, traceback
try: import numpy
except ImportError: numpy = None

def gradient(weights, biases, activations, inputs, targets, scale):
    """weights[layer][unit][input], biases[layer][unit] and inputs, targets[example][component] are numpy
    arrays where numpy is installed, else lists. The cost is scale * sum over examples of
    sum((output - target) ** 2); returns its derivatives by weights and by biases, in the same shapes."""
    by_weights = [[[0.0] * len(row) for row in layer] for layer in weights]
    by_biases = [[0.0] * len(layer) for layer in biases]
    for x, target in zip(inputs, targets):
        a = [x]
        for layer, bias, name in zip(weights, biases, activations):
            a.append([VALUE[name](b + sum(w * v for w, v in zip(row, a[-1]))) for row, b in zip(layer, bias)])
        upstream = [2 * scale * (y - t) for y, t in zip(a[-1], target)]
        for l in reversed(range(len(weights))):
            delta = [u * SLOPE[activations[l]](y) for u, y in zip(upstream, a[l + 1])]
            for i, d in enumerate(delta):
                by_biases[l][i] += d
                for j, v in enumerate(a[l]): by_weights[l][i][j] += d * v
            upstream = [sum(weights[l][i][j] * d for i, d in enumerate(delta)) for j in range(len(a[l]))]
    return by_weights, by_biases

VALUE = {"identity": lambda z: z, "relu": lambda z: max(z, 0.0), "tanh": math.tanh,
         "sigmoid": lambda z: 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))}
SLOPE = {"identity": lambda y: 1.0, "relu": lambda y: float(y > 0), "tanh": lambda y: 1 - y * y, "sigmoid": lambda y: y * (1 - y)}
DECLARATION = {"protocol": 1, "implementation": {"name": "my-net", "language": "python"}, "precision": "float64",
               "supports": {"kinds": ["mlp"], "activations": list(VALUE), "losses": ["squared-error"],
                            "penalties": ["none"], "nullBiases": False}}
array = lambda rows: numpy.array(rows, dtype=float) if numpy else rows
transposed = lambda rows: rows.T if hasattr(rows, "T") else [list(column) for column in zip(*rows)]
plain = lambda value: value.tolist() if hasattr(value, "tolist") else \
    [plain(each) for each in value] if isinstance(value, (list, tuple)) else float(value)

def answer(method, params):
    if method == "initialize": return DECLARATION
    layers, loss = params["problem"]["layers"], params["problem"]["loss"]
    weights, biases = ([array(layer[key]) for layer in layers] for key in ("weights", "biases"))
    inputs, targets = (array(params["problem"][key]) for key in ("inputs", "targets"))
    names = [layer["activation"]["name"] for layer in layers]
    found = gradient(weights, biases, names, inputs, targets, loss["scale"])
    return {"gradients": dict(zip(("weights", "biases"), map(plain, found)))}

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
