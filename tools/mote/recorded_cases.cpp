// SPDX-License-Identifier: Apache-2.0
#include "recorded_cases.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "session.h"

namespace mote::tool {

namespace fs = std::filesystem;

namespace {

int64_t ordered(float x) {
  int32_t bits = 0;
  std::memcpy(&bits, &x, sizeof(bits));
  return bits < 0 ? int64_t{-2147483648} - bits : bits;
}

bool close_enough(float got, float want) {
  if (std::isnan(got) || std::isnan(want)) return std::isnan(got) && std::isnan(want);
  return std::abs(ordered(got) - ordered(want)) <= 4 || std::abs(got - want) <= 1e-6F;
}

}  // namespace

std::vector<fs::path> find_cases(const std::string& root) {
  if (!fs::is_directory(root)) throw Failure(kIoError, root + ": is not a folder");
  std::vector<fs::path> folders;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() == "meta.json" &&
        fs::exists(entry.path().parent_path() / "model.tflite")) {
      folders.push_back(entry.path().parent_path());
    }
  }
  if (folders.empty()) throw Failure(kIoError, root + ": holds no recorded cases");
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<fs::path> steps_of(const fs::path& run) {
  std::vector<fs::path> found;
  for (int i = 0; fs::exists(run / ("step" + std::to_string(i))); ++i) {
    found.push_back(run / ("step" + std::to_string(i)));
  }
  if (found.empty()) found.push_back(run);
  return found;
}

std::vector<uint8_t> recorded_input(const fs::path& step, uint32_t index) {
  return read_file(step / ("in" + std::to_string(index) + ".bin"));
}

RecordedOutput recorded_output(const fs::path& step, uint32_t index) {
  const std::string name = "out" + std::to_string(index);
  RecordedOutput output{read_file(step / (name + ".bin")), {}};
  if (fs::exists(step / (name + ".mask"))) output.mask = read_file(step / (name + ".mask"));
  return output;
}

std::string difference(const std::vector<uint8_t>& got, TensorType type,
                       const RecordedOutput& want) {
  if (got.size() != want.bytes.size()) {
    return "has " + std::to_string(got.size()) + " bytes, recorded " +
           std::to_string(want.bytes.size());
  }
  const size_t width = type == TensorType::Float32 ? 4 : 1;
  size_t differ = 0;
  size_t first = 0;
  for (size_t i = 0; i + width <= got.size(); i += width) {
    if (i < want.mask.size() && want.mask[i] == 0) continue;
    bool same = std::memcmp(&got[i], &want.bytes[i], width) == 0;
    if (!same && width == 4) {
      float a = 0, b = 0;
      std::memcpy(&a, &got[i], 4);
      std::memcpy(&b, &want.bytes[i], 4);
      same = close_enough(a, b);
    }
    if (!same && differ++ == 0) first = i;
  }
  if (differ == 0) return "";
  return std::to_string(differ) + " elements differ, the first at byte " + std::to_string(first);
}

}  // namespace mote::tool
