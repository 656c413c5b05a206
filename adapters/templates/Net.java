/* A network for backproof: `backproof doctor -- java Net.java`, then `backproof verify -- java Net.java`.
 * Replace `gradient`, and say in DECLARATION what yours can do: what `supports` leaves out is never asked.
 * A network that has one shape only adds e.g. 'fixedShape':[2,3,1] to `supports` (widths, input first).
 * Stored as weights[input][unit], or examples as columns? `transposed` turns both, there and back.
 * Another factor in front of the cost, such as 1/2? Multiply your gradients by scale / (1/2). */
import java.io.*;

class Net {
    static final String DECLARATION = ("{'protocol':1,'implementation':{'name':'my-net','language':'java'},"
        + "'precision':'float64','supports':{'kinds':['mlp'],'activations':['identity','sigmoid','tanh','relu'],"
        + "'losses':['squared-error'],'penalties':['none'],'nullBiases':false}}").replace('\'', '"');

    /** weights[layer][unit][input], biases[layer][unit], inputs and targets[example][component]. The cost is
     *  scale * sum over examples of sum((output - target)^2); its derivatives go to byWeights and byBiases. */
    static void gradient(double[][][] weights, double[][] biases, String[] activations, double[][] inputs,
            double[][] targets, double scale, double[][][] byWeights, double[][] byBiases) {
        for (int n = 0; n < inputs.length; n++) {
            double[][] a = java.util.Arrays.copyOf(new double[][] {inputs[n]}, weights.length + 1);
            for (int l = 0; l < weights.length; l++) {
                double[] x = a[l], y = a[l + 1] = biases[l].clone();
                for (int i = 0; i < y.length; i++) for (int j = 0; j < x.length; j++) y[i] += weights[l][i][j] * x[j];
                for (int i = 0; i < y.length; i++) y[i] = value(activations[l], y[i]);
            }
            double[] delta = a[weights.length].clone();
            for (int i = 0; i < delta.length; i++) delta[i] = 2 * scale * (delta[i] - targets[n][i]);
            for (int l = weights.length - 1; l >= 0; l--) {
                double[] x = a[l], upstream = new double[x.length];
                for (int i = 0; i < delta.length; i++) byBiases[l][i] += delta[i] *= slope(activations[l], a[l + 1][i]);
                for (int i = 0; i < delta.length; i++) for (int j = 0; j < x.length; j++) {
                    byWeights[l][i][j] += delta[i] * x[j];
                    upstream[j] += delta[i] * weights[l][i][j];
                }
                delta = upstream;
            }
        }
    }
    static double value(String name, double z) {
        if (name.equals("sigmoid")) return 1 / (1 + Math.exp(-z));
        return name.equals("tanh") ? Math.tanh(z) : name.equals("relu") ? Math.max(z, 0) : z;
    }
    static double slope(String name, double y) {
        if (name.equals("sigmoid")) return y * (1 - y);
        return name.equals("tanh") ? 1 - y * y : name.equals("relu") && y <= 0 ? 0 : 1;
    }
    static double[][] transposed(double[][] rows) {
        return java.util.stream.IntStream.range(0, rows[0].length).mapToObj(
            j -> java.util.Arrays.stream(rows).mapToDouble(row -> row[j]).toArray()).toArray(double[][]::new);
    }
    public static void main(String[] arguments) throws IOException {
        PrintStream protocol = new PrintStream(System.out, true);
        System.setOut(System.err);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = requests.readLine()) != null; ) {
            Json request = Json.read(line), method = request.at("method");
            if (method.is("shutdown")) break;
            String result = method.is("initialize") ? DECLARATION : Json.answer(request.at("params").at("problem"));
            protocol.println("{\"jsonrpc\":\"2.0\",\"id\":" + request.at("id").text + ",\"result\":" + result + "}");
        }
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
    double[] vector() { return items.stream().mapToDouble(Json::number).toArray(); }
    double[][] matrix() { return items.stream().map(Json::vector).toArray(double[][]::new); }

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

    static String answer(Json problem) {
        java.util.List<Json> layers = problem.at("layers").items;
        double[][][] weights = layers.stream().map(layer -> layer.at("weights").matrix()).toArray(double[][][]::new);
        double[][] biases = layers.stream().map(layer -> layer.at("biases").vector()).toArray(double[][]::new);
        String[] names = layers.stream().map(layer -> layer.at("activation").at("name").text).toArray(String[]::new);
        double[][][] byWeights = java.util.Arrays.stream(weights).map(Json::zeros).toArray(double[][][]::new);
        double[][] byBiases = zeros(biases);
        Net.gradient(weights, biases, names, problem.at("inputs").matrix(), problem.at("targets").matrix(),
            problem.at("loss").at("scale").number(), byWeights, byBiases);
        return "{\"gradients\":{\"weights\":" + written(byWeights) + ",\"biases\":" + written(byBiases) + "}}";
    }

    private static double[][] zeros(double[][] like) {
        return java.util.Arrays.stream(like).map(row -> new double[row.length]).toArray(double[][]::new);
    }

    private static String written(Object[] rows) {
        return java.util.Arrays.deepToString(rows).replaceAll("-?(NaN|Infinity)", "\"$0\"");
    }
}
// ---- end of the JSON reader and writer ----
