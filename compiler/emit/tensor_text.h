// SPDX-License-Identifier: Apache-2.0
// Tensors in source text: element types, constants as arrays, one line that describes one.
#pragma once

#include <string>

#include "format/views.h"

namespace mote::compiler {

/// The C++ type of an element; uint8_t for those that have none (4-bit ones and the like).
std::string element_type(TensorType type);
/// "int8_t" for "signed char" and so on, also between < and >.
std::string standard_type(const std::string& spelling);
/// "int8", "float32" ...
std::string type_name(TensorType type);

struct ArrayText {
  std::string type;
  std::string elements;  ///< a braced list, wrapped
};
/// The elements of a constant. Floats that are no numbers make it an array of their bits.
ArrayText array_text(const format::TensorView& tensor);

/// `"conv/Relu", int8 [1, 25, 5, 64], 0.5 * (q + 128)`; safe in a // comment.
std::string description(const format::TensorView& tensor);

/// A braced list broken into lines of at most 100 columns.
std::string wrapped(const std::string& list);
/// One statement or declaration, indented, broken after commas into lines of at most 100 columns.
/// Words as a comment: each line, and each that a line of more than 100 columns is broken into, begins
/// with `mark`.
std::string comment_lines(const std::string& mark, const std::string& words);
std::string wrapped_line(const std::string& text, uint32_t indent_columns);

}  // namespace mote::compiler
