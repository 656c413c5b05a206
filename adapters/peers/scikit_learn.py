"""scikit-learn's multilayer perceptron, a network in numpy, as a subject: python3 scikit_learn.py HIDDEN OUTPUT

HIDDEN is identity, relu, tanh or sigmoid; OUTPUT identity, with the squared error, or sigmoid, with the
log-loss: its delta is output - target in both. Its own `_backprop` computes the gradient, of the mean of half the squares (or of the mean log-loss); only
that factor and the layout of its weights, [input][unit], are translated here.
"""

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPRegressor

warnings.simplefilter("ignore")
HIDDEN, OUTPUT = sys.argv[1:3]
LOSS, THEIR_LOSS, HALVES = {
    "identity": ("squared-error", "squared_error", 2),
    "sigmoid": ("log-loss", "log_loss", 1),
}[OUTPUT]
THEIR_NAMES = {"identity": "identity", "sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}

DECLARATION = {
    "protocol": 1,
    "implementation": {"name": f"scikit-learn-{HIDDEN}-{OUTPUT}", "version": sklearn.__version__, "language": "python"},
    "precision": "float64",
    "supports": {
        "kinds": ["mlp"],
        "activations": {"hidden": [HIDDEN], "output": [OUTPUT]},
        "losses": [LOSS],
        "penalties": ["none"],
        "nullBiases": False,
    },
}


def network(problem):
    layers = problem["layers"]
    net = MLPRegressor(activation=THEIR_NAMES[HIDDEN], alpha=0)
    net.n_layers_ = len(layers) + 1
    net.out_activation_ = THEIR_NAMES[OUTPUT]
    net.loss = THEIR_LOSS
    net.coefs_ = [np.array(layer["weights"], dtype=float).T for layer in layers]
    net.intercepts_ = [np.array(layer["biases"], dtype=float) for layer in layers]
    return net


def gradient(problem):
    net = network(problem)
    x, t = (np.array(problem[name], dtype=float) for name in ("inputs", "targets"))
    room = lambda: [None] * (net.n_layers_ - 1)
    _, weights, biases = net._backprop(x, t, [x] + room(), room(), room(), room())
    factor = problem["loss"]["scale"] * len(x) * HALVES
    return {
        "gradients": {
            "weights": [(factor * each.T).tolist() for each in weights],
            "biases": [(factor * each).tolist() for each in biases],
        }
    }


for line in sys.stdin:
    request = json.loads(line)
    if request["method"] == "shutdown":
        break
    reply = {"jsonrpc": "2.0", "id": request["id"]}
    if request["method"] == "initialize":
        reply["result"] = DECLARATION
    else:
        reply["result"] = gradient(request["params"]["problem"])
    print(json.dumps(reply), flush=True)
