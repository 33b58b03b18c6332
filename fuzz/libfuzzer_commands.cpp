// SPDX-License-Identifier: Apache-2.0
// The mutator of the target command_line: words of the command's own language, and files changed as
// their kind is.
#include <algorithm>
#include <cstring>
#include <iterator>

#include "command_input.h"
#include "mutate.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t most);

namespace mote::fuzz {
namespace {

constexpr const char* kWords[] = {"run",
                                  "inspect",
                                  "verify",
                                  "plan",
                                  "ops",
                                  "embed",
                                  "compile",
                                  "report",
                                  "batch",
                                  "optimize",
                                  "conform",
                                  "explain",
                                  "listen",
                                  "--json",
                                  "--help",
                                  "--version",
                                  "-i",
                                  "--input",
                                  "--seed",
                                  "--invokes",
                                  "--arena",
                                  "-o",
                                  "--output-dir",
                                  "--every-step",
                                  "--target",
                                  "--optimize",
                                  "--ram",
                                  "--input-by-rows",
                                  "--no-overlap",
                                  "--streaming",
                                  "axis=1",
                                  "--hop",
                                  "--rows-per-turn",
                                  "--keep-order",
                                  "--region",
                                  "--buffer",
                                  "--svg",
                                  "--compiled",
                                  "-s",
                                  "--symbol",
                                  "--output",
                                  "--without",
                                  "--no-passes",
                                  "--html",
                                  "-t",
                                  "-n",
                                  "--name",
                                  "--share-arena",
                                  "--compress",
                                  "palette",
                                  "huffman",
                                  "auto",
                                  "none",
                                  "--report",
                                  "--runs",
                                  "-v",
                                  "--past",
                                  "--rewritten",
                                  "--optimized",
                                  "--pack",
                                  "--each",
                                  "--list",
                                  "-m",
                                  "--model",
                                  "--labels",
                                  "--raw",
                                  "--every-step",
                                  "--threshold",
                                  "size",
                                  "speed",
                                  "portable",
                                  "host",
                                  "cortex-m0",
                                  "cortex-m3",
                                  "cortex-m4",
                                  "riscv32",
                                  "0=f1.npy",
                                  "0=f2.wav",
                                  "0=f3.png",
                                  "1=f5.bin",
                                  "f0.tflite",
                                  "f1.npy",
                                  "f2.wav",
                                  "f3.png",
                                  "f4.json",
                                  "f5.bin",
                                  "out",
                                  ".",
                                  "-",
                                  "0",
                                  "1",
                                  "2",
                                  "3",
                                  "7",
                                  "255",
                                  "65536",
                                  "20K",
                                  "4294967295",
                                  "-1",
                                  "1e9",
                                  "dtcm=64K",
                                  "window=100:before",
                                  "w=9:always",
                                  "x=10:1-3",
                                  "a,b,c,d",
                                  "unary_tables",
                                  "dead_channels",
                                  "0500000000030002"};

void change_words(CommandInput& input, Random& random) {
  auto& words = input.arguments;
  const auto at = [&] {
    return words.begin() + random.below(static_cast<uint32_t>(std::max<size_t>(words.size(), 1)));
  };
  const char* word = kWords[random.below(std::size(kWords))];
  const uint32_t kind = words.empty() ? 0 : random.below(4);
  switch (kind) {
    case 0: words.insert(words.empty() ? words.end() : at() + 1, word); return;
    case 1: *at() = word; return;
    case 2: words.erase(at()); return;
    default: std::swap(*at(), *at());
  }
}

void change_file(CommandInput& input, Random& random) {
  if (input.files.empty()) return;
  Bytes& file = input.files[random.below(static_cast<uint32_t>(input.files.size()))];
  if (random.chance(45) && mutate_graph(file, random)) return;
  if (random.chance(60) && mutate_fields(file, random)) return;
  const size_t size = file.size();
  file.resize(size + 64);
  file.resize(LLVMFuzzerMutate(file.data(), size, file.size()));
}

}  // namespace
}  // namespace mote::fuzz

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most,
                                          unsigned int seed) {
  using namespace mote::fuzz;
  Random random(seed);
  if (random.chance(8)) return LLVMFuzzerMutate(data, size, most);
  CommandInput input = CommandInput::split(data, size);
  if (random.chance(50)) change_words(input, random);
  else change_file(input, random);
  const Bytes joined = input.join();
  if (joined.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, joined.data(), joined.size());
  return joined.size();
}
