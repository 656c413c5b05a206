"""The matrix form written by hand with numpy: an example is a row."""

import numpy as np


def enter(job):
    widths, parameters, at = job["widths"], np.array(job["parameters"]), 0
    layers = []
    for n, units in zip(widths, widths[1:]):
        end = at + units * n
        layers.append((parameters[at:end].reshape(units, n), parameters[end : end + units]))
        at = end + units
    inputs = np.array(job["inputs"]).reshape(-1, widths[0])
    targets = np.array(job["targets"]).reshape(-1, widths[-1])

    def answer():
        activations = [inputs]
        for weights, biases in layers:
            z = activations[-1] @ weights.T + biases
            activations.append(1 / (1 + np.exp(-z)))
        error = activations[-1] - targets
        cost = 0.5 * np.sum(error * error)
        delta = error * activations[-1] * (1 - activations[-1])
        gradients = []
        for l in range(len(layers) - 1, -1, -1):
            a = activations[l]
            gradients.append((delta.T @ a, delta.sum(axis=0)))
            if l > 0:
                delta = (delta @ layers[l][0]) * a * (1 - a)
        return cost, gradients[::-1]

    def gradient():
        return np.concatenate([part.ravel() for pair in answer()[1] for part in pair])

    return answer, gradient
