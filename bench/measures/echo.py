"""A subject that does nothing but read each line as JSON and write the same answer."""

import json
import sys

answer = {
    "gradients": {
        "weights": [[[0.1, 0.2], [0.3, 0.4]], [[0.5, 0.6]]],
        "biases": [[0.1, 0.2], [0.3]],
    }
}
written = json.dumps(answer)

for line in sys.stdin:
    message = json.loads(line)
    if message["method"] == "shutdown":
        break
    if message["method"] == "initialize":
        result = json.dumps({"protocol": 1, "implementation": {"name": "echo.py"}})
    else:
        result = written
    print(f'{{"jsonrpc":"2.0","id":{message["id"]},"result":{result}}}', flush=True)
