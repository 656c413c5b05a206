/* A network for backproof: `cc -O2 -o net net.c -lm`, `backproof doctor -- ./net`, `backproof verify -- ./net`.
 * Replace `gradient`, and say in DECLARATION what yours can do: what `supports` leaves out is never asked.
 * A network that has one shape only adds e.g. "fixedShape":[2,3,1] to `supports` (widths, input first).
 * Stored as weights[input][unit], or examples as columns? `transpose` turns both, there and back.
 * Another factor in front of the cost, such as 1/2? Multiply by scale / (1/2). Print to stderr only. */
#include <math.h>
#include <string.h>

#define DECLARATION "{\"protocol\":1,\"implementation\":{\"name\":\"my-net\",\"language\":\"c\"}," \
  "\"precision\":\"float64\",\"supports\":{\"kinds\":[\"mlp\"],\"losses\":[\"squared-error\"]," \
  "\"activations\":[\"identity\",\"sigmoid\",\"tanh\",\"relu\"],\"penalties\":[\"none\"],\"nullBiases\":false}}"

/* weights[unit * inputs + input]; outputs, slopes and delta are yours to use, one number per unit. */
typedef struct { const char *activation; int inputs, units; double *weights, *biases, *by_weights, *by_biases,
  *outputs, *slopes, *delta; } Layer;
typedef struct { int layers, examples; Layer *layer; double scale, *inputs, *targets; } Problem;

void transpose(double *to, const double *from, int rows, int columns) {
  for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) to[j * rows + i] = from[i * columns + j];
}
static double activate(const char *name, double z, double *slope) {
  int sigmoid = !strcmp(name, "sigmoid"), hyperbolic = !strcmp(name, "tanh"), relu = !strcmp(name, "relu");
  double y = sigmoid ? 1 / (1 + exp(-z)) : hyperbolic ? tanh(z) : relu ? fmax(z, 0) : z;
  *slope = sigmoid ? y * (1 - y) : hyperbolic ? 1 - y * y : relu ? y > 0 : 1;
  return y;
}

/* inputs and targets[example * width + component]. The cost is scale * sum over examples of
 * sum((output - target)^2); its derivatives go to by_weights and by_biases, which are 0 before. */
static void gradient(Problem *p) {
  Layer *first = p->layer, *end = first + p->layers, *last = end - 1;
  for (int n = 0; n < p->examples; n++) {
    const double *input = p->inputs + n * first->inputs, *target = p->targets + n * last->units, *x = input;
    for (Layer *k = first; k < end; x = k++->outputs) for (int i = 0; i < k->units; i++) {
      double z = k->biases[i];
      for (int j = 0; j < k->inputs; j++) z += k->weights[i * k->inputs + j] * x[j];
      k->outputs[i] = activate(k->activation, z, &k->slopes[i]);
    }
    for (Layer *k = last; k >= first; k--) for (int i = 0; i < k->units; i++) {
      double upstream = k == last ? 2 * p->scale * (k->outputs[i] - target[i]) : 0;
      if (k < last) for (int m = 0; m < k[1].units; m++) upstream += k[1].weights[m * k->units + i] * k[1].delta[m];
      k->by_biases[i] += k->delta[i] = upstream * k->slopes[i], x = k == first ? input : k[-1].outputs;
      for (int j = 0; j < k->inputs; j++) k->by_weights[i * k->inputs + j] += k->delta[i] * x[j];
    }
  }
}

/* ---- JSON reader and writer ---- */
#include <stdio.h>
#include <stdlib.h>

typedef struct Json { char *key, *text; double number; int count; struct Json *items, *next; } Json;

static void *take(size_t bytes) {
  void *memory = calloc(1, bytes + 1);
  if (!memory) exit(fprintf(stderr, "out of memory\n"));
  return memory;
}

static void space(char **at) { *at += strspn(*at, " \t\r\n"); }

static char *text(char **at) {
  char *start = ++*at, *to = start;
  for (; **at && **at != '"'; ++*at) { if (**at == '\\') ++*at; *to++ = **at; }
  if (**at) ++*at;
  *to = 0;
  return start;
}

static Json *value(char **at, char *key) {
  Json *json = take(sizeof *json), **end = &json->items;
  json->key = key;
  space(at);
  if (**at == '"') json->text = text(at);
  else if (**at == '[' || **at == '{') {
    int object = *(*at)++ == '{';
    for (space(at); **at && **at != ']' && **at != '}'; space(at)) {
      char *name = object ? text(at) : NULL;
      space(at);
      if (object) ++*at;
      *end = value(at, name);
      end = &(*end)->next;
      json->count++;
      space(at);
      if (**at == ',') ++*at;
    }
    if (**at) ++*at;
  } else if (strchr("tfn", **at)) *at += strspn(*at, "truefalsn");
  else json->number = strtod(*at, at);
  return json;
}

static void discard(Json *json) {
  for (Json *next; json; json = next) { next = json->next; discard(json->items); free(json); }
}

static const Json *member(const Json *json, const char *key) {
  for (const Json *item = json->items; item; item = item->next) if (!strcmp(item->key, key)) return item;
  exit(fprintf(stderr, "expected a key %s\n", key));
}

static double *fill(double *to, const Json *json) {
  if (!json->items) *to++ = json->number;
  for (const Json *item = json->items; item; item = item->next) to = fill(to, item);
  return to;
}

static double *numbers(const Json *json) {
  double *start = take(json->count * (json->items->count + 1) * sizeof(double));
  fill(start, json);
  return start;
}

static Problem read_problem(const Json *json) {
  const Json *all = member(json, "layers"), *each = all->items;
  Problem p = { all->count, member(json, "inputs")->count, take(all->count * sizeof(Layer)),
    member(member(json, "loss"), "scale")->number, numbers(member(json, "inputs")), numbers(member(json, "targets")) };
  for (Layer *k = p.layer; each; each = each->next, k++) {
    const Json *weights = member(each, "weights");
    int units = weights->count, inputs = weights->items->count;
    double *own = take((inputs + 4) * units * sizeof *own);
    *k = (Layer){ member(member(each, "activation"), "name")->text, inputs, units, numbers(weights),
      numbers(member(each, "biases")), own, own + inputs * units, own + (inputs + 1) * units,
      own + (inputs + 2) * units, own + (inputs + 3) * units };
  }
  return p;
}

static void print(const double *numbers, int count) {
  for (int i = 0; i < count; i++) {
    const char *comma = i ? "," : "", *name = isnan(numbers[i]) ? "NaN" : numbers[i] > 0 ? "Infinity" : "-Infinity";
    if (isfinite(numbers[i])) printf("%s%.17g", comma, numbers[i]);
    else printf("%s\"%s\"", comma, name);
  }
}

static void write_answer(const Problem *p) {
  printf("{\"gradients\":{\"weights\":[");
  for (const Layer *k = p->layer; k < p->layer + p->layers; k++) {
    printf(k == p->layer ? "[" : ",[");
    for (int i = 0; i < k->units; i++) printf(i ? ",[" : "["), print(k->by_weights + i * k->inputs, k->inputs), printf("]");
    printf("]");
  }
  printf("],\"biases\":[");
  for (const Layer *k = p->layer; k < p->layer + p->layers; k++)
    printf(k == p->layer ? "[" : ",["), print(k->by_biases, k->units), printf("]");
  printf("]}}");
}

static void discard_problem(Problem *p) {
  for (Layer *k = p->layer; k < p->layer + p->layers; k++) free(k->weights), free(k->biases), free(k->by_weights);
  free(p->layer), free(p->inputs), free(p->targets);
}
static void answer(const Json *json) {
  Problem p = read_problem(json);
  gradient(&p);
  write_answer(&p);
  discard_problem(&p);
}
/* ---- end of the JSON reader and writer ---- */
int main(void) {
  char *line = NULL;
  for (size_t size = 0; getline(&line, &size, stdin) > 0;) {
    char *at = line;
    Json *request = value(&at, NULL);
    const char *method = member(request, "method")->text;
    if (!strcmp(method, "shutdown")) break;
    printf("{\"jsonrpc\":\"2.0\",\"id\":%.0f,\"result\":", member(request, "id")->number);
    if (!strcmp(method, "initialize")) fputs(DECLARATION, stdout);
    else answer(member(member(request, "params"), "problem"));
    puts("}"), fflush(stdout), discard(request);
  }
}
