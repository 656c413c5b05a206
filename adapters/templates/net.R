# A network for backproof: `backproof doctor -- Rscript net.R`, then `backproof verify -- Rscript net.R`.
#
# Replace `gradient`, and say in `declaration` what yours can do: what `supports` leaves out is never asked.
# A network that has one shape only adds e.g. "fixedShape":[2,3,1] to `supports` (widths, input first).
# Stored as weights[input, unit], or examples as columns? `t()` turns both, there and back.
# Another factor in front of the cost, such as 1/2? Multiply your gradients by scale / (1/2).
# What you print goes to stderr: stdout is the protocol's.
declaration <- paste0('{"protocol":1,"implementation":{"name":"my-net","language":"r"},"precision":"float64",',
  '"supports":{"kinds":["mlp"],"activations":["identity","sigmoid","tanh","relu"],"losses":["squared-error"],',
  '"penalties":["none"],"nullBiases":false}}')

value <- list(identity = identity, tanh = tanh, sigmoid = function(z) 1 / (1 + exp(-z)), relu = function(z) pmax(z, 0))
slope <- list(identity = function(y) y^0, tanh = function(y) 1 - y * y, sigmoid = function(y) y * (1 - y),
  relu = function(y) 1 * (y > 0))

# weights[[layer]][unit, input], biases[[layer]][unit]; inputs and targets[example, component]. The cost is
# scale * sum over examples of sum((output - target)^2); returns its derivatives in the same shapes.
gradient <- function(weights, biases, activations, inputs, targets, scale) {
  a <- list(inputs)
  for (l in seq_along(weights)) {
    z <- sweep(a[[l]] %*% t(weights[[l]]), 2, biases[[l]], "+")
    a[[l + 1]] <- value[[activations[l]]](z)
  }
  upstream <- 2 * scale * (a[[length(a)]] - targets)
  for (l in rev(seq_along(weights))) {
    delta <- upstream * slope[[activations[l]]](a[[l + 1]])
    upstream <- delta %*% weights[[l]]
    weights[[l]] <- t(delta) %*% a[[l]]
    biases[[l]] <- colSums(delta)
  }
  list(weights = weights, biases = biases)
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

read_matrix <- function(rows) do.call(rbind, lapply(rows, unlist))

number_text <- function(x) ifelse(is.finite(x), sprintf("%.17g", x),
  ifelse(is.nan(x), '"NaN"', ifelse(x > 0, '"Infinity"', '"-Infinity"')))

list_text <- function(texts) paste0("[", paste(texts, collapse = ","), "]")

vector_text <- function(x) list_text(number_text(x))

matrix_text <- function(x) list_text(apply(x, 1, vector_text))

answer <- function(problem) {
  layers <- problem$layers
  found <- gradient(lapply(layers, function(layer) read_matrix(layer$weights)),
    lapply(layers, function(layer) unlist(layer$biases)), sapply(layers, function(layer) layer$activation$name),
    read_matrix(problem$inputs), read_matrix(problem$targets), problem$loss$scale)
  paste0('{"gradients":{"weights":', list_text(sapply(found$weights, matrix_text)),
    ',"biases":', list_text(sapply(found$biases, vector_text)), "}}")
}
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
