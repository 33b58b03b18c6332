// SPDX-License-Identifier: Apache-2.0
#include "session.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "explain.h"
#include "registry/all_ops.h"

namespace mote::tool {

std::vector<uint8_t> read_file(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw Failure(kIoError, path + ": is a directory, not a file");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Failure(kIoError, path + ": cannot be opened; does it exist, may you read it?");
  std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) throw Failure(kIoError, path + ": reading failed");
  return bytes;
}

void write_file(const std::string& path, const void* bytes, size_t count) {
  std::ofstream out(path, std::ios::binary);
  out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(count));
  out.close();
  if (!out) throw Failure(kIoError, path + ": cannot be written");
}

void require(const Fault& fault, const std::string& file, const Model* model) {
  if (!fault.ok()) throw Failure(exit_status(fault), file + ": " + explain(fault, model));
}

Arena::Arena(size_t bytes) : storage_(new uint8_t[bytes + kArenaAlignmentBytes]), bytes_(bytes) {
  const auto at = reinterpret_cast<uintptr_t>(storage_.get());
  start_ =
      storage_.get() + (kArenaAlignmentBytes - at % kArenaAlignmentBytes) % kArenaAlignmentBytes;
}

LoadedModel::LoadedModel(const std::string& file) : LoadedModel(file, read_file(file)) {}

LoadedModel::LoadedModel(const std::string& name, std::vector<uint8_t> content)
    : path(name), bytes(std::move(content)), model(Model::verify({bytes.data(), bytes.size()})) {
  require(model.fault(), path);
}

Result<uint32_t> needed_bytes(const Model& model, ArenaPlan plan) {
  return needed_bytes(model, all_ops(), plan);
}

Result<uint32_t> needed_bytes(const Model& model, OpList ops, ArenaPlan plan) {
  const auto ask =
      plan == ArenaPlan::Stored ? &Interpreter::needed_bytes_as_stored : &Interpreter::needed_bytes;
  size_t workspace_bytes = 4096;
  while (true) {
    Arena workspace(workspace_bytes);
    Result<uint32_t> needed = ask(model, ops, workspace.memory());
    if (needed.ok() || needed.fault().error != Error::ArenaTooSmall) return needed;
    workspace_bytes += std::max<size_t>(needed.fault().detail, workspace_bytes / 2);
  }
}

}  // namespace mote::tool
