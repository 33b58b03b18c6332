// SPDX-License-Identifier: Apache-2.0
#include "runtime/calls.h"

#include "base/bytes.h"

namespace mote {
namespace {

bool same_text(format::Vector a, format::Vector b) {
  if (a.count() != b.count()) return false;
  for (uint32_t i = 0; i < a.count(); ++i) {
    if (a.at<uint8_t>(i) != b.at<uint8_t>(i)) return false;
  }
  return true;
}

/// A string of a VAR_HANDLE's options, which the verifier has not been over. Malformed ones read as
/// empty.
format::Vector option_text(const Layout& layout, uint32_t step, uint32_t field) {
  const format::Table options = layout.op_of(step).table(format::OperatorField::BuiltinOptions);
  const uint8_t* slot = options.scalar_at(field, 4);
  if (slot == nullptr) return {};
  const auto slot_at = static_cast<size_t>(slot - layout.file());
  const size_t at = slot_at + load<uint32_t>(slot);
  if (at < slot_at || !holds(layout.file_bytes(), at, 4)) return {};
  const format::Vector text(layout.file() + at);
  return holds(layout.file_bytes(), at + 4, text.count()) ? text : format::Vector();
}

/// Variables are the same if container and name are: options 0 and 1.
bool same_variable(const Layout& layout, uint32_t a, uint32_t b) {
  for (uint32_t field = 0; field < 2; ++field) {
    if (!same_text(option_text(layout, a, field), option_text(layout, b, field))) return false;
  }
  return true;
}

int32_t position(format::Vector indices, uint32_t tensor) {
  for (uint32_t i = 0; i < indices.count(); ++i) {
    if (indices.at<uint32_t>(i) == tensor) return static_cast<int32_t>(i);
  }
  return -1;
}

uint32_t code_of(Layout& layout, uint32_t step) {
  return layout.graph_of(step).builtin_code(layout.op_of(step));
}

uint32_t first_of_name(Layout& layout, uint32_t step) {
  for (uint32_t i = 0; i < step; ++i) {
    if (layout.step(i).part != 0 || code_of(layout, i) != kVarHandle) continue;
    if (same_variable(layout, i, step)) return i;
  }
  return step;
}

/// A tensor on its way back to where its handle was made.
struct Trail {
  uint32_t first_place, tensor;
};

/// To the input of a step that stands for it.
bool step_back(Layout& layout, uint32_t step, uint32_t input, Trail& trail) {
  const format::Vector inputs = layout.op_of(step).vector(format::OperatorField::Inputs);
  if (input >= inputs.count()) return false;
  trail = {layout.step(step).first_place, inputs.at<uint32_t>(input)};
  return trail.tensor != UINT32_MAX;
}

}  // namespace

uint32_t called_subgraph(format::Table op, uint32_t code, uint32_t part) {
  const uint32_t field = part - (code == kWhile ? 2 : 1);
  return op.table(format::OperatorField::BuiltinOptions).scalar<uint32_t>(field, 0);
}

uint32_t variable_of(Layout& layout, uint32_t first_place, uint32_t tensor) {
  Trail trail{first_place, tensor};
  const uint32_t steps = layout.step_count();
  for (uint32_t hops = 0; hops < steps; ++hops) {  // each one leads to an earlier step
    bool found = false;
    for (uint32_t i = 0; i < steps && !found; ++i) {
      const Step& step = layout.step(i);
      if (step.part == 0 && step.first_place == trail.first_place) {
        const int32_t at =
            position(layout.op_of(i).vector(format::OperatorField::Outputs), trail.tensor);
        if (at < 0) continue;
        const uint32_t code = code_of(layout, i);
        if (code == kVarHandle) return first_of_name(layout, i);
        if (code != kWhile) return kNoVariable;
        // A loop hands its handles on unchanged: its prepare sees to that.
        found = step_back(layout, i, static_cast<uint32_t>(at), trail);
      } else if (step.part != 0 && step.scratch_at == trail.first_place) {
        const uint32_t code = code_of(layout, i);
        const uint32_t callee = called_subgraph(layout.op_of(i), code, step.part);
        const int32_t at =
            position(format::SubgraphView::of(layout.file(), callee).inputs(), trail.tensor);
        if (at < 0) continue;
        const uint32_t before = code == kIf ? 1 : 0;  // the condition
        found = step_back(layout, i, static_cast<uint32_t>(at) + before, trail);
      }
    }
    if (!found) return kNoVariable;
  }
  return kNoVariable;
}

}  // namespace mote
