// SPDX-License-Identifier: Apache-2.0
// Random ways to compile a model.
#pragma once

#include <cstdint>
#include <string>

#include "compile.h"

namespace mote::random_graphs {

/// A model with the options that a seed chose for it, and what became of it.
struct RandomCompilation {
  compiler::CompileOptions options;
  compiler::Compiled made;
  std::string words;  ///< the options as those of `mote compile`
  std::string error;  ///< what the compiler promised and did not keep; empty: nothing
};

/// `name` is what the code is called. The same seed gives the same options for the same model and the
/// same compiler; budgets of memory depend on what the model needs. Options that cannot be had, as rows
/// of an input that is needed as a whole, are left out.
RandomCompilation compile_somehow(const Model& model, const std::string& name, uint64_t seed);

}  // namespace mote::random_graphs
