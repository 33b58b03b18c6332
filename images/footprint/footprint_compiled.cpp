// SPDX-License-Identifier: Apache-2.0
// The least program that uses a compiled model: what it links is what the model costs. The model
// (`mote compile --name footprint_model`) comes from outside.
#include "footprint_model.h"
#include "mote/row_source.h"

namespace {

footprint_model::Net net;

template <class N, class Source>
auto run(N& model, const Source& /*source*/) -> decltype(model.invoke()) {
  reinterpret_cast<uint8_t*>(model.input0().data())[0] = 1;
  return model.invoke();
}

/// Where the model asks for the rows of its input.
template <class N, class Source>
auto run(N& model, const Source& source) -> decltype(model.invoke(source)) {
  return model.invoke(source);
}

}  // namespace

extern "C" int footprint(const mote_row_source* source) {
  if (!run(net, *source).ok()) return 1;
  return reinterpret_cast<const uint8_t*>(net.output0().data())[0];
}
