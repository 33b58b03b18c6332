// SPDX-License-Identifier: Apache-2.0
// A model file with an arena that fits, for the commands that run models on the host.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "mote/mote.h"

namespace mote::tool {

/// A message for the user and the exit status it leads to.
struct Failure : std::runtime_error {
  Failure(int exit_status, const std::string& text)
      : std::runtime_error(text), status(exit_status) {}
  int status;
};

// Exit statuses beside 0.
constexpr int kCheckFailed = 1;
constexpr int kUsage = 2;
constexpr int kMalformed = 3;
constexpr int kUnsupported = 4;
constexpr int kDoesNotFit = 5;
constexpr int kIoError = 6;

std::vector<uint8_t> read_file(const std::string& path);
void write_file(const std::string& path, const void* bytes, size_t count);

/// Throws Failure with the sentence of a fault.
void require(const Fault& fault, const std::string& file, const Model* model = nullptr);

/// Memory at an arena's boundary.
class Arena {
 public:
  explicit Arena(size_t bytes);
  Span<uint8_t> memory() { return {start_, bytes_}; }

 private:
  std::unique_ptr<uint8_t[]> storage_;
  uint8_t* start_;
  size_t bytes_;
};

/// A verified file.
struct LoadedModel {
  explicit LoadedModel(const std::string& path);
  /// A model that is in memory; `name` stands for the path in messages.
  LoadedModel(const std::string& name, std::vector<uint8_t> content);
  std::string path;
  std::vector<uint8_t> bytes;
  Result<Model> model;
};

/// Who plans an interpreter's arena: create(), or create_as_stored().
enum class ArenaPlan { OfDevice, Stored };

/// Bytes of the arena the model needs with every operator at hand, on any target.
Result<uint32_t> needed_bytes(const Model& model, ArenaPlan plan = ArenaPlan::OfDevice);
/// With these.
Result<uint32_t> needed_bytes(const Model& model, OpList ops, ArenaPlan plan = ArenaPlan::OfDevice);

}  // namespace mote::tool
