"""What every contestant's process does, in Python; speaks what serve.ts speaks."""

import json
import os
import sys
import time
from array import array

CHUNK_SECONDS = 0.005


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


def serve(run, gradient, folder, name):
    for line in sys.stdin:
        verb, *arguments = line.split()
        if verb == "time":
            reply = timed(run, float(arguments[0]))
        else:
            with open(os.path.join(folder, f"{name}.f64"), "wb") as file:
                array("d", gradient()).tofile(file)
            reply = {}
        print(json.dumps(reply), flush=True)
