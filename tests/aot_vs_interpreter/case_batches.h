// SPDX-License-Identifier: Apache-2.0
// Compiled models as a few source files, of many models each, that compare_cases.cpp is linked with.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compile.h"

namespace mote::aot {

/// A buffer of the application of this name that must hold through each run what it held before.
constexpr const char* kKeptBuffer = "kept";

/// What the code of a case is called: "case12_add_broadcast" says in a debugger which case it is.
std::string identifier(size_t number, const std::filesystem::path& folder);

class CaseBatches {
 public:
  /// Cases lie below `root`; source files are written into `folder`.
  CaseBatches(std::filesystem::path root, std::filesystem::path folder, uint32_t batches)
      : root_(std::move(root)), folder_(std::move(folder)), batches_(batches) {}

  /// A case that is compiled under the name options.name.
  void add(const std::filesystem::path& folder, const compiler::CompileOptions& options,
           const compiler::Compiled& made, const Model& model);
  /// One that the compiler refuses; without a model: the verifier.
  void refuse(const std::filesystem::path& folder, const Fault& fault, const Model* model);
  /// Writes the files, those that differ from what is there, and says on standard output what they
  /// hold.
  void finish();

  size_t added() const { return added_; }

 private:
  struct Batch {
    std::string code, ports, rows;
  };

  std::filesystem::path root_, folder_;
  std::vector<Batch> batches_;
  std::set<std::string> entries_;
  std::map<std::string, uint32_t> reasons_;
  std::string refused_;
  size_t added_ = 0, refused_count_ = 0;
};

}  // namespace mote::aot
