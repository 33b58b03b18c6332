// SPDX-License-Identifier: Apache-2.0
// Sentences for faults: what went wrong, where, and what to do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mote/model.h"
#include "mote/status.h"
#include "mote/tensor_type.h"

namespace mote::tool {

std::string operator_name(uint32_t code);
std::string type_name(TensorType type);

/// With a model, tensors and custom operators are named too; without, only numbered.
std::string explain(const Fault& fault, const Model* model = nullptr);

/// A line of an error or check list.
struct Sentence {
  std::string_view name;
  uint32_t number;
  std::string_view text, advice;
};
struct RoomChecks {
  std::string_view name;  ///< its folder in src/ops
  Span<const Sentence> checks;
};
Span<const Sentence> error_sentences();
Span<const Sentence> format_sentences();
Span<const Sentence> shared_sentences();
Span<const RoomChecks> room_checks();
Span<const Sentence> container_sentences();

/// Exit status of the command line that a fault leads to.
int exit_status(const Fault& fault);

}  // namespace mote::tool
