// SPDX-License-Identifier: Apache-2.0
// What a pass is. Each stands in a file of its own and is on the list of optimize.cpp.
#pragma once

#include <cstdint>

#include "graph/graph.h"

namespace mote::compiler {

/// Changes a model whose every operator prepares, so that it still does and every run leaves the
/// same bits in its outputs and in its state. Inputs, outputs and signatures keep their tensors'
/// names, types, shapes and quantisation. How many places it changed; 0: the model is as before.
using PassFunction = uint32_t (*)(Model& model);

struct Pass {
  const char* name;
  const char* does;  ///< half a sentence
  PassFunction run;
};

uint32_t fold_constants(Model& model);
uint32_t remove_identities(Model& model);
uint32_t merge_padding(Model& model);
uint32_t fuse_activations(Model& model);
uint32_t join_transposes(Model& model);
uint32_t merge_quantize_chains(Model& model);
uint32_t tabulate_unary_chains(Model& model);
uint32_t merge_common_subexpressions(Model& model);
uint32_t remove_dead_channels(Model& model);
uint32_t remove_unused(Model& model);

}  // namespace mote::compiler
