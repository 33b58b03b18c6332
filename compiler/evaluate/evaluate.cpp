// SPDX-License-Identifier: Apache-2.0
#include "evaluate/evaluate.h"

#include <algorithm>
#include <map>

#include "graph/write_model.h"
#include "registry/all_ops.h"

namespace mote::compiler {
namespace {

void require(const Fault& fault, const char* when) {
  if (fault.ok()) return;
  throw RuntimeFault(
      fault, std::string(when) + ": error " + std::to_string(static_cast<int>(fault.error)) +
                 ", check " + std::to_string(fault.check) + ", operator " +
                 std::to_string(fault.op_index) + ", detail " + std::to_string(fault.detail));
}

Span<uint8_t> aligned(std::unique_ptr<uint8_t[]>& storage, size_t bytes) {
  storage = std::make_unique<uint8_t[]>(bytes + kArenaAlignmentBytes);
  const auto at = reinterpret_cast<uintptr_t>(storage.get());
  const size_t past = (kArenaAlignmentBytes - at % kArenaAlignmentBytes) % kArenaAlignmentBytes;
  return {storage.get() + past, bytes};
}

uint32_t needed_bytes(const mote::Model& model) {
  size_t workspace_bytes = 4096;
  while (true) {
    std::unique_ptr<uint8_t[]> storage;
    const Result<uint32_t> needed =
        Interpreter::needed_bytes(model, all_ops(), aligned(storage, workspace_bytes));
    if (needed.ok()) return *needed;
    if (needed.fault().error != Error::ArenaTooSmall) require(needed.fault(), "prepare");
    workspace_bytes += std::max<size_t>(needed.fault().detail, workspace_bytes / 2);
  }
}

}  // namespace

Runner::Runner(Bytes file) : file_(std::move(file)) {
  const Result<mote::Model> model = mote::Model::verify({file_.data(), file_.size()});
  require(model.fault(), "verify");
  arena_bytes_ = needed_bytes(*model);
  const Span<uint8_t> arena = aligned(storage_, arena_bytes_);
  const Result<Interpreter> made = Interpreter::create(*model, all_ops(), arena);
  require(made.fault(), "create");
  interpreter_ = *made;
}

std::vector<Bytes> Runner::run(const std::vector<Bytes>& inputs) {
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    require(interpreter_->input(i).write_bytes({inputs[i].data(), inputs[i].size()}), "input");
  }
  require(interpreter_->invoke(), "invoke");
  std::vector<Bytes> outputs;
  for (uint32_t i = 0; i < interpreter_->output_count(); ++i) {
    const Span<uint8_t> raw = interpreter_->output(i).raw();
    outputs.emplace_back(raw.begin(), raw.end());
  }
  return outputs;
}

std::optional<std::vector<Bytes>> evaluate(const Subgraph& graph, const Operator& op,
                                           const std::vector<Bytes>& inputs) {
  Model model;
  Subgraph& alone = model.subgraphs.emplace_back();
  std::vector<Bytes> fed;
  Operator copy = op;
  copy.intermediates.clear();
  std::map<int32_t, int32_t> taken;  // an operator may read a tensor twice
  for (size_t i = 0; i < op.inputs.size(); ++i) {
    if (op.inputs[i] == kLeftOut) continue;
    const auto [at, is_new] = taken.try_emplace(op.inputs[i], 0);
    if (is_new) {
      at->second = alone.add(graph.tensor(op.inputs[i]));
      if (!alone.tensors.back().is_constant()) {
        alone.inputs.push_back(at->second);
        fed.push_back(inputs[i]);
      }
    }
    copy.inputs[i] = at->second;
  }
  for (int32_t& t : copy.outputs) {
    t = alone.add(graph.tensor(t));
    alone.outputs.push_back(t);
  }
  alone.operators.push_back(std::move(copy));
  try {
    return Runner(write_model(model)).run(fed);
  } catch (const RuntimeFault&) {
    return std::nullopt;
  }
}

Bytes random_bytes(TensorType type, size_t bytes, uint64_t seed) {
  uint64_t state = seed * 0x9E3779B97F4A7C15ULL + 0xD1B54A32D192ED03ULL;
  const auto draw = [&state] {  // splitmix64
    uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  };
  Bytes out(bytes);
  const auto fill = [&](auto make) {
    using T = decltype(make());
    for (size_t i = 0; i + sizeof(T) <= bytes; i += sizeof(T)) {
      const T value = make();
      std::memcpy(&out[i], &value, sizeof(T));
    }
  };
  switch (type) {
    case TensorType::Float32:
      fill([&] { return static_cast<float>(draw() >> 40) / (1 << 23) - 1.0F; });
      break;
    case TensorType::Int32: fill([&] { return int32_t{static_cast<int16_t>(draw())}; }); break;
    case TensorType::Int64: fill([&] { return int64_t{static_cast<int16_t>(draw())}; }); break;
    case TensorType::Bool: fill([&] { return static_cast<uint8_t>(draw() & 1); }); break;
    default: fill([&] { return static_cast<uint8_t>(draw() >> 11); });
  }
  return out;
}

}  // namespace mote::compiler
