// SPDX-License-Identifier: Apache-2.0
// Steps by rows, described in few words, for the tests of bands and schedules.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "rows/schedule.h"

namespace mote::compiler {

struct TensorByRows {
  int32_t height;
  uint32_t row_bytes;
};

struct StepByRows {
  int32_t extent, stride, pad_top;
  std::vector<uint32_t> inputs;  ///< tensors
  uint32_t output;
  bool is_elementwise = false;
};

/// Tensors that no step writes are there from time 0 on, those that none reads to the end.
struct Chain {
  std::vector<TensorByRows> tensors;
  std::vector<StepByRows> steps;

  /// As records from `first_record` on.
  std::vector<RowStep> row_steps(uint32_t first_record = 0) const {
    std::vector<RowStep> all;
    for (uint32_t s = 0; s < steps.size(); ++s) {
      const StepByRows& step = steps[s];
      RowStep one{
          s,
          {static_cast<uint32_t>(step.inputs.size()), step.extent, step.stride, step.pad_top,
           tensors[step.inputs[0]].height, tensors[step.output].height, step.is_elementwise},
          {},
          {first_record + step.output, tensors[step.output].row_bytes},
          100};
      for (const uint32_t input : step.inputs) {
        one.inputs.push_back({first_record + input, tensors[input].row_bytes});
      }
      all.push_back(one);
    }
    return all;
  }

  std::vector<RecordUse> uses() const {
    std::vector<RecordUse> all;
    const auto end = static_cast<uint16_t>(steps.size() + 1);
    for (uint32_t i = 0; i < tensors.size(); ++i) {
      RecordUse use{static_cast<uint32_t>(tensors[i].height) * tensors[i].row_bytes, 0, 0, 1,
                    false};
      for (uint32_t s = 0; s < steps.size(); ++s) {
        const auto time = static_cast<uint16_t>(s + 1);
        const std::vector<uint32_t>& inputs = steps[s].inputs;
        if (steps[s].output == i) use.first_time = time;
        if (std::find(inputs.begin(), inputs.end(), i) != inputs.end()) use.last_time = time;
      }
      if (use.last_time == 0) use.last_time = end;
      all.push_back(use);
    }
    return all;
  }
};

/// Two convolutions of 3 rows, with a tensor between them that is ten times as wide as the others.
inline Chain two_convolutions() {
  return {{{8, 10}, {8, 100}, {8, 10}}, {{3, 1, 1, {0}, 1}, {3, 1, 1, {1}, 2}}};
}

}  // namespace mote::compiler
