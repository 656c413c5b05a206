// ADOL-C: records the graph with adoubles, then calls its driver `gradient`; under the name adolc-kept it
// keeps the values while recording and calls only the reverse sweep. `adolc NAME FOLDER`; speaks what
// serve.ts speaks. A sigmoid is written as ADOL-C's users write it.

#include <adolc/adolc.h>

#include <chrono>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

template <typename T>
std::vector<T> read(const std::string &file) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  std::vector<T> numbers(stream.tellg() / sizeof(T));
  stream.seekg(0);
  stream.read(reinterpret_cast<char *>(numbers.data()), numbers.size() * sizeof(T));
  return numbers;
}

int main(int, char **argv) {
  const std::string name = argv[1], folder = argv[2];
  const std::vector<double> inputs = read<double>(folder + "/inputs.f64");
  const std::vector<int32_t> nodes = read<int32_t>(folder + "/nodes.i32");
  const bool kept = name == "adolc-kept";
  const int n = inputs.size();
  std::vector<double> result(n);

  const auto run = [&] {
    trace_on(1, kept);
    {
      std::vector<adouble> values(n + nodes.size() / 3);
      for (int i = 0; i < n; i += 1) values[i] <<= inputs[i];
      int to = n;
      for (size_t at = 0; at < nodes.size(); at += 3, to += 1) {
        const adouble &x = values[nodes[at + 1]];
        switch (nodes[at]) {
          case 0: values[to] = x + values[nodes[at + 2]]; break;
          case 1: values[to] = x * values[nodes[at + 2]]; break;
          case 2: values[to] = exp(x); break;
          case 3: values[to] = tanh(x); break;
          default: values[to] = 1 / (1 + exp(-x));
        }
      }
      double output;
      values.back() >>= output;
    }
    trace_off();
    double seed[] = {1};
    if (kept) reverse(1, 1, n, 0, seed, result.data());
    else gradient(1, n, inputs.data(), result.data());
  };

  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string verb;
    double seconds = 0;
    words >> verb >> seconds;
    if (verb == "time") {
      const auto began = std::chrono::steady_clock::now();
      const std::clock_t start = std::clock();
      long runs = 0;
      double used = 0;
      for (; used < seconds; runs += 1, used = double(std::clock() - start) / CLOCKS_PER_SEC) run();
      const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
      std::cout << "{\"runs\":" << runs << ",\"seconds\":" << used << ",\"elapsed\":" << elapsed.count() << "}";
    } else {
      run();
      std::ofstream stream(folder + "/" + name + ".f64", std::ios::binary);
      stream.write(reinterpret_cast<const char *>(result.data()), n * sizeof(double));
      stream.close();
      std::cout << "{}";
    }
    std::cout << std::endl;
  }
}
