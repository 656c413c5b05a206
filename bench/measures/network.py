"""As network.js, with the gradient written by hand in numpy."""

import base64
import json
import os
import sys

import numpy as np

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from contestants.numpy_by_hand import enter


def decode(tensor):
    if isinstance(tensor, list):
        return np.array(tensor, dtype=float)
    return np.frombuffer(base64.b64decode(tensor["data"])).reshape(tensor["shape"])


def encode(numbers, shape):
    data = base64.b64encode(numbers.tobytes()).decode()
    return {"shape": shape, "encoding": "base64", "dtype": "float64", "data": data}


def job_of(problem):
    layers = [(decode(layer["weights"]), decode(layer["biases"])) for layer in problem["layers"]]
    inputs, targets = decode(problem["inputs"]), decode(problem["targets"])
    return {
        "widths": [inputs.shape[1], *[len(biases) for _, biases in layers]],
        "examples": len(inputs),
        "parameters": np.concatenate([part.ravel() for pair in layers for part in pair]),
        "inputs": inputs.ravel(),
        "targets": targets.ravel(),
    }


known = None
often = int(sys.argv[1])


def answer_to(problem):
    global known
    job = job_of(problem)
    if known is None or often > 0:
        gradient = enter(job)[1]
        for _ in range(max(often, 1)):
            known = gradient()
    at, weights, biases = 0, [], []
    for n, units in zip(job["widths"], job["widths"][1:]):
        end = at + units * n
        weights.append(encode(known[at:end], [units, n]))
        biases.append(encode(known[end : end + units], [units]))
        at = end + units
    return {"gradients": {"weights": weights, "biases": biases}}


for line in sys.stdin:
    message = json.loads(line)
    if message["method"] == "shutdown":
        break
    if message["method"] == "initialize":
        result = {
            "protocol": 1,
            "implementation": {"name": "network.py"},
            "encodings": ["nested", "base64"],
        }
    else:
        result = answer_to(message["params"]["problem"])
    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
