// SPDX-License-Identifier: Apache-2.0
#include "explain.h"

#include <array>
#include <string_view>

#include "container/check_numbers.h"
#include "format/views.h"
#include "ops/op_def.h"
#include "registry/all_ops.h"
#include "runtime/layout.h"
#include "session.h"

namespace mote::tool {
namespace {

constexpr std::string_view kBuiltinNames[] = {
#include "builtin_names.inc"
};

constexpr const char* kCustomNames[] = {
#include "custom_names.inc"
};

#define MOTE_CHECK(name, number, sentence, advice) {#name, number, sentence, advice},
constexpr Sentence kFormat[] = {
#include "format/checks.inc"
};
constexpr Sentence kShared[] = {
#include "ops/shared/checks.inc"
};
constexpr Sentence kContainer[] = {
#include "container/checks.inc"
};
// Arrays of every room's sentences, and MOTE_ROOMS to name them; made by the build.
#include "room_checks.inc"
#undef MOTE_CHECK
constexpr Sentence kErrors[] = {
#define MOTE_X(name, number, text, advice) {#name, number, text, advice},
    MOTE_ERRORS(MOTE_X)
#undef MOTE_X
};

constexpr RoomChecks kRooms[] = {
#define MOTE_ROOM(name, checks) {#name, checks},
    MOTE_ROOMS
#undef MOTE_ROOM
};

const Sentence* find(Span<const Sentence> list, uint32_t number) {
  for (const Sentence& s : list) {
    if (s.number == number) return &s;
  }
  return nullptr;
}

std::string_view room_of(uint32_t code) {
  for (size_t i = 0; i < all_ops().size(); ++i) {
    if (all_ops()[i]->code == code) return all_op_names()[i].room;
  }
  return "";
}

const Sentence* find_operator_check(uint32_t code, uint32_t number) {
  if (number < 32) return find(kShared, number);
  for (const RoomChecks& room : kRooms) {
    if (room.name == room_of(code)) return find(room.checks, number);
  }
  return nullptr;
}

bool is_operator_fault(Error e) {
  return e == Error::OperatorMissing || e == Error::TypeMissing || e == Error::OperatorRefused ||
         e == Error::DataRefused;
}
bool is_model_fault(Error e) {
  return e == Error::ModelMalformed || e == Error::ModelInconsistent ||
         e == Error::ModelUnsupported;
}

bool is_container_fault(Error e) {
  return e == Error::ContainerMalformed || e == Error::ContainerRefused || e == Error::UpdateFailed;
}

const Sentence* find_check(const Fault& fault) {
  if (is_model_fault(fault.error)) return find(kFormat, fault.check);
  if (is_container_fault(fault.error)) return find(kContainer, fault.check);
  return find_operator_check(fault.detail >> 16, fault.check);
}

/// An operator of a model: where it is written, and at which step of a run it stands.
struct Place {
  uint32_t subgraph = 0, op_index = 0;
};

/// Steps are the operators of the main subgraph unless it calls others; then the plan knows.
Place place_of_step(uint32_t step, const Model* model) {
  if (model == nullptr || model->bytes().empty()) return {0, step};
  const uint8_t* file = model->bytes().data();
  for (size_t bytes = 1 << 16; bytes <= size_t{1} << 26; bytes *= 4) {
    Arena arena(bytes);
    Layout layout(model->bytes(), all_ops(), arena.memory());
    const Fault fault = layout.run();
    if (fault.error == Error::ArenaTooSmall) continue;
    if (step >= layout.step_count()) break;
    const format::SubgraphView graph = layout.graph_of(step);
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      if (graph.operator_at(i).at() == file + layout.step(step).op_at) {
        return {layout.step(step).subgraph, i};
      }
    }
    break;
  }
  return {0, step};
}

std::string tensor_text(uint32_t index, uint32_t subgraph, const Model* model) {
  std::string text = "tensor " + std::to_string(index);
  if (model == nullptr || model->bytes().empty()) return text;
  const auto graph = format::SubgraphView::of(model->bytes().data(), subgraph);
  if (index >= graph.tensor_count()) return text + ", which this model does not have";
  const format::TensorView t = graph.tensor(index);
  const format::Vector name = t.name();
  text += " '" + std::string(reinterpret_cast<const char*>(name.elements()), name.count()) + "' " +
          type_name(t.type()) + " [";
  for (uint32_t axis = 0; axis < t.rank(); ++axis) {
    text += (axis == 0 ? "" : ", ") + std::to_string(t.dim(axis));
  }
  return text + "]";
}

std::string where(const Fault& f, uint32_t subgraph, const Model* model) {
  switch (f.error) {
    case Error::ModelMalformed: return "at byte " + std::to_string(f.detail);
    case Error::ModelInconsistent:
    case Error::ModelUnsupported:
    case Error::ContainerMalformed:
    case Error::ContainerRefused:
    case Error::UpdateFailed: return "detail " + std::to_string(f.detail);
    case Error::ArenaTooSmall: return std::to_string(f.detail) + " bytes are missing";
    case Error::ArenaMisaligned: return std::to_string(f.detail) + " bytes past a boundary";
    case Error::NoSuchTensor: return "index " + std::to_string(f.detail);
    case Error::WrongType: return "it is " + type_name(static_cast<TensorType>(f.detail));
    case Error::WrongSize: return "it has " + std::to_string(f.detail) + " bytes";
    default: break;
  }
  if (!is_operator_fault(f.error)) return "";
  std::string text = operator_name(f.detail >> 16);
  if ((f.detail & 0xFFFF) != kNoTensor)
    text += ", " + tensor_text(f.detail & 0xFFFF, subgraph, model);
  return text;
}

}  // namespace

Span<const Sentence> error_sentences() { return kErrors; }
Span<const Sentence> format_sentences() { return kFormat; }
Span<const Sentence> shared_sentences() { return kShared; }
Span<const RoomChecks> room_checks() { return kRooms; }
Span<const Sentence> container_sentences() { return kContainer; }

std::string operator_name(uint32_t code) {
  if (code < std::size(kBuiltinNames)) return std::string(kBuiltinNames[code]);
  for (const char* name : kCustomNames) {
    if (format::custom_code(name) == code) return name;
  }
  return "operator code " + std::to_string(code);
}

std::string type_name(TensorType type) {
  switch (type) {
#define MOTE_X(name, number, bits) \
  case TensorType::name: return #name;
    MOTE_TENSOR_TYPES(MOTE_X)
#undef MOTE_X
    default: return "no type";
  }
}

std::string explain(const Fault& fault, const Model* model) {
  const Sentence* error = find(kErrors, static_cast<uint32_t>(fault.error));
  if (error == nullptr) return "unknown error " + std::to_string(static_cast<int>(fault.error));
  std::string text;
  Place place;
  if (fault.op_index != kNoOperator) {
    // The verifier counts the operators of a subgraph, everything after it the steps of a run.
    place = is_operator_fault(fault.error) ? place_of_step(fault.op_index, model)
                                           : Place{0, fault.op_index};
    if (place.subgraph != 0) text = "subgraph " + std::to_string(place.subgraph) + ", ";
    text += "operator " + std::to_string(place.op_index) + ": ";
  }
  text += error->text;
  std::string_view advice = error->advice;
  if (fault.check != 0) {
    const Sentence* check = find_check(fault);
    text += ": ";
    text += check != nullptr ? check->text : "unknown check";
    if (check != nullptr) advice = check->advice;
    text += " (check " + std::to_string(fault.check) + ")";
  }
  if (const std::string at = where(fault, place.subgraph, model); !at.empty()) text += "; " + at;
  text += ". What to do: " + std::string(advice);
  return text.back() == '?' ? text : text + ".";
}

int exit_status(const Fault& fault) {
  switch (fault.error) {
    case Error::Ok: return 0;
    case Error::ModelMalformed:
    case Error::ModelInconsistent:
    case Error::ContainerMalformed: return 3;
    case Error::ModelUnsupported:
    case Error::OperatorMissing:
    case Error::TypeMissing:
    case Error::OperatorRefused:
    case Error::DataRefused: return 4;
    case Error::ContainerRefused:
      // Kinds that are not known here are no failed check.
      return fault.check <= static_cast<uint8_t>(container::Check::SignatureKindUnknown) ? 4 : 1;
    case Error::ArenaTooSmall: return 5;
    default: return 1;
  }
}

}  // namespace mote::tool
