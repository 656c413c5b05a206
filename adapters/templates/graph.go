// Graphs for backproof: `go build graph.go`, `backproof doctor -- ./graph`, then `backproof verify -- ./graph`.
// Replace the functions in operations by those of your library: each takes the numbers in the slots, in order, and
// an attribute, and gives the value and the derivatives; spec/ops.json of the package defines them all. What the table
// lacks is never asked. Without "sum" all variables are numbers. Variable stands for your library: in gradient make
// your leaves of the inputs, and go backwards from the output in your way. Print to os.Stderr only.
package main
import ("encoding/json"; "fmt"; "math"; "os"; "strings")
type Numbers = []float64
var operations = map[string]func(x Numbers, alpha float64) (float64, Numbers){
	"add":    func(x Numbers, _ float64) (float64, Numbers) { return x[0] + x[1], Numbers{1, 1} },
	"sub":    func(x Numbers, _ float64) (float64, Numbers) { return x[0] - x[1], Numbers{1, -1} },
	"mul":    func(x Numbers, _ float64) (float64, Numbers) { return x[0] * x[1], Numbers{x[1], x[0]} },
	"div":    func(x Numbers, _ float64) (float64, Numbers) { return x[0] / x[1], Numbers{1 / x[1], -x[0] / x[1] / x[1]} },
	"square": func(x Numbers, _ float64) (float64, Numbers) { return x[0] * x[0], Numbers{2 * x[0]} },
	"exp":    func(x Numbers, _ float64) (float64, Numbers) { return math.Exp(x[0]), Numbers{math.Exp(x[0])} },
	"tanh":   func(x Numbers, _ float64) (float64, Numbers) { y := math.Tanh(x[0]); return y, Numbers{1 - y*y} },
	"leaky-relu": func(x Numbers, alpha float64) (float64, Numbers) {
		if x[0] > 0 { alpha = 1 }
		return alpha * x[0], Numbers{alpha}
	},
}
// A number, what it was computed from, the derivatives by these, and the gradient by it.
type Variable struct { value float64; args []*Variable; slopes Numbers; gradient float64 }
type Node struct { Name, Op string; Args []string; Attributes struct { Alpha float64 } }
type Problem struct { Inputs map[string]float64; Nodes []Node; Output string; Wrt []string }

func gradient(p Problem) (value float64, gradients map[string]float64) {
	named, results := map[string]*Variable{}, []*Variable{}
	for name, value := range p.Inputs { named[name] = &Variable{value: value} }
	for _, node := range p.Nodes {
		v, x := &Variable{}, Numbers{}
		for _, arg := range node.Args { v.args, x = append(v.args, named[arg]), append(x, named[arg].value) }
		v.value, v.slopes = operations[node.Op](x, node.Attributes.Alpha)
		named[node.Name], results = v, append(results, v)
	}
	named[p.Output].gradient, gradients = 1, map[string]float64{}
	for at := len(results) - 1; at >= 0; at-- {
		for slot, x := range results[at].args { x.gradient += results[at].gradient * results[at].slopes[slot] }
	}
	for _, name := range p.Wrt { gradients[name] = named[name].gradient }
	return named[p.Output].value, gradients
}
var words = strings.NewReplacer(":NaN", `:"NaN"`, ":+Inf", `:"Infinity"`, ":-Inf", `:"-Infinity"`)
func text(value float64, gradients map[string]float64) string {
	items := []string{}
	for name, item := range gradients { items = append(items, fmt.Sprintf(`"%s":%v`, name, item)) }
	return words.Replace(fmt.Sprintf(`{"value":%v,"gradients":{%s}}`, value, strings.Join(items, ",")))
}
func main() {
	names, declaration := "", `{"protocol":1,"implementation":{"name":"my-graphs","language":"go"},"precision":"float64",`
	for name := range operations { names += `,"` + name + `"` }
	declaration += `"supports":{"kinds":["graph"],"ops":[` + names[1:] + `]}}`
	for requests := json.NewDecoder(os.Stdin); ; {
		var request struct { ID int; Method string; Params struct { Problem Problem } }
		if requests.Decode(&request) != nil || request.Method == "shutdown" { return }
		result := declaration
		if request.Method == "gradient" { result = text(gradient(request.Params.Problem)) }
		fmt.Printf(`{"jsonrpc":"2.0","id":%d,"result":%s}`+"\n", request.ID, result)
	}
}
