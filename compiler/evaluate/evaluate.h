// SPDX-License-Identifier: Apache-2.0
// Runs models and single operators of a graph on the host, with the very kernels that a device
// runs: what passes compute in advance has the same bits.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "graph/graph.h"
#include "mote/mote.h"

namespace mote::compiler {

/// A fault of the runtime, met on the way.
struct RuntimeFault : std::runtime_error {
  RuntimeFault(const Fault& f, const std::string& text) : std::runtime_error(text), fault(f) {}
  Fault fault;
};

/// A model in memory with an arena that fits, and every operator at hand.
class Runner {
 public:
  /// Throws RuntimeFault if the file is refused, or an operator is.
  explicit Runner(Bytes file);

  /// The bytes of every output after one invoke. Throws RuntimeFault.
  std::vector<Bytes> run(const std::vector<Bytes>& inputs);
  Interpreter& interpreter() { return *interpreter_; }
  uint32_t arena_bytes() const { return arena_bytes_; }

 private:
  Bytes file_;
  uint32_t arena_bytes_ = 0;
  std::unique_ptr<uint8_t[]> storage_;
  std::optional<Interpreter> interpreter_;
};

/// One run of an operator that has no state: `inputs` are the bytes of each of its inputs, empty
/// for those that are constants or left out. Nothing if the operator refuses them.
std::optional<std::vector<Bytes>> evaluate(const Subgraph& graph, const Operator& op,
                                           const std::vector<Bytes>& inputs);

/// Bytes to run a model on: of seed and input alike they are always the same. Floats lie between
/// -1 and 1, int32 and int64 have 16 random bits, bools are 0 or 1.
Bytes random_bytes(TensorType type, size_t bytes, uint64_t seed);

}  // namespace mote::compiler
