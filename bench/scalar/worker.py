"""PyTorch on scalars, in float64, on one thread: `worker.py NAME FOLDER`."""

import os
import sys
from array import array

import torch

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from serve import serve

OPERATIONS = [torch.add, torch.mul, torch.exp, torch.tanh, torch.sigmoid]


def read(folder, file, kind):
    numbers = array(kind)
    with open(os.path.join(folder, file), "rb") as stream:
        numbers.frombytes(stream.read())
    return numbers


def main(name, folder):
    torch.set_num_threads(1)
    places = read(folder, "nodes.i32", "i")
    nodes = [
        (OPERATIONS[places[at]], [place for place in places[at + 1 : at + 3] if place >= 0])
        for at in range(0, len(places), 3)
    ]
    inputs = [
        torch.tensor(value, dtype=torch.float64, requires_grad=True)
        for value in read(folder, "inputs.f64", "d")
    ]

    def run():
        values = list(inputs)
        for operation, arguments in nodes:
            values.append(operation(*[values[place] for place in arguments]))
        return torch.autograd.grad(values[-1], inputs)

    serve(run, lambda: [part.item() for part in run()], folder, name)


main(sys.argv[1], sys.argv[2])
