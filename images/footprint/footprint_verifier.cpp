// SPDX-License-Identifier: Apache-2.0
// The verifier and nothing else: what a program links that only checks models.
#include "mote/model.h"

extern "C" int footprint(const uint8_t* model_bytes, size_t model_size) {
  return mote::Model::verify({model_bytes, model_size}).fault().check;
}
