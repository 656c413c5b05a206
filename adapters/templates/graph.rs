//! Graphs for backproof: `rustc -O graph.rs`, `backproof doctor -- ./graph`, then `backproof verify -- ./graph`.
//! Replace the functions in `OPERATIONS` by those of your library: each takes the numbers in the slots, in order, and
//! an attribute, and gives the value and the derivatives; spec/ops.json of the package defines them all. What the
//! table lacks is never asked. Without `sum` all variables are numbers. `Variable` stands for your library: in
//! `gradient` make your leaves of the inputs, and go backwards from the output in your way.
//! Print with `eprintln!` only: stdout is the protocol's.

type Operation = fn(x: &[f64], alpha: f64) -> (f64, Vec<f64>);

const OPERATIONS: &[(&str, Operation)] = &[
    ("add", |x, _| (x[0] + x[1], vec![1.0, 1.0])),
    ("sub", |x, _| (x[0] - x[1], vec![1.0, -1.0])),
    ("mul", |x, _| (x[0] * x[1], vec![x[1], x[0]])),
    ("div", |x, _| (x[0] / x[1], vec![1.0 / x[1], -x[0] / x[1] / x[1]])),
    ("neg", |x, _| (-x[0], vec![-1.0])),
    ("square", |x, _| (x[0] * x[0], vec![2.0 * x[0]])),
    ("exp", |x, _| (x[0].exp(), vec![x[0].exp()])),
    ("tanh", |x, _| (x[0].tanh(), vec![1.0 - x[0].tanh() * x[0].tanh()])),
    ("leaky-relu", |x, alpha| if x[0] > 0.0 { (x[0], vec![1.0]) } else { (alpha * x[0], vec![alpha]) }),
];

/// A number, what it was computed from (places in the list), the derivatives by these, and the gradient by it.
struct Variable { name: String, value: f64, args: Vec<usize>, slopes: Vec<f64>, gradient: f64 }

struct Node { name: String, op: String, args: Vec<String>, alpha: f64 }

/// The value of the output, and the gradients by the names in `wrt`.
fn gradient(inputs: &[(String, f64)], nodes: &[Node], output: &str, wrt: &[String]) -> (f64, Vec<f64>) {
    let leaf = |(name, value): &(String, f64)| {
        Variable { name: name.clone(), value: *value, args: vec![], slopes: vec![], gradient: 0.0 }
    };
    let mut all: Vec<Variable> = inputs.iter().map(leaf).collect();
    let place = |all: &[Variable], name: &str| all.iter().position(|v| v.name == name).expect("a known variable");
    for Node { name, op, args, alpha } in nodes {
        let args: Vec<usize> = args.iter().map(|arg| place(&all, arg)).collect();
        let x: Vec<f64> = args.iter().map(|arg| all[*arg].value).collect();
        let (_, operation) = OPERATIONS.iter().find(|(known, _)| known == op).expect("a known operation");
        let (value, slopes) = operation(&x, *alpha);
        all.push(Variable { name: name.clone(), value, args, slopes, gradient: 0.0 });
    }
    let end = place(&all, output);
    all[end].gradient = 1.0;
    for at in (0..all.len()).rev() {
        for slot in 0..all[at].args.len() {
            let (x, part) = (all[at].args[slot], all[at].gradient * all[at].slopes[slot]);
            all[x].gradient += part;
        }
    }
    (all[end].value, wrt.iter().map(|name| all[place(&all, name)].gradient).collect())
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
    fn members(&self) -> &[(String, Json)] { if let Json::Object(members) = self { members } else { &[] } }
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

fn words(list: &Json) -> Vec<String> { list.items().iter().map(|word| word.text().into()).collect() }

fn answer(problem: &Json) -> String {
    let inputs: Vec<(String, f64)> =
        problem.at("inputs").members().iter().map(|(name, value)| (name.clone(), value.number())).collect();
    let nodes: Vec<Node> = problem.at("nodes").items().iter().map(|node| Node {
        name: node.at("name").text().into(),
        op: node.at("op").text().into(),
        args: words(node.at("args")),
        alpha: node.at("attributes").at("alpha").number(),
    }).collect();
    let wrt = words(problem.at("wrt"));
    let (value, gradients) = gradient(&inputs, &nodes, problem.at("output").text(), &wrt);
    let named: Vec<String> =
        wrt.iter().zip(&gradients).map(|(name, each)| format!(r#""{name}":{}"#, number_text(each))).collect();
    format!(r#"{{"value":{},"gradients":{{{}}}}}"#, number_text(&value), named.join(","))
}

fn hello() -> String {
    let names: Vec<String> = OPERATIONS.iter().map(|(name, _)| format!(r#""{name}""#)).collect();
    let supports = format!(r#"{{"kinds":["graph"],"ops":[{}]}}"#, names.join(","));
    let implementation = r#"{"name":"my-graphs","language":"rust"}"#;
    format!(r#"{{"protocol":1,"implementation":{implementation},"precision":"float64","supports":{supports}}}"#)
}
// ---- end of the JSON reader and writer ----
fn main() {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let request = Reader { bytes: line.as_bytes(), at: 0 }.value();
        if request.at("method").text() == "shutdown" { break; }
        let greeting = request.at("method").text() == "initialize";
        let result = if greeting { hello() } else { answer(request.at("params").at("problem")) };
        println!(r#"{{"jsonrpc":"2.0","id":{},"result":{result}}}"#, request.at("id").number());
    }
}
