/* Graphs for backproof: `cc -O2 -o graph graph.c -lm`, `backproof doctor -- ./graph`, `backproof verify -- ./graph`.
 * Replace the functions in `OPERATIONS` by those of your library: each takes the numbers in the slots, in order, and
 * gives the value and the derivatives; spec/ops.json of the package defines them all. What the table lacks is never
 * asked. Without `sum` all variables are numbers. `Variable` and `gradient` stand for your library: make your leaves of
 * the inputs, and go backwards from the output in your way. Print to stderr only. */
#include <math.h>
#include <string.h>
/* The value at x; d gets the derivatives by x[0] and x[1]; alpha is an attribute of leaky-relu. */
typedef double Function(const double *x, double alpha, double *d);
static double add(const double *x, double alpha, double *d) { return d[0] = 1, d[1] = 1, x[0] + x[1]; }
static double sub(const double *x, double alpha, double *d) { return d[0] = 1, d[1] = -1, x[0] - x[1]; }
static double mul(const double *x, double alpha, double *d) { return d[0] = x[1], d[1] = x[0], x[0] * x[1]; }
static double divided(const double *x, double alpha, double *d) {
  return d[0] = 1 / x[1], d[1] = -x[0] / x[1] / x[1], x[0] / x[1];
}
static double square(const double *x, double alpha, double *d) { return d[0] = 2 * x[0], x[0] * x[0]; }
static double exponential(const double *x, double alpha, double *d) { return d[0] = exp(x[0]); }
static double hyperbolic(const double *x, double alpha, double *d) { return d[0] = 1 - pow(tanh(x[0]), 2), tanh(x[0]); }
static double sigmoid(const double *x, double alpha, double *d) {
  double y = 1 / (1 + exp(-x[0]));
  return d[0] = y * (1 - y), y;
}
static double leaky_relu(const double *x, double alpha, double *d) { return d[0] = x[0] > 0 ? 1 : alpha, d[0] * x[0]; }

typedef struct { const char *name; Function *apply; } Operation;
static const Operation OPERATIONS[] = {
  { "add", add }, { "sub", sub }, { "mul", mul }, { "div", divided }, { "square", square }, { "exp", exponential },
  { "tanh", hyperbolic }, { "sigmoid", sigmoid }, { "leaky-relu", leaky_relu },
};
enum { COUNT = sizeof OPERATIONS / sizeof *OPERATIONS, SLOTS = 2 };

/* A number, what it is computed from (places in the list; an input has no operation), and the gradient by it. */
typedef struct { const char *name; const Operation *operation; int slots, args[SLOTS];
  double alpha, value, slopes[SLOTS], gradient; } Variable;

/* Every result comes after what it is computed from; the gradients are 0 before. */
static void gradient(Variable *all, int count, Variable *output) {
  for (Variable *v = all; v < all + count; v++) if (v->operation) {
    double x[SLOTS];
    for (int slot = 0; slot < v->slots; slot++) x[slot] = all[v->args[slot]].value;
    v->value = v->operation->apply(x, v->alpha, v->slopes);
  }
  output->gradient = 1;
  for (Variable *v = all + count - 1; v >= all; v--)
    for (int slot = 0; slot < v->slots; slot++) all[v->args[slot]].gradient += v->gradient * v->slopes[slot];
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

static int place(const Variable *all, const char *name) {
  for (int at = 0; all[at].name; at++) if (!strcmp(all[at].name, name)) return at;
  exit(fprintf(stderr, "expected a variable %s\n", name));
}

static const Operation *operation(const char *name) {
  for (int at = 0; at < COUNT; at++) if (!strcmp(OPERATIONS[at].name, name)) return &OPERATIONS[at];
  exit(fprintf(stderr, "expected an operation, got %s\n", name));
}

static Variable result(const Variable *all, const Json *node) {
  Variable v = { member(node, "name")->text, operation(member(node, "op")->text) };
  for (const Json *arg = member(node, "args")->items; arg; arg = arg->next) v.args[v.slots++] = place(all, arg->text);
  for (const Json *key = node->items; key; key = key->next)
    if (!strcmp(key->key, "attributes")) v.alpha = member(key, "alpha")->number;
  return v;
}

static void number(double value) {
  if (isfinite(value)) printf("%.17g", value);
  else printf("\"%s\"", isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}

static void answer(const Json *problem) {
  const Json *inputs = member(problem, "inputs"), *nodes = member(problem, "nodes");
  Variable *all = take((inputs->count + nodes->count + 1) * sizeof *all), *next = all;
  for (const Json *input = inputs->items; input; input = input->next)
    *next++ = (Variable){ .name = input->key, .value = input->number };
  for (const Json *node = nodes->items; node; node = node->next, next++) *next = result(all, node);
  Variable *output = all + place(all, member(problem, "output")->text);
  gradient(all, next - all, output);
  printf("{\"value\":"), number(output->value), printf(",\"gradients\":{");
  const Json *first = member(problem, "wrt")->items;
  for (const Json *name = first; name; name = name->next)
    printf("%s\"%s\":", name == first ? "" : ",", name->text), number(all[place(all, name->text)].gradient);
  printf("}}"), free(all);
}

static void hello(void) {
  printf("{\"protocol\":1,\"implementation\":{\"name\":\"my-graphs\",\"language\":\"c\"},\"precision\":\"float64\",");
  printf("\"supports\":{\"kinds\":[\"graph\"],\"ops\":[");
  for (int at = 0; at < COUNT; at++) printf("%s\"%s\"", at ? "," : "", OPERATIONS[at].name);
  printf("]}}");
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
    if (!strcmp(method, "initialize")) hello();
    else answer(member(member(request, "params"), "problem"));
    puts("}"), fflush(stdout), discard(request);
  }
}
