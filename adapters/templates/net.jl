# A network for backproof: `backproof doctor -- julia net.jl`, then `backproof verify -- julia net.jl`.
#
# Replace `gradient`, and say in `declaration` what yours can do: what `supports` leaves out is never asked.
# A network that has one shape only adds e.g. "fixedShape":[2,3,1] to `supports` (widths, input first).
# Stored as weights[input, unit], or examples as columns? `permutedims` turns both, there and back.
# Another factor in front of the cost, such as 1/2? Multiply your gradients by scale / (1/2).
# stdout is the protocol's: print to `stderr`.
const declaration = replace("""
    {"protocol":1,"implementation":{"name":"my-net","language":"julia"},"precision":"float64",
    "supports":{"kinds":["mlp"],"activations":["identity","sigmoid","tanh","relu"],"losses":["squared-error"],
    "penalties":["none"],"nullBiases":false}}""", "\n" => "")

const value = Dict{String,Function}("identity" => identity, "tanh" => tanh,
    "sigmoid" => z -> 1 / (1 + exp(-z)), "relu" => z -> max(z, 0.0))
const slope = Dict{String,Function}("identity" => y -> 1.0, "tanh" => y -> 1 - y * y,
    "sigmoid" => y -> y * (1 - y), "relu" => y -> y > 0 ? 1.0 : 0.0)

# weights[layer][unit, input], biases[layer][unit]; inputs and targets[example, component]. The cost is
# scale * sum over examples of sum((output - target)^2); returns its derivatives in the same shapes.
function gradient(weights, biases, activations, inputs, targets, scale)
    a = [inputs]
    for (w, b, name) in zip(weights, biases, activations)
        push!(a, value[name].(a[end] * w' .+ b'))
    end
    by_weights, by_biases = similar(weights), similar(biases)
    upstream = 2 * scale .* (a[end] .- targets)
    for l in reverse(eachindex(weights))
        delta = upstream .* slope[activations[l]].(a[l+1])
        by_weights[l], by_biases[l] = delta' * a[l], vec(sum(delta, dims = 1))
        upstream = delta * weights[l]
    end
    return by_weights, by_biases
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

read_matrix(rows) = Float64[rows[i][j] for i in eachindex(rows), j in eachindex(rows[1])]

number_text(x) = isfinite(x) ? string(x) : isnan(x) ? "\"NaN\"" : x > 0 ? "\"Infinity\"" : "\"-Infinity\""
list_text(texts) = "[" * join(texts, ",") * "]"
vector_text(v) = list_text(number_text.(v))
matrix_text(m) = list_text(vector_text.(eachrow(m)))

function answer(problem)
    layers = problem["layers"]
    weights = [read_matrix(layer["weights"]) for layer in layers]
    biases = [Float64.(layer["biases"]) for layer in layers]
    names = [layer["activation"]["name"] for layer in layers]
    inputs, targets = read_matrix(problem["inputs"]), read_matrix(problem["targets"])
    by_weights, by_biases = gradient(weights, biases, names, inputs, targets, problem["loss"]["scale"])
    texts = list_text(matrix_text.(by_weights)), list_text(vector_text.(by_biases))
    return "{\"gradients\":{\"weights\":$(texts[1]),\"biases\":$(texts[2])}}"
end
# ---- end of the JSON reader and writer ----

for line in eachline(stdin)
    request = read_json(line)
    request["method"] == "shutdown" && break
    result = request["method"] == "initialize" ? declaration : answer(request["params"]["problem"])
    println("{\"jsonrpc\":\"2.0\",\"id\":$(Int(request["id"])),\"result\":$result}")
    flush(stdout)
end
