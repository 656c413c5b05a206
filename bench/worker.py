"""A contestant in Python, in a process of its own: `worker.py NAME FOLDER`; speaks what worker.ts speaks."""

import importlib
import json
import os
import sys
import time
from array import array

CHUNK_SECONDS = 0.005


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


def timed(run, seconds):
    began, start = time.perf_counter(), time.process_time()
    runs, chunk, used = 0, 1, 0.0
    while used < seconds:
        for _ in range(chunk):
            run()
        runs += chunk
        now = time.process_time() - start
        if now - used < CHUNK_SECONDS:
            chunk *= 2
        used = now
    return {"runs": runs, "seconds": used, "elapsed": time.perf_counter() - began}


def main(name, folder):
    contestant = importlib.import_module(f"contestants.{name.replace('-', '_')}")
    run, gradient = contestant.enter(read_job(folder))
    for line in sys.stdin:
        verb, *arguments = line.split()
        if verb == "time":
            reply = timed(run, float(arguments[0]))
        else:
            with open(os.path.join(folder, f"{name}.f64"), "wb") as file:
                array("d", gradient()).tofile(file)
            reply = {}
        print(json.dumps(reply), flush=True)


main(sys.argv[1], sys.argv[2])
