// SPDX-License-Identifier: Apache-2.0
// Recorded runs of another implementation: where they are and how an output is compared with them.
// A case is a folder with model.tflite and meta.json, whose "runs" name folders of in0.bin ... and
// out0.bin ... (and outK.mask), or of step0, step1 ... of a sequence that keeps its state.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "mote/span.h"
#include "mote/tensor_type.h"

namespace mote::tool {

/// All cases below a folder, sorted. Throws Failure if there are none.
std::vector<std::filesystem::path> find_cases(const std::string& root);

/// The folders of a run's steps in order; the run's own if it is one invoke.
std::vector<std::filesystem::path> steps_of(const std::filesystem::path& run);

std::vector<uint8_t> recorded_input(const std::filesystem::path& step, uint32_t index);

struct RecordedOutput {
  std::vector<uint8_t> bytes;
  std::vector<uint8_t> mask;  ///< empty, or 0 for each byte that is not compared
};
RecordedOutput recorded_output(const std::filesystem::path& step, uint32_t index);

/// Empty when the output is right, else where it is not. Integers must be equal; float32 within 4
/// units in the last place or 1e-6, whichever is wider.
std::string difference(const std::vector<uint8_t>& got, TensorType type,
                       const RecordedOutput& want);

}  // namespace mote::tool
