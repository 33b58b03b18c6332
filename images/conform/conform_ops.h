// SPDX-License-Identifier: Apache-2.0
// Every operator: with the reference kernels, or with fast entries before them.
#pragma once

#include "mote/op_list.h"

mote::OpList conform_ops();
