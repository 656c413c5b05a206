# Graphs for backproof: `backproof doctor -- Rscript graph.R`, then `backproof verify -- Rscript graph.R`.
#
# Replace the functions in `operations` by those of your library: each takes the numbers in the slots, in order, and the
# attributes, and gives the value and the derivatives; spec/ops.json of the package defines them all. What the table
# lacks is never asked. Without `sum` all variables are numbers. A list of environments stands for your library: in
# `gradient` make your leaves of the inputs, and go backwards from the output in your way.
# What you print goes to stderr: stdout is the protocol's.
computed <- function(value, ...) list(value = value, slopes = c(...))
operations <- list(
  add = function(x, y) computed(x + y, 1, 1),
  sub = function(x, y) computed(x - y, 1, -1),
  mul = function(x, y) computed(x * y, y, x),
  div = function(x, y) computed(x / y, 1 / y, -x / y / y),
  neg = function(x) computed(-x, -1),
  square = function(x) computed(x * x, 2 * x),
  exp = function(x) computed(exp(x), exp(x)),
  log = function(x) computed(log(x), 1 / x),
  tanh = function(x) computed(tanh(x), 1 - tanh(x)^2),
  `leaky-relu` = function(x, alpha) if (x > 0) computed(x, 1) else computed(alpha * x, alpha)
)

# A number, the names of what it was computed from, the derivatives by these, and the gradient by it.
variable <- function(value, args = character(0), slopes = numeric(0)) {
  list2env(list(value = value, args = args, slopes = slopes, gradient = 0))
}

gradient <- function(inputs, nodes, output, wrt) {
  variables <- lapply(inputs, variable)
  for (node in nodes) {
    args <- unlist(node$args)
    values <- lapply(unname(variables[args]), function(x) x$value)
    found <- do.call(operations[[node$op]], c(values, node$attributes))
    variables[[node$name]] <- variable(found$value, args, found$slopes)
  }
  variables[[output]]$gradient <- 1
  for (v in rev(variables)) for (slot in seq_along(v$args)) {
    x <- variables[[v$args[slot]]]
    x$gradient <- x$gradient + v$gradient * v$slopes[slot]
  }
  list(value = variables[[output]]$value, gradients = lapply(variables[wrt], function(v) v$gradient))
}

# ---- JSON reader and writer ----
read_json <- function(line) {
  tokens <- regmatches(line, gregexpr('"(\\\\.|[^"\\\\])*"|[][{},:]|[^][{},:" \t\r]+', line, perl = TRUE))[[1]]
  at <- 0
  take <- function() tokens[at <<- at + 1]
  items <- function(close, named) {
    found <- list()
    while (tokens[at + 1] != close) {
      key <- if (named) gsub('"', "", take())
      if (named) take()
      item <- list(any_value())
      if (named) names(item) <- key
      found <- c(found, item)
      if (tokens[at + 1] == ",") take()
    }
    take()
    found
  }
  any_value <- function() {
    token <- take()
    if (token == "{") return(items("}", TRUE))
    if (token == "[") return(items("]", FALSE))
    if (startsWith(token, '"')) return(substr(token, 2, nchar(token) - 1))
    if (token %in% c("true", "false", "null")) token else as.numeric(token)
  }
  any_value()
}

number_text <- function(x) ifelse(is.finite(x), sprintf("%.17g", x),
  ifelse(is.nan(x), '"NaN"', ifelse(x > 0, '"Infinity"', '"-Infinity"')))

object_text <- function(texts) paste0("{", paste0('"', names(texts), '":', texts, collapse = ","), "}")

answer <- function(problem) {
  found <- gradient(problem$inputs, problem$nodes, problem$output, unlist(problem$wrt))
  gradients <- object_text(lapply(found$gradients, number_text))
  object_text(list(value = number_text(found$value), gradients = gradients))
}

declaration <- paste0('{"protocol":1,"implementation":{"name":"my-graphs","language":"r"},"precision":"float64",',
  '"supports":{"kinds":["graph"],"ops":["', paste(names(operations), collapse = '","'), '"]}}')
# ---- end of the JSON reader and writer ----

requests <- file("stdin", "r")
while (length(line <- readLines(requests, n = 1)) > 0) {
  request <- read_json(line)
  if (request$method == "shutdown") break
  sink(stderr())
  result <- if (request$method == "initialize") declaration else answer(request$params$problem)
  sink()
  cat('{"jsonrpc":"2.0","id":', sprintf("%.0f", request$id), ',"result":', result, "}\n", sep = "")
  flush(stdout())
}
