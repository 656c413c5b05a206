//! A network for backproof: `rustc -O net.rs`, `backproof doctor -- ./net`, then `backproof verify -- ./net`.
//! Replace `gradient`, and say in DECLARATION what yours can do: what `supports` leaves out is never asked.
//! A network that has one shape only adds e.g. "fixedShape":[2,3,1] to `supports` (widths, input first).
//! Stored as weights[input][unit], or examples as columns? `transposed` turns both, there and back.
//! Another factor in front of the cost, such as 1/2? Multiply your gradients by scale / (1/2).
//! Print with `eprintln!` only: stdout is the protocol's.

const DECLARATION: &str = r#"{"protocol":1,"implementation":{"name":"my-net","language":"rust"},"precision":"float64",
"supports":{"kinds":["mlp"],"activations":["identity","sigmoid","tanh","relu"],"losses":["squared-error"],
"penalties":["none"],"nullBiases":false}}"#;

type Matrix = Vec<Vec<f64>>;
struct Layer { weights: Matrix, biases: Vec<f64>, activation: String } // weights[unit][input], biases[unit]

fn transposed(rows: &Matrix) -> Matrix {
    (0..rows[0].len()).map(|j| rows.iter().map(|row| row[j]).collect()).collect()
}
fn combined(left: &Matrix, right: &Matrix, f: impl Fn(f64, f64) -> f64) -> Matrix {
    left.iter().zip(right).map(|(x, y)| x.iter().zip(y).map(|(x, y)| f(*x, *y)).collect()).collect()
}
fn product(left: &Matrix, right: &Matrix) -> Matrix {
    let columns = transposed(right);
    let dot = |x: &Vec<f64>, y: &Vec<f64>| x.iter().zip(y).map(|(x, y)| x * y).sum();
    left.iter().map(|row| columns.iter().map(|column| dot(row, column)).collect()).collect()
}
fn value(activation: &str, z: f64) -> f64 {
    match activation { "sigmoid" => 1.0 / (1.0 + (-z).exp()), "tanh" => z.tanh(), "relu" => z.max(0.0), _ => z }
}
fn slope(activation: &str, y: f64) -> f64 {
    match activation { "sigmoid" => y * (1.0 - y), "tanh" => 1.0 - y * y, "relu" if y <= 0.0 => 0.0, _ => 1.0 }
}

/// inputs and targets are [example][component]. The cost is scale * sum over examples of
/// sum((output - target)^2); returns its derivatives by the weights and by the biases of every layer.
fn gradient(layers: &[Layer], inputs: &Matrix, targets: &Matrix, scale: f64) -> (Vec<Matrix>, Matrix) {
    let mut a = vec![inputs.clone()];
    for (l, k) in layers.iter().enumerate() {
        let z = product(&a[l], &transposed(&k.weights));
        a.push(combined(&z, &vec![k.biases.clone(); z.len()], |z, b| value(&k.activation, z + b)));
    }
    let mut upstream = combined(&a[layers.len()], targets, |y, t| 2.0 * scale * (y - t));
    let (mut by_weights, mut by_biases) = (vec![], vec![]);
    for (l, k) in layers.iter().enumerate().rev() {
        let delta = combined(&upstream, &a[l + 1], |u, y| u * slope(&k.activation, y));
        by_weights.insert(0, product(&transposed(&delta), &a[l]));
        by_biases.insert(0, transposed(&delta).iter().map(|each| each.iter().sum()).collect());
        upstream = product(&delta, &k.weights);
    }
    (by_weights, by_biases)
}

// ---- JSON reader and writer ----
enum Json { Number(f64), Text(String), List(Vec<Json>), Object(Vec<(String, Json)>), Other }

impl Json {
    fn at(&self, key: &str) -> &Json {
        match self {
            Json::Object(members) => members.iter().find(|(name, _)| name == key).map_or(&Json::Other, |(_, value)| value),
            _ => &Json::Other,
        }
    }
    fn text(&self) -> &str { if let Json::Text(text) = self { text } else { "" } }
    fn number(&self) -> f64 { if let Json::Number(number) = self { *number } else { f64::NAN } }
    fn items(&self) -> &[Json] { if let Json::List(items) = self { items } else { &[] } }
    fn vector(&self) -> Vec<f64> { self.items().iter().map(Json::number).collect() }
    fn matrix(&self) -> Matrix { self.items().iter().map(Json::vector).collect() }
}

struct Reader<'a> { bytes: &'a [u8], at: usize }

impl Reader<'_> {
    fn peek(&mut self) -> u8 {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) { self.at += 1; }
        *self.bytes.get(self.at).unwrap_or(&0)
    }
    fn text(&mut self) -> String {
        let mut found = Vec::new();
        self.at += 1;
        while self.bytes[self.at] != b'"' {
            if self.bytes[self.at] == b'\\' { self.at += 1; }
            found.push(self.bytes[self.at]);
            self.at += 1;
        }
        self.at += 1;
        String::from_utf8_lossy(&found).into_owned()
    }
    fn list<T>(&mut self, close: u8, item: fn(&mut Self) -> T) -> Vec<T> {
        let mut found = Vec::new();
        self.at += 1;
        while self.peek() != close {
            found.push(item(self));
            if self.peek() == b',' { self.at += 1; }
        }
        self.at += 1;
        found
    }
    fn member(&mut self) -> (String, Json) {
        self.peek();
        let key = self.text();
        self.peek();
        self.at += 1;
        (key, self.value())
    }
    fn value(&mut self) -> Json {
        match self.peek() {
            b'"' => Json::Text(self.text()),
            b'[' => Json::List(self.list(b']', Self::value)),
            b'{' => Json::Object(self.list(b'}', Self::member)),
            _ => {
                let start = self.at;
                while self.bytes.get(self.at).is_some_and(|byte| !b",]} \t\r\n".contains(byte)) { self.at += 1; }
                let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or("");
                word.parse().map_or(Json::Other, Json::Number)
            }
        }
    }
}

fn number_text(value: &f64) -> String {
    if value.is_finite() { format!("{value:?}") }
    else if value.is_nan() { r#""NaN""#.into() }
    else { format!(r#""{}Infinity""#, if *value < 0.0 { "-" } else { "" }) }
}

fn list_text<T>(values: &[T], text: fn(&T) -> String) -> String {
    format!("[{}]", values.iter().map(text).collect::<Vec<_>>().join(","))
}

fn vector_text(values: &Vec<f64>) -> String { list_text(values, number_text) }

fn matrix_text(rows: &Matrix) -> String { list_text(rows, vector_text) }

fn answer(problem: &Json) -> String {
    let layers: Vec<Layer> = problem.at("layers").items().iter().map(|layer| Layer {
        weights: layer.at("weights").matrix(),
        biases: layer.at("biases").vector(),
        activation: layer.at("activation").at("name").text().into(),
    }).collect();
    let (inputs, targets) = (problem.at("inputs").matrix(), problem.at("targets").matrix());
    let (weights, biases) = gradient(&layers, &inputs, &targets, problem.at("loss").at("scale").number());
    format!(r#"{{"gradients":{{"weights":{},"biases":{}}}}}"#, list_text(&weights, matrix_text), matrix_text(&biases))
}
// ---- end of the JSON reader and writer ----
fn main() {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let request = Reader { bytes: line.as_bytes(), at: 0 }.value();
        if request.at("method").text() == "shutdown" { break; }
        let hello = request.at("method").text() == "initialize";
        let result = if hello { DECLARATION.replace('\n', "") } else { answer(request.at("params").at("problem")) };
        println!(r#"{{"jsonrpc":"2.0","id":{},"result":{result}}}"#, request.at("id").number());
    }
}
