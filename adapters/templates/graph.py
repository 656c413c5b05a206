"""Graphs for backproof: `backproof doctor -- python3 graph.py`, then `backproof verify -- python3 graph.py`.

Replace the functions in OPERATIONS by those of your library: each takes the variables in the slots, in order, and the
attributes by name; spec/ops.json of the package defines them all. Take out what you lack: it is never asked. Without
"sum" all variables of the graphs are numbers. `Variable` and what makes them stand for your library: in `gradient`
make your leaves of the inputs, go backwards from the output in your way, and hand back numbers in nested lists.
"""
import json, math, os, sys, traceback
from operator import add, mul, neg, sub

each = lambda f, *values: [each(f, *parts) for parts in zip(*values)] if isinstance(values[0], list) else f(*values)
class Variable:  # a number or nested lists; `back` makes of the gradient by it those by its arguments
    def __init__(self, value, args=(), back=lambda g: ()):
        self.value, self.args, self.back, self.grad = value, args, back, each(lambda _: 0.0, value)

def entrywise(f, *slopes):
    def operation(*args):
        values = [x.value for x in args]
        return Variable(each(f, *values), args, lambda g: [each(lambda u, *v: u * d(*v), g, *values) for d in slopes])
    return operation
def added(v, axis):
    if axis is None: return added(added(v, 0), None) if isinstance(v, list) else v
    return [added(row, axis - 1) for row in v] if axis else each(lambda *column: sum(column), *v)
def spread(g, v, axis):
    if axis is None: return each(lambda _: g, v)
    return [spread(part, row, axis - 1) for part, row in zip(g, v)] if axis else [g for _ in v]
product = lambda a, b: [[sum(map(mul, row, column)) for column in zip(*b)] for row in a]
sigmoid = lambda x: 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))
OPERATIONS = {
    "add": entrywise(add, lambda x, y: 1, lambda x, y: 1), "sub": entrywise(sub, lambda x, y: 1, lambda x, y: -1),
    "mul": entrywise(mul, lambda x, y: y, lambda x, y: x), "neg": entrywise(neg, lambda x: -1),
    "exp": entrywise(math.exp, math.exp), "sigmoid": entrywise(sigmoid, lambda x: sigmoid(x) * sigmoid(-x)),
    "tanh": entrywise(math.tanh, lambda x: 1 - math.tanh(x) ** 2), "relu": entrywise(lambda x: max(x, 0.0), lambda x: x > 0),
    "sum": lambda x, axis=None: Variable(added(x.value, axis), [x], lambda g: [spread(g, x.value, axis)]),
    "matmul": lambda a, b: Variable(product(a.value, b.value), [a, b], lambda g: [
        product(g, list(zip(*b.value))), product(list(zip(*a.value)), g)]),
}
DECLARATION = {"protocol": 1, "implementation": {"name": "my-graphs", "language": "python"}, "precision": "float64",
               "supports": {"kinds": ["graph"], "ops": list(OPERATIONS)}}

def gradient(problem):
    variables = {name: Variable(each(float, value)) for name, value in problem["inputs"].items()}
    for node in problem["nodes"]:
        args = [variables[name] for name in node["args"]]
        variables[node["name"]] = OPERATIONS[node["op"]](*args, **node.get("attributes", {}))
    variables[problem["output"]].grad = 1.0
    for variable in reversed(list(variables.values())):
        for x, part in zip(variable.args, variable.back(variable.grad)): x.grad = each(add, x.grad, part)
    return {"value": variables[problem["output"]].value, "gradients": {name: variables[name].grad for name in problem["wrt"]}}

stdout, sys.stdout = os.fdopen(os.dup(1), "w"), sys.stderr  # what is printed elsewhere goes to stderr
os.dup2(2, 1)
for line in sys.stdin:
    request = json.loads(line)
    if request["method"] == "shutdown": break
    try: outcome = {"result": DECLARATION if request["method"] == "initialize" else gradient(request["params"]["problem"])}
    except Exception as error:
        traceback.print_exc()
        outcome = {"error": {"code": -32002, "message": f"{type(error).__name__}: {error}"}}
    print(json.dumps({"jsonrpc": "2.0", "id": request["id"], **outcome}), file=stdout, flush=True)
