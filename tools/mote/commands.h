// SPDX-License-Identifier: Apache-2.0
// The commands of `mote`. Each returns the exit status or throws Failure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mote::tool {

struct ConformOptions {
  std::string folder;
  bool verbose = false;
  bool json = false;
};
int conform(const ConformOptions& options);

int verify(const std::string& file, bool json);
int inspect(const std::string& file, bool json);
int plan(const std::string& file, bool json);
int ops(const std::string& file, bool json);
int explain_words(const std::vector<uint32_t>& fault, const std::string& file, bool json);

struct RunOptions {
  std::string file;
  std::vector<std::string> inputs;  ///< raw files, one an input; none: zeros
  std::string output_prefix;        ///< raw outputs go to PREFIX0.bin, ...; empty: print
  bool json = false;
};
int run(const RunOptions& options);

struct EmbedOptions {
  std::string file, symbol, output;
};
int embed(const EmbedOptions& options);

}  // namespace mote::tool
