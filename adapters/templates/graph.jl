# Graphs for backproof: `backproof doctor -- julia graph.jl`, then `backproof verify -- julia graph.jl`.
#
# Replace the functions in `operations` by those of your library: each takes the numbers in the slots, in order, and the
# attributes by name, and gives the value and the derivatives; spec/ops.json of the package defines them all. What the
# table lacks is never asked. Without `sum` all variables are numbers. `Variable` stands for your library: in `gradient`
# make your leaves of the inputs, and go backwards from the output in your way.
# stdout is the protocol's: print to `stderr`.
const operations = Dict{String,Function}(
    "add" => (x, y) -> (x + y, (1.0, 1.0)),
    "sub" => (x, y) -> (x - y, (1.0, -1.0)),
    "mul" => (x, y) -> (x * y, (y, x)),
    "div" => (x, y) -> (x / y, (1 / y, -x / y / y)),
    "neg" => x -> (-x, (-1.0,)),
    "square" => x -> (x * x, (2 * x,)),
    "exp" => x -> (exp(x), (exp(x),)),
    "tanh" => x -> (tanh(x), (1 - tanh(x)^2,)),
    "leaky-relu" => (x; alpha) -> x > 0 ? (x, (1.0,)) : (alpha * x, (alpha,)))

# A number, what it was computed from, the derivatives by these, and the gradient by it.
mutable struct Variable
    value::Float64
    args::Vector{Variable}
    slopes::Vector{Float64}
    gradient::Float64
end

function gradient(inputs, nodes, output, wrt)
    named = Dict{String,Variable}(name => Variable(value, [], [], 0) for (name, value) in inputs)
    results = Variable[]
    for node in nodes
        args = Variable[named[name] for name in node["args"]]
        attributes = (Symbol(key) => value for (key, value) in get(node, "attributes", Dict()))
        value, slopes = operations[node["op"]]((x.value for x in args)...; attributes...)
        push!(results, Variable(value, args, collect(slopes), 0))
        named[node["name"]] = results[end]
    end
    named[output].gradient = 1
    for v in reverse(results), (x, slope) in zip(v.args, v.slopes)
        x.gradient += v.gradient * slope
    end
    return named[output].value, Dict(name => named[name].gradient for name in wrt)
end

# ---- JSON reader and writer ----
function read_json(line)
    tokens = [found.match for found in eachmatch(r"\"(?:\\.|[^\"\\])*\"|[\[\]{},:]|[^\[\]{},:\"\s]+", line)]
    at = Ref(0)
    take() = tokens[at[] += 1]
    peek() = tokens[at[]+1]
    comma() = peek() == "," && take()
    function any_value()
        token = take()
        if token == "["
            items = Any[]
            while peek() != "]"
                push!(items, any_value())
                comma()
            end
            take()
            return items
        elseif token == "{"
            members = Dict{String,Any}()
            while peek() != "}"
                key = String(strip(take(), '"'))
                take()
                members[key] = any_value()
                comma()
            end
            take()
            return members
        end
        startswith(token, '"') && return String(token[2:prevind(token, lastindex(token))])
        return something(tryparse(Float64, token), String(token))
    end
    return any_value()
end

number_text(x) = isfinite(x) ? string(x) : isnan(x) ? "\"NaN\"" : x > 0 ? "\"Infinity\"" : "\"-Infinity\""
object_text(members) = "{" * join(("\"$name\":$text" for (name, text) in members), ",") * "}"

function answer(problem)
    value, gradients = gradient(problem["inputs"], problem["nodes"], problem["output"], problem["wrt"])
    texts = object_text(name => number_text(each) for (name, each) in gradients)
    return object_text(["value" => number_text(value), "gradients" => texts])
end

const declaration = "{\"protocol\":1,\"implementation\":{\"name\":\"my-graphs\",\"language\":\"julia\"}," *
    "\"precision\":\"float64\",\"supports\":{\"kinds\":[\"graph\"],\"ops\":[\"$(join(keys(operations), "\",\""))\"]}}"
# ---- end of the JSON reader and writer ----

for line in eachline(stdin)
    request = read_json(line)
    request["method"] == "shutdown" && break
    result = request["method"] == "initialize" ? declaration : answer(request["params"]["problem"])
    println("{\"jsonrpc\":\"2.0\",\"id\":$(Int(request["id"])),\"result\":$result}")
    flush(stdout)
end
