// SPDX-License-Identifier: Apache-2.0
// The least program that uses a compiled model: what it links is what the model costs. The model
// (`mote compile --name footprint_model`) comes from outside.
#include "footprint_model.h"

namespace {
footprint_model::Net net;
}

extern "C" int footprint() {
  reinterpret_cast<uint8_t*>(net.input0().data())[0] = 1;
  if (!net.invoke().ok()) return 1;
  return reinterpret_cast<const uint8_t*>(net.output0().data())[0];
}
