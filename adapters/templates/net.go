// A network for backproof: `go build net.go`, `backproof doctor -- ./net`, then `backproof verify -- ./net`.
// Replace gradient, and say in declaration what yours can do: what supports leaves out is never asked.
// A network that has one shape only adds e.g. "fixedShape":[2,3,1] to supports (widths, input first).
// Stored as weights[input][unit], or examples as columns? transposed turns both, there and back.
// Another factor in front of the cost, such as 1/2? Multiply by scale / (1/2). Print to os.Stderr only.
package main
import ("encoding/json"; "fmt"; "math"; "os"; "strings")
const declaration = `{"protocol":1,"implementation":{"name":"my-net","language":"go"},"precision":"float64","supports":{` +
	`"activations":["identity","sigmoid","tanh","relu"],"losses":["squared-error"],"penalties":["none"],"nullBiases":false}}`

type Rows = [][]float64
type Layer struct { Weights Rows; Biases []float64; Activation struct { Name string } } // Weights[unit][input]
type Problem struct { Layers []Layer; Loss struct { Scale float64 }; Inputs, Targets Rows } // [example][component]

// The cost is Scale * sum over examples of sum((output - target)^2); its derivatives by Weights and by Biases.
func gradient(p Problem) (weights []Rows, biases Rows) {
	weights, biases = make([]Rows, len(p.Layers)), make(Rows, len(p.Layers))
	for n, x := range p.Inputs {
		a, slopes, upstream := append(Rows{x}, make(Rows, len(p.Layers))...), make(Rows, len(p.Layers)), []float64{}
		for l, k := range p.Layers {
			for i, z := range k.Biases {
				for j, w := range k.Weights[i] { z += w * a[l][j] }
				y, slope := activate(k.Activation.Name, z)
				a[l+1], slopes[l] = append(a[l+1], y), append(slopes[l], slope)
			}
		}
		for i, t := range p.Targets[n] { upstream = append(upstream, 2 * p.Loss.Scale * (a[len(p.Layers)][i] - t)) }
		for l, below := len(p.Layers)-1, x; l >= 0; l, upstream = l-1, below {
			below = make([]float64, len(a[l]))
			for i, u := range upstream {
				if n == 0 { weights[l], biases[l] = append(weights[l], make([]float64, len(a[l]))), append(biases[l], 0) }
				delta := u * slopes[l][i]; biases[l][i] += delta
				for j, v := range a[l] { weights[l][i][j] += delta * v; below[j] += delta * p.Layers[l].Weights[i][j] }
			}
		}
	}
	return
}
func activate(name string, z float64) (y, slope float64) {
	if name == "sigmoid" { y = 1 / (1 + math.Exp(-z)); return y, y * (1 - y) }
	if name == "tanh" { y = math.Tanh(z); return y, 1 - y*y }
	if name == "relu" && z <= 0 { return 0, 0 }
	return z, 1
}
func transposed(rows Rows) Rows {
	turned := make(Rows, len(rows[0]))
	for _, row := range rows { for j, v := range row { turned[j] = append(turned[j], v) } }
	return turned
}
var words = strings.NewReplacer(" ", ",", "NaN", `"NaN"`, "+Inf", `"Infinity"`, "-Inf", `"-Infinity"`)
func text(w []Rows, b Rows) string { return words.Replace(fmt.Sprintf(`{"gradients":{"weights":%v,"biases":%v}}`, w, b)) }
func main() {
	for requests := json.NewDecoder(os.Stdin); ; {
		var request struct { ID int; Method string; Params struct { Problem Problem } }
		if requests.Decode(&request) != nil || request.Method == "shutdown" { return }
		result := declaration
		if request.Method == "gradient" { result = text(gradient(request.Params.Problem)) }
		fmt.Printf(`{"jsonrpc":"2.0","id":%d,"result":%s}`+"\n", request.ID, result)
	}
}
