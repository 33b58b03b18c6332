// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>

#include "graph/builtin_codes.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "mutate.h"

namespace mote::fuzz {
namespace {

namespace code = compiler::code;
using compiler::kLeftOut;
using compiler::Model;
using compiler::Operator;
using compiler::OptionField;
using compiler::Options;
using compiler::Signature;
using compiler::Sparsity;
using compiler::Subgraph;
using compiler::Tensor;
using Quantization = compiler::Quantization;
using IndexVector = compiler::IndexVector;

constexpr uint32_t kMostTensors = 60;
constexpr uint32_t kMostConstantBytes = 4096;

/// Builtin codes and names of all operators that there are.
constexpr uint32_t kMostBuiltinCode = 210;
constexpr const char* kCustomNames[] = {
#include "custom_names.inc"
};
/// Codes that call subgraphs or keep variables: seldom drawn by chance.
constexpr uint32_t kCallers[] = {code::kIf,        code::kWhile,        code::kCallOnce,
                                 code::kVarHandle, code::kReadVariable, code::kAssignVariable};

class GraphMutator {
 public:
  GraphMutator(Model& model, Random& random)
      : model_(model), random_(random),
        graph_(model.subgraphs[random.chance(80) ? 0 : below(model.subgraphs.size())]) {}

  void change() {
    switch (random_.below(24)) {
      case 0:
      case 1:
      case 2: return change_shape();
      case 3: return change_type();
      case 4:
      case 5: return change_quantization();
      case 6:
      case 7: return change_constant();
      case 8: return make_constant();
      case 9:
      case 10: return change_operands();
      case 11: return change_code();
      case 12:
      case 13:
      case 14:
      case 15: return change_options();
      case 16: return change_custom_options();
      case 17: return add_operator();
      case 18: return remove_operator();
      case 19: return swap_operators();
      case 20: return change_ends();
      case 21: return change_subgraphs();
      case 22: return random_.chance(50) ? change_variable() : change_stored_plan();
      default: return change_sparsity();
    }
  }

 private:
  uint32_t below(size_t bound) {
    return random_.below(static_cast<uint32_t>(std::max<size_t>(bound, 1)));
  }
  template <class T>
  T& any(std::vector<T>& list) {
    return list[below(list.size())];
  }
  int32_t any_tensor() {
    if (random_.chance(3)) return static_cast<int32_t>(telling_number(random_, 4));
    return static_cast<int32_t>(below(graph_.tensors.size()));
  }
  int32_t extent() {
    if (random_.chance(15)) return static_cast<int32_t>(telling_number(random_, 4));
    return random_.between(0, 9);
  }

  /// A constant that has as many bytes as its tensor says, most of the time.
  void fit_constant(Tensor& t) {
    if (!t.is_constant() || random_.chance(10)) return;
    const uint64_t bytes = t.bytes();
    if (bytes == 0 || bytes > kMostConstantBytes) return;
    Bytes content = *t.constant;
    const Bytes before = content;
    content.resize(bytes);
    for (size_t i = before.size(); i < content.size() && !before.empty(); ++i) {
      content[i] = before[i % before.size()];
    }
    t.constant = std::make_shared<const Bytes>(std::move(content));
  }

  void change_shape() {
    if (graph_.tensors.empty()) return;
    Tensor& t = any(graph_.tensors);
    std::vector<int32_t>& shape = t.shape;
    switch (random_.below(6)) {
      case 0:
        shape.insert(shape.begin() + below(shape.size() + 1), random_.chance(60) ? 1 : extent());
        break;
      case 1:
        if (!shape.empty()) shape.erase(shape.begin() + below(shape.size()));
        break;
      case 2:
        if (!shape.empty()) std::swap(any(shape), any(shape));
        break;
      case 3: shape = any(graph_.tensors).shape; break;
      default: {
        if (shape.empty()) return;
        int32_t& dim = any(shape);
        const int32_t before = dim;
        dim = extent();
        // The same extent elsewhere, so that tensors still agree.
        for (Tensor& other : graph_.tensors) {
          if (!random_.chance(30)) continue;
          for (int32_t& d : other.shape) {
            if (d == before) d = dim;
          }
          fit_constant(other);
        }
      }
    }
    if (shape.size() > 9) shape.resize(9);
    fit_constant(t);
  }

  void change_type() {
    if (graph_.tensors.empty()) return;
    Tensor& t = any(graph_.tensors);
    const TensorType before = t.type;
    t.type =
        random_.chance(80) ? any(graph_.tensors).type : static_cast<TensorType>(random_.below(24));
    if (random_.chance(30)) t.type = static_cast<TensorType>(random_.below(20));
    if (random_.chance(50)) {
      for (Tensor& other : graph_.tensors) {
        if (other.type == before && other.is_constant() == t.is_constant()) other.type = t.type;
        fit_constant(other);
      }
    }
    fit_constant(t);
  }

  float scale() {
    constexpr float kScales[] = {0.0F,         1.0F,    -1.0F,      1e-30F,
                                 1e30F,        0.5F,    1.0F / 256, 1.0F / 128,
                                 1.0F / 32768, 3.4e38F, 1e-45F,     16777216.0F};
    if (random_.chance(40)) return kScales[random_.below(std::size(kScales))];
    if (random_.chance(20)) {
      const auto bits = static_cast<uint32_t>(random_.next());
      float value;
      std::memcpy(&value, &bits, 4);
      return value;
    }
    return static_cast<float>(random_.real(0.001, 2.0));
  }

  void change_quantization() {
    if (graph_.tensors.empty()) return;
    Tensor& t = any(graph_.tensors);
    Quantization& q = t.quantization;
    switch (random_.below(7)) {
      case 0: q = any(graph_.tensors).quantization; return;
      case 1: q.scales.assign(below(6), scale()); break;
      case 2:
        q.dimension = extent();
        if (q.dimension >= 0 && static_cast<size_t>(q.dimension) < t.shape.size()) {
          const auto count = static_cast<size_t>(std::clamp(t.shape[q.dimension], 0, 64));
          q.scales.resize(count, scale());
          q.zero_points.resize(random_.chance(80) ? count : below(3));
        }
        break;
      case 3:
        if (!q.scales.empty()) any(q.scales) = scale();
        break;
      case 4:
        if (!q.zero_points.empty()) any(q.zero_points) = random_.between(-130, 260);
        break;
      case 5:
        if (!q.zero_points.empty()) {
          any(q.zero_points) = static_cast<int64_t>(telling_number(random_, 8));
        }
        break;
      default: q.zero_points.assign(below(3), random_.between(-128, 127));
    }
  }

  /// Numbers that an operator reads from a constant are often axes, sizes, begins.
  void change_constant() {
    std::vector<Tensor*> constants;
    for (Tensor& t : graph_.tensors) {
      if (t.is_constant() && !t.constant->empty()) constants.push_back(&t);
    }
    if (constants.empty()) return;
    // Small ones steer operators, large ones are weights.
    if (random_.chance(60)) {
      std::sort(constants.begin(), constants.end(), [](const Tensor* a, const Tensor* b) {
        return a->constant->size() < b->constant->size();
      });
      constants.resize(1 + constants.size() / 2);
    }
    Tensor& t = *any(constants);
    Bytes content = *t.constant;
    const size_t width = std::clamp<size_t>(bits_per_element(t.type) / 8, 1, 8);
    const uint32_t changes = 1 + random_.below(3);
    for (uint32_t i = 0; i < changes && content.size() >= width; ++i) {
      const size_t at = below(content.size() / width) * width;
      uint64_t value = 0;
      std::memcpy(&value, &content[at], width);
      if (random_.chance(40)) value += random_.chance(50) ? 1 : ~uint64_t{0};
      else if (random_.chance(40)) value = static_cast<uint64_t>(int64_t{random_.between(-5, 5)});
      else value = telling_number(random_, static_cast<uint32_t>(width));
      std::memcpy(&content[at], &value, width);
    }
    t.constant = std::make_shared<const Bytes>(std::move(content));
  }

  void make_constant() {
    if (graph_.tensors.empty()) return;
    const int32_t index = static_cast<int32_t>(below(graph_.tensors.size()));
    Tensor& t = graph_.tensor(index);
    if (t.is_constant()) {
      t.constant.reset();
      if (random_.chance(80)) graph_.inputs.push_back(index);
      return;
    }
    const uint64_t bytes = t.bytes();
    if (bytes == 0 || bytes > kMostConstantBytes) return;
    Bytes content(bytes);
    for (uint8_t& byte : content)
      byte = static_cast<uint8_t>(random_.below(random_.chance(50) ? 3 : 256));
    t.constant = std::make_shared<const Bytes>(std::move(content));
    if (random_.chance(80)) std::erase(graph_.inputs, index);
  }

  void change_operands() {
    if (graph_.operators.empty()) return;
    Operator& op = any(graph_.operators);
    std::vector<int32_t>& list = random_.chance(75) ? op.inputs : op.outputs;
    switch (random_.below(5)) {
      case 0: list.push_back(random_.chance(20) ? kLeftOut : any_tensor()); return;
      case 1:
        if (!list.empty()) list.erase(list.begin() + below(list.size()));
        return;
      case 2:
        if (!list.empty()) std::swap(any(list), any(list));
        return;
      case 3:
        if (!list.empty()) any(list) = kLeftOut;
        return;
      default:
        if (!list.empty()) any(list) = any_tensor();
    }
  }

  void change_code() {
    if (graph_.operators.empty()) return;
    Operator& op = any(graph_.operators);
    op.custom_code.clear();
    if (random_.chance(15)) op.code = kCallers[random_.below(std::size(kCallers))];
    else op.code = random_.below(kMostBuiltinCode);
    if (op.code == code::kCustom || random_.chance(10)) {
      op.code = code::kCustom;
      op.custom_code = kCustomNames[random_.below(std::size(kCustomNames))];
    }
  }

  void change_options() {
    if (graph_.operators.empty()) return;
    Options& options = any(graph_.operators).options;
    if (random_.chance(10)) {
      options.type = static_cast<uint8_t>(random_.below(128));
      return;
    }
    if (options.fields.empty() || random_.chance(15)) {
      options.present = true;
      if (options.type == 0) options.type = static_cast<uint8_t>(1 + random_.below(127));
      const auto number = static_cast<uint16_t>(random_.below(8));
      if (options.find(number) != nullptr) return;
      if (random_.chance(60)) options.set(number, static_cast<int32_t>(random_.below(5)));
      else options.set(number, static_cast<uint8_t>(random_.below(6)));
      return;
    }
    if (random_.chance(8)) {
      options.fields.erase(options.fields.begin() + below(options.fields.size()));
      return;
    }
    OptionField& field = any(options.fields);
    if (field.kind != OptionField::Kind::Scalar) {
      for (uint8_t& byte : field.bytes) {
        if (random_.chance(20)) byte = static_cast<uint8_t>(random_.below(6));
      }
      return;
    }
    uint64_t value = 0;
    const size_t width = std::min<size_t>(field.bytes.size(), 8);
    std::memcpy(&value, field.bytes.data(), width);
    const float interesting = scale();
    switch (random_.below(4)) {
      case 0: value += random_.chance(50) ? 1 : ~uint64_t{0}; break;
      case 1: value = random_.below(7); break;
      case 2: std::memcpy(&value, &interesting, 4); break;
      default: value = telling_number(random_, static_cast<uint32_t>(width));
    }
    std::memcpy(field.bytes.data(), &value, width);
  }

  void change_custom_options() {
    std::vector<Operator*> custom;
    for (Operator& op : graph_.operators) {
      if (!op.custom_options.empty()) custom.push_back(&op);
    }
    if (custom.empty()) return change_options();
    Bytes& bytes = any(custom)->custom_options;
    switch (random_.below(4)) {
      case 0: bytes.resize(below(bytes.size() + 1)); return;
      case 1: bytes.push_back(static_cast<uint8_t>(random_.next())); return;
      default:
        for (uint32_t i = 1 + random_.below(3); i != 0; --i) {
          any(bytes) = static_cast<uint8_t>(telling_number(random_, 1));
        }
    }
  }

  /// A copy of an operator that reads what its model writes, or reads what it reads.
  void add_operator() {
    if (graph_.operators.empty() || graph_.tensors.size() > kMostTensors) return;
    const uint32_t at = below(graph_.operators.size());
    Operator copy = graph_.operators[at];
    const std::vector<int32_t> written = copy.outputs;
    for (int32_t& output : copy.outputs) {
      if (output < 0 || static_cast<size_t>(output) >= graph_.tensors.size()) return;
      output = graph_.add(graph_.tensor(output));
    }
    if (!copy.inputs.empty() && !written.empty() && random_.chance(70)) copy.inputs[0] = written[0];
    if (random_.chance(70) && !copy.outputs.empty()) {
      if (!graph_.outputs.empty() && random_.chance(60)) any(graph_.outputs) = copy.outputs[0];
      else graph_.outputs.push_back(copy.outputs[0]);
    }
    graph_.operators.insert(graph_.operators.begin() + at + 1, std::move(copy));
  }

  void remove_operator() {
    if (graph_.operators.empty()) return;
    const uint32_t at = below(graph_.operators.size());
    const Operator gone = graph_.operators[at];
    graph_.operators.erase(graph_.operators.begin() + at);
    if (gone.inputs.empty() || gone.outputs.empty() || random_.chance(20)) return;
    const auto rename = [&](std::vector<int32_t>& list) {
      std::replace(list.begin(), list.end(), gone.outputs[0], gone.inputs[0]);
    };
    for (Operator& op : graph_.operators) rename(op.inputs);
    rename(graph_.outputs);
  }

  void swap_operators() {
    if (graph_.operators.size() > 1) std::swap(any(graph_.operators), any(graph_.operators));
  }

  void change_ends() {
    std::vector<int32_t>& list = random_.chance(50) ? graph_.inputs : graph_.outputs;
    switch (random_.below(3)) {
      case 0: list.push_back(any_tensor()); return;
      case 1:
        if (!list.empty()) list.erase(list.begin() + below(list.size()));
        return;
      default:
        if (!list.empty()) any(list) = any_tensor();
    }
  }

  void change_subgraphs() {
    if (model_.subgraphs.size() < 6 && random_.chance(50)) {
      model_.subgraphs.push_back(Subgraph(any(model_.subgraphs)));
      return;
    }
    if (model_.subgraphs.size() > 1 && random_.chance(50)) {
      model_.subgraphs.pop_back();
      return;
    }
    for (Signature& s : model_.signatures) {
      s.subgraph = random_.below(3);
      for (auto& input : s.inputs) input.second = static_cast<uint32_t>(any_tensor());
    }
  }

  void change_variable() {
    if (graph_.tensors.empty()) return;
    Tensor& t = any(graph_.tensors);
    t.is_variable = !t.is_variable;
    if (random_.chance(30)) t.has_rank = !t.has_rank;
    if (random_.chance(30)) t.signature = t.shape;
  }

  /// Metadata that says where tensors lie in the arena: often nearly right.
  void change_stored_plan() {
    std::vector<int32_t> words = {1, static_cast<int32_t>(model_.subgraphs.size()), 0};
    for (const Subgraph& graph : model_.subgraphs) {
      words.insert(words.end(), graph.tensors.size(), -1);
    }
    words[2] = static_cast<int32_t>(words.size()) - 3;
    int32_t offset = 0;
    for (size_t i = 3; i < words.size(); ++i) {
      if (random_.chance(40)) continue;
      if (random_.chance(80)) offset += 16 * random_.between(0, 40);
      words[i] = random_.chance(3) ? static_cast<int32_t>(telling_number(random_, 4)) : offset;
    }
    if (random_.chance(5)) words.resize(words.size() - 1);
    model_.metadata = {{"OfflineMemoryAllocation", compiler::shared_bytes(words)}};
  }

  void change_sparsity() {
    for (Tensor& t : graph_.tensors) {
      if (!t.sparsity) continue;
      Sparsity& s = *t.sparsity;
      if (!s.traversal_order.empty() && random_.chance(30)) any(s.traversal_order) = extent();
      if (!s.block_map.empty() && random_.chance(30)) any(s.block_map) = extent();
      if (s.levels.empty()) return;
      Sparsity::Level& level = any(s.levels);
      if (random_.chance(30)) level.dense_size = extent();
      if (random_.chance(20)) level.format = static_cast<uint8_t>(random_.below(3));
      IndexVector& indices = random_.chance(50) ? level.segments : level.indices;
      if (random_.chance(20)) indices.type = static_cast<uint8_t>(random_.below(4));
      if (!indices.bytes.empty() && random_.chance(60)) {
        any(indices.bytes) = static_cast<uint8_t>(telling_number(random_, 1));
      }
      return;
    }
    change_constant();
  }

  Model& model_;
  Random& random_;
  Subgraph& graph_;
};

/// Nothing if the file is not valid or holds what a graph cannot.
std::optional<Model> graph_of(const Bytes& file) {
  const Result<mote::Model> model = mote::Model::verify({file.data(), file.size()});
  if (!model.ok()) return std::nullopt;
  try {
    return compiler::read_model(*model);
  } catch (const compiler::Unsupported&) {
    return std::nullopt;
  }
}

/// Tensors and operators of `from` at the end of `into`; the first input of what is added is joined
/// to an output that is there.
void append(Subgraph& into, const Subgraph& from, bool joined) {
  const auto base = static_cast<int32_t>(into.tensors.size());
  into.tensors.insert(into.tensors.end(), from.tensors.begin(), from.tensors.end());
  const int32_t met = joined && !into.outputs.empty() ? into.outputs[0] : kLeftOut;
  const int32_t first = from.inputs.empty() ? kLeftOut : from.inputs[0];
  const auto moved = [&](int32_t index) {
    if (met != kLeftOut && index == first) return met;
    return index == kLeftOut ? kLeftOut : index + base;
  };
  for (Operator op : from.operators) {
    for (int32_t& i : op.inputs) i = moved(i);
    for (int32_t& i : op.outputs) i = moved(i);
    for (int32_t& i : op.intermediates) i = moved(i);
    into.operators.push_back(std::move(op));
  }
  for (const int32_t i : from.inputs) {
    if (moved(i) != met) into.inputs.push_back(moved(i));
  }
  if (met != kLeftOut) into.outputs.erase(into.outputs.begin());
  for (const int32_t i : from.outputs) into.outputs.push_back(moved(i));
}

}  // namespace

bool mutate_graph(Bytes& file, Random& random) {
  std::optional<Model> model = graph_of(file);
  if (!model || model->subgraphs.empty()) return false;
  const uint32_t changes = 1 + (random.chance(50) ? random.below(4) : 0);
  for (uint32_t i = 0; i < changes; ++i) GraphMutator(*model, random).change();
  file = compiler::write_model(*model);
  return true;
}

bool cross_graphs(Bytes& file, const Bytes& other, Random& random) {
  std::optional<Model> into = graph_of(file);
  const std::optional<Model> from = graph_of(other);
  if (!into || !from || into->subgraphs.empty() || from->subgraphs.empty()) return false;
  if (into->subgraphs[0].tensors.size() + from->subgraphs[0].tensors.size() > kMostTensors) {
    return false;
  }
  Subgraph& graph = into->subgraphs[0];
  const Subgraph& theirs = from->subgraphs[0];
  switch (random.below(4)) {
    case 0: into->subgraphs.push_back(theirs); break;
    case 1:
      if (!graph.operators.empty() && !theirs.operators.empty()) {
        const Operator& op = theirs.operators[random.below(theirs.operators.size())];
        Operator& mine = graph.operators[random.below(graph.operators.size())];
        mine.code = op.code;
        mine.custom_code = op.custom_code;
        mine.options = op.options;
        mine.custom_options = op.custom_options;
      }
      break;
    default: append(graph, theirs, random.chance(70));
  }
  file = compiler::write_model(*into);
  return true;
}

}  // namespace mote::fuzz
