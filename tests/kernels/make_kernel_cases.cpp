// SPDX-License-Identifier: Apache-2.0
// Writes cases of kernels for images/kernel_check: tools/emulator/kernels.py runs it.
#include <charconv>
#include <cstring>
#include <fstream>
#include <iostream>

#include "kernels/cases.h"

namespace {

constexpr const char* kUsage =
    "usage: mote_kernel_cases [scalar] (models | edges | random SEED COUNT) OUTPUT\n"
    "Writes cases of kernels for images/kernel_check and prints, for each, the name, kernel and\n"
    "multiply-accumulates, with tabs between. The kernels are those of the overlay cortex_m_dsp, "
    "or\n"
    "of the overlay scalar.\n";

int number(const char* text) {
  int value = -1;
  const char* end = text + std::strlen(text);
  const auto result = std::from_chars(text, end, value);
  return result.ptr == end ? value : -1;
}

}  // namespace

int main(int count, char** words) {
  using namespace mote::kernel_check;
  std::vector<Case> cases;
  const bool is_scalar = count > 2 && std::strcmp(words[1], "scalar") == 0;
  if (is_scalar) {
    ++words;
    --count;
  }
  const std::string what = count > 2 ? words[1] : "";
  if (what == "models" && count == 3) {
    cases = is_scalar ? scalar_model_layers() : model_layers();
  } else if (what == "edges" && count == 3) {
    cases = is_scalar ? scalar_edge_cases() : edge_cases();
  } else if (what == "random" && count == 5 && number(words[2]) >= 0 && number(words[3]) >= 0) {
    const auto seed = static_cast<uint32_t>(number(words[2]));
    cases = (is_scalar ? scalar_random_cases : random_cases)(seed, number(words[3]));
  } else {
    (count == 2 && std::strcmp(words[1], "--help") == 0 ? std::cout : std::cerr) << kUsage;
    return count == 2 && std::strcmp(words[1], "--help") == 0 ? 0 : 2;
  }
  const std::vector<uint8_t> file = file_of(cases);
  std::ofstream out(words[count - 1], std::ios::binary);
  out.write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
  out.close();
  if (!out) {
    std::cerr << "mote_kernel_cases: cannot write " << words[count - 1] << '\n';
    return 1;
  }
  for (const Case& c : cases) {
    std::cout << c.name << '\t' << static_cast<uint32_t>(c.kernel) << '\t' << c.multiply_accumulates
              << '\n';
  }
  return 0;
}
