// SPDX-License-Identifier: Apache-2.0
// Models of one operator whose parts contradict each other, one after the other: every recorded case
// with every extent of every tensor, every option and every tensor's type changed. The file itself is
// always sound, so it is prepare that must refuse, or a kernel that must be right about its memory.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "models/memory.h"
#include "models/recorded.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using models::Bytes;
using models::ExactCopy;
using models::GuardedArena;
using models::ModelSpec;
using models::TensorSpec;

constexpr uint32_t kMostArenaBytes = 1 << 16;
constexpr uint32_t kMostWork = 200000;

struct Tally {
  uint32_t refused = 0, accepted = 0, ran = 0;
};

/// As many bytes as shape and type ask for, repeating what was there.
void refit(TensorSpec& t) {
  if (t.constant.empty() || t.sparsity) return;
  size_t bits = bits_per_element(t.type);
  for (const int32_t extent : t.shape) bits *= static_cast<size_t>(extent);
  const Bytes old = t.constant;
  t.constant.resize((bits + 7) / 8);
  for (size_t i = 0; i < t.constant.size(); ++i) t.constant[i] = old[i % old.size()];
}

void try_model(const ModelSpec& spec, Tally& tally) {
  const ExactCopy file(models::build(spec));
  const Result<Model> model = Model::verify(file.span());
  const Result<uint32_t> needed =
      model.ok() ? models::needed_bytes(*model, all_ops()) : Result<uint32_t>(model.fault());
  if (!needed.ok() || *needed > kMostArenaBytes) {
    ASSERT_NE(needed.fault().error, Error::NotReady);
    ++tally.refused;
    return;
  }
  GuardedArena arena(*needed);
  Result<Interpreter> net = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(net.ok());
  ++tally.accepted;
  net->set_loop_limit(50);
  if (!net->check_work(kMostWork, kMostWork).ok()) return;
  for (uint32_t i = 0; i < net->input_count(); ++i) {
    uint8_t x = 0x3C;
    for (uint8_t& byte : net->input(i).raw()) byte = x = static_cast<uint8_t>(x * 5 + 1);
  }
  const Fault fault = net->invoke();
  ASSERT_TRUE(fault.ok() || fault.error == Error::DataRefused);
  ASSERT_TRUE(arena.intact());
  ++tally.ran;
}

class Disagreement : public testing::TestWithParam<std::string> {
 protected:
  /// `edit` of each case of the room.
  template <class Edit>
  void each_case(Edit edit) {
    for (const models::GoldenCase& c : models::golden_cases(GetParam())) {
      SCOPED_TRACE(c.name);
      edit(c.spec());
      if (HasFatalFailure()) return;
    }
  }
  Tally tally_;
};

TEST_P(Disagreement, OfExtents) {
  each_case([this](const ModelSpec& spec) {
    for (size_t t = 0; t < spec.tensors.size(); ++t) {
      for (size_t axis = 0; axis < spec.tensors[t].shape.size(); ++axis) {
        for (const int32_t change : {-1, 1, 7}) {
          ModelSpec m = spec;
          int32_t& extent = m.tensors[t].shape[axis];
          if (extent + change < 0) continue;
          extent += change;
          refit(m.tensors[t]);
          try_model(m, tally_);
        }
      }
      for (const bool longer : {false, true}) {
        ModelSpec m = spec;
        std::vector<int32_t>& shape = m.tensors[t].shape;
        if (longer) {
          shape.push_back(2);
        } else if (!shape.empty()) {
          shape.pop_back();
        }
        refit(m.tensors[t]);
        try_model(m, tally_);
      }
    }
  });
  EXPECT_GT(tally_.refused, 0U);
}

TEST_P(Disagreement, OfOptions) {
  each_case([this](const ModelSpec& spec) {
    for (size_t i = 0; i < spec.operators[0].options.size(); ++i) {
      for (const uint32_t value : {0U, 1U, 3U, 9U, 0x7FU, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFFU}) {
        ModelSpec m = spec;
        m.operators[0].options[i].value = value;
        try_model(m, tally_);
      }
      ModelSpec m = spec;
      m.operators[0].options.erase(m.operators[0].options.begin() + static_cast<ptrdiff_t>(i));
      try_model(m, tally_);
    }
  });
}

TEST_P(Disagreement, OfTypesScalesAndOperands) {
  constexpr TensorType kTypes[] = {TensorType::Int8,  TensorType::UInt8, TensorType::Int16,
                                   TensorType::Int32, TensorType::Int64, TensorType::Float32,
                                   TensorType::Bool,  TensorType::Int4};
  each_case([this, &kTypes](const ModelSpec& spec) {
    for (size_t t = 0; t < spec.tensors.size(); ++t) {
      for (const TensorType type : kTypes) {
        ModelSpec m = spec;
        m.tensors[t].type = type;
        refit(m.tensors[t]);
        try_model(m, tally_);
      }
      for (const float scale : {0.0F, -1.0F, 1e-38F, 3e38F}) {
        ModelSpec m = spec;
        for (float& s : m.tensors[t].scales) s = scale;
        if (!m.tensors[t].scales.empty()) try_model(m, tally_);
      }
    }
    for (size_t i = 0; i < spec.operators[0].inputs.size(); ++i) {
      ModelSpec m = spec;
      m.operators[0].inputs[i] = -1;
      try_model(m, tally_);
      m = spec;
      m.operators[0].inputs.resize(i);
      try_model(m, tally_);
    }
    for (size_t i = 0; i < spec.operators[0].outputs.size(); ++i) {
      ModelSpec m = spec;
      m.operators[0].outputs.resize(i);
      try_model(m, tally_);
    }
  });
  EXPECT_GT(tally_.refused, 0U);
}

INSTANTIATE_TEST_SUITE_P(Rooms, Disagreement, testing::ValuesIn(models::rooms()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace mote
