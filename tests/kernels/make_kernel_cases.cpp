// SPDX-License-Identifier: Apache-2.0
// Writes cases of kernels for images/kernel_check: tools/emulator/kernels.py runs it.
#include <charconv>
#include <cstring>
#include <fstream>
#include <iostream>

#include "kernels/cases.h"
#include "kernels/mve_cases.h"

namespace {

constexpr const char* kUsage =
    "usage: mote_kernel_cases [mve | scalar] (models | edges | random SEED COUNT) OUTPUT\n"
    "Writes cases of kernels for images/kernel_check and prints, for each, the name, kernel and\n"
    "multiply-accumulates, with tabs between. The kernels are those of the overlay cortex_m_dsp, "
    "if\n"
    "no other is named.\n";

using mote::kernel_check::Case;

/// The cases of one overlay.
struct CaseLists {
  const char* name;
  std::vector<Case> (*models)();
  std::vector<Case> (*edges)();
  std::vector<Case> (*random)(uint32_t seed, int32_t count);
};
constexpr CaseLists kLists[] = {
    {"dsp", mote::kernel_check::model_layers, mote::kernel_check::edge_cases,
     mote::kernel_check::random_cases},
    {"mve", mote::kernel_check::mve::model_layers, mote::kernel_check::mve::edge_cases,
     mote::kernel_check::mve::random_cases},
    {"scalar", mote::kernel_check::scalar_model_layers, mote::kernel_check::scalar_edge_cases,
     mote::kernel_check::scalar_random_cases}};

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
  const CaseLists* lists = &kLists[0];
  for (const CaseLists& named : kLists) {
    if (count < 2 || std::strcmp(words[1], named.name) != 0) continue;
    lists = &named;
    ++words;
    --count;
    break;
  }
  const std::string what = count > 2 ? words[1] : "";
  if (what == "models" && count == 3) {
    cases = lists->models();
  } else if (what == "edges" && count == 3) {
    cases = lists->edges();
  } else if (what == "random" && count == 5 && number(words[2]) >= 0 && number(words[3]) >= 0) {
    const auto seed = static_cast<uint32_t>(number(words[2]));
    cases = lists->random(seed, number(words[3]));
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
