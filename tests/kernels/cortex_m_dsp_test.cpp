// SPDX-License-Identifier: Apache-2.0
// The kernels of src/kernels/cortex_m_dsp against the reference kernels, with the instructions of
// the chip computed in C++. tools/emulator/kernels.py runs the same cases on the emulated chip.
#include <gtest/gtest.h>

#include "kernels/cases.h"

namespace mote::kernel_check {
namespace {

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(check_on_host(c), "") << c.name;
}

TEST(CortexMDsp, LayersOfModels) { expect_all(model_layers()); }
TEST(CortexMDsp, Edges) { expect_all(edge_cases()); }
TEST(CortexMDsp, RandomLayers) {
  for (uint32_t seed = 1; seed <= 10; ++seed) expect_all(random_cases(seed, 100));
}

TEST(CortexMDsp, AWrongResultIsSeen) {
  Case c = edge_cases().front();
  c.expected.back() ^= 1;
  EXPECT_NE(check_on_host(c), "");
}

}  // namespace
}  // namespace mote::kernel_check
