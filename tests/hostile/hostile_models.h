// SPDX-License-Identifier: Apache-2.0
// Files that are broken each in one way, with the check that refuses them: for the host's tests and,
// packed into a file, for the emulated cores.
#pragma once

#include <functional>
#include <ostream>

#include "format/check_numbers.h"
#include "models/builder.h"
#include "mote/span.h"

namespace mote::hostile {

struct HostileModel {
  const char* name;
  Error error;
  format::Check check;
  std::function<models::Bytes()> make;
};
void PrintTo(const HostileModel& model, std::ostream* out);

Span<const HostileModel> hostile_models();

models::Bytes intact();
/// The network after `edit` of its description.
models::Bytes described(const std::function<void(models::ModelSpec&)>& edit);
models::Bytes built(const models::ModelSpec& spec);
/// One dense level for each axis.
void store_as_sparse(models::TensorSpec& tensor);
models::ModelSpec sparse_matrix(uint8_t type);
models::Bytes index_vector_to_the_end(uint8_t type, uint32_t field, uint32_t more);

}  // namespace mote::hostile
