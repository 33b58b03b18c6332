// SPDX-License-Identifier: Apache-2.0
// Sentences for faults: what went wrong, where, and what to do.
#pragma once

#include <cstdint>
#include <string>

#include "mote/model.h"
#include "mote/status.h"
#include "mote/tensor_type.h"

namespace mote::tool {

std::string operator_name(uint32_t code);
std::string type_name(TensorType type);

/// With a model, tensors and custom operators are named too; without, only numbered.
std::string explain(const Fault& fault, const Model* model = nullptr);

/// Exit status of the command line that a fault leads to.
int exit_status(const Fault& fault);

}  // namespace mote::tool
