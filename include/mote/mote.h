// SPDX-License-Identifier: Apache-2.0
// Everything a program needs to run a model: verify, create, invoke.
#pragma once

#include "mote/interpreter.h"  // IWYU pragma: export
#include "mote/model.h"        // IWYU pragma: export
#include "mote/op_list.h"      // IWYU pragma: export
#include "mote/ops.h"          // IWYU pragma: export
#include "mote/span.h"         // IWYU pragma: export
#include "mote/status.h"       // IWYU pragma: export
#include "mote/tensor.h"       // IWYU pragma: export
#include "mote/tensor_type.h"  // IWYU pragma: export
