"""A contestant of the networks, in Python, in a process of its own: `worker.py NAME FOLDER`."""

import importlib
import json
import os
import sys
from array import array

from serve import serve


def read_job(folder):
    with open(os.path.join(folder, "size.json"), encoding="utf-8") as file:
        job = json.load(file)
    numbers = array("d")
    with open(os.path.join(folder, "numbers.f64"), "rb") as file:
        numbers.frombytes(file.read())
    inputs = job["examples"] * job["widths"][0]
    targets = job["examples"] * job["widths"][-1]
    end = len(numbers) - targets
    return {
        **job,
        "parameters": numbers[: end - inputs],
        "inputs": numbers[end - inputs : end],
        "targets": numbers[end:],
    }


def main(name, folder):
    contestant = importlib.import_module(f"contestants.{name.replace('-', '_')}")
    run, gradient = contestant.enter(read_job(folder))
    serve(run, gradient, folder, name)


main(sys.argv[1], sys.argv[2])
