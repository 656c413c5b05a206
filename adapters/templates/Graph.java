/* Graphs for backproof: `backproof doctor -- java Graph.java`, then `backproof verify -- java Graph.java`.
 *
 * Replace the functions in `OPERATIONS` by those of your library: each takes the numbers in the slots, in order, and an
 * attribute, and gives the value and then the derivatives; spec/ops.json of the package defines them all. What the table
 * lacks is never asked. Without `sum` all variables are numbers. `Variable` stands for your library: in `gradient` make
 * your leaves of the inputs, and go backwards from the output in your way. */
import java.io.*;
import java.util.*;

class Graph {
    interface Operation { double[] of(double[] x, double alpha); }

    static final Map<String, Operation> OPERATIONS = Map.of(
        "add", (x, alpha) -> new double[] {x[0] + x[1], 1, 1},
        "sub", (x, alpha) -> new double[] {x[0] - x[1], 1, -1},
        "mul", (x, alpha) -> new double[] {x[0] * x[1], x[1], x[0]},
        "div", (x, alpha) -> new double[] {x[0] / x[1], 1 / x[1], -x[0] / x[1] / x[1]},
        "neg", (x, alpha) -> new double[] {-x[0], -1},
        "square", (x, alpha) -> new double[] {x[0] * x[0], 2 * x[0]},
        "exp", (x, alpha) -> new double[] {Math.exp(x[0]), Math.exp(x[0])},
        "tanh", (x, alpha) -> new double[] {Math.tanh(x[0]), 1 - Math.tanh(x[0]) * Math.tanh(x[0])},
        "leaky-relu", (x, alpha) -> new double[] {(x[0] > 0 ? 1 : alpha) * x[0], x[0] > 0 ? 1 : alpha});

    /** What it was computed from, its value and the derivatives by these, and the gradient by it. */
    static class Variable {
        Variable[] args = {};
        double[] computed;
        double gradient;
        Variable(double... computed) { this.computed = computed; }
    }
    record Node(String name, String op, List<String> args, double alpha) {}

    /** The variables by name, with their gradients. */
    static Map<String, Variable> gradient(Map<String, Double> inputs, List<Node> nodes, String output) {
        Map<String, Variable> named = new HashMap<>();
        List<Variable> results = new ArrayList<>();
        inputs.forEach((name, value) -> named.put(name, new Variable(value)));
        for (Node node : nodes) {
            Variable[] args = node.args.stream().map(named::get).toArray(Variable[]::new);
            double[] x = Arrays.stream(args).mapToDouble(arg -> arg.computed[0]).toArray();
            Variable v = new Variable(OPERATIONS.get(node.op).of(x, node.alpha));
            v.args = args;
            named.put(node.name, v);
            results.add(0, v);
        }
        named.get(output).gradient = 1;
        for (Variable v : results)
            for (int slot = 0; slot < v.args.length; slot++) v.args[slot].gradient += v.gradient * v.computed[slot + 1];
        return named;
    }
    public static void main(String[] arguments) throws IOException {
        PrintStream protocol = new PrintStream(System.out, true);
        System.setOut(System.err);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = requests.readLine()) != null && Json.answer(line, protocol); ) { }
    }
}
// ---- JSON reader and writer ----
class Json {
    String text = "";
    final java.util.Map<String, Json> members = new java.util.HashMap<>();
    final java.util.List<Json> items = new java.util.ArrayList<>();
    private int at;

    static Json read(String line) {
        Json reader = new Json();
        reader.text = line;
        return reader.value();
    }

    boolean is(String word) { return text.equals(word); }
    Json at(String key) { return members.get(key); }
    double number() { return Double.parseDouble(text); }
    java.util.List<String> words() { return items.stream().map(item -> item.text).toList(); }

    /** The value that `this`, the reader, stands before in its text. */
    private Json value() {
        Json found = new Json();
        switch (peek()) {
            case '"' -> found.text = quoted();
            case '[' -> { for (at++; peek() != ']'; comma()) found.items.add(value()); at++; }
            case '{' -> {
                for (at++; peek() != '}'; comma()) {
                    String key = quoted();
                    peek();
                    at++;
                    found.members.put(key, value());
                }
                at++;
            }
            default -> {
                int start = at;
                while (at < text.length() && ",]} \t\r".indexOf(text.charAt(at)) < 0) at++;
                found.text = text.substring(start, at);
            }
        }
        return found;
    }

    private char peek() {
        while (Character.isWhitespace(text.charAt(at))) at++;
        return text.charAt(at);
    }

    private void comma() { if (peek() == ',') at++; }

    private String quoted() {
        StringBuilder found = new StringBuilder();
        peek();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') at++;
            found.append(text.charAt(at));
        }
        at++;
        return found.toString();
    }

    /** Answers one request; false where it is the last. */
    static boolean answer(String line, PrintStream protocol) {
        Json request = read(line), method = request.at("method");
        if (method.is("shutdown")) return false;
        String result = method.is("initialize") ? hello() : gradients(request.at("params").at("problem"));
        protocol.println("{\"jsonrpc\":\"2.0\",\"id\":" + request.at("id").text + ",\"result\":" + result + "}");
        return true;
    }

    private static String hello() {
        return "{\"protocol\":1,\"implementation\":{\"name\":\"my-graphs\",\"language\":\"java\"},\"precision\":\"float64\","
            + "\"supports\":{\"kinds\":[\"graph\"],\"ops\":[\"" + String.join("\",\"", Graph.OPERATIONS.keySet()) + "\"]}}";
    }

    private static String gradients(Json problem) {
        Map<String, Double> inputs = new HashMap<>();
        problem.at("inputs").members.forEach((name, value) -> inputs.put(name, value.number()));
        List<Graph.Node> nodes = problem.at("nodes").items.stream().map(node -> {
            Json attributes = node.at("attributes");
            double alpha = attributes == null ? 0 : attributes.at("alpha").number();
            return new Graph.Node(node.at("name").text, node.at("op").text, node.at("args").words(), alpha);
        }).toList();
        String output = problem.at("output").text;
        Map<String, Graph.Variable> named = Graph.gradient(inputs, nodes, output);
        StringJoiner gradients = new StringJoiner(",", "{", "}");
        for (String name : problem.at("wrt").words()) gradients.add("\"" + name + "\":" + written(named.get(name).gradient));
        return "{\"value\":" + written(named.get(output).computed[0]) + ",\"gradients\":" + gradients + "}";
    }

    private static String written(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
    }
}
// ---- end of the JSON reader and writer ----
