// SPDX-License-Identifier: Apache-2.0
#include "emit/tensor_text.h"

#include <algorithm>
#include <cmath>

#include "emit/literal.h"

namespace mote::compiler {

std::string element_type(TensorType type) {
  switch (type) {
    case TensorType::Float32: return "float";
    case TensorType::Int8: return "int8_t";
    case TensorType::Int16: return "int16_t";
    case TensorType::UInt16:
    case TensorType::Float16:
    case TensorType::BFloat16: return "uint16_t";
    case TensorType::Int32: return "int32_t";
    case TensorType::UInt32:
    case TensorType::Resource: return "uint32_t";
    case TensorType::Int64: return "int64_t";
    case TensorType::UInt64: return "uint64_t";
    default: return "uint8_t";
  }
}

std::string standard_type(const std::string& spelling) {
  static const std::pair<const char*, const char*> kNames[] = {{"signed char", "int8_t"},
                                                               {"unsigned char", "uint8_t"},
                                                               {"short unsigned int", "uint16_t"},
                                                               {"short int", "int16_t"},
                                                               {"unsigned int", "uint32_t"},
                                                               {"long unsigned int", "uint64_t"},
                                                               {"long int", "int64_t"},
                                                               {"int", "int32_t"}};
  const size_t open = spelling.find('<');
  if (open != std::string::npos) {
    return spelling.substr(0, open + 1) +
           standard_type(spelling.substr(open + 1, spelling.size() - open - 2)) + ">";
  }
  for (const auto& [name, standard] : kNames) {
    if (spelling == name) return standard;
  }
  return spelling;
}

std::string type_name(TensorType type) {
  switch (type) {
#define MOTE_X(name, number, bits) \
  case TensorType::name: return #name;
    MOTE_TENSOR_TYPES(MOTE_X)
#undef MOTE_X
    case TensorType::None: break;
  }
  return "None";
}

namespace {

template <class T>
std::string list_of(const uint8_t* from, uint32_t bytes) {
  std::string text = "{";
  for (uint32_t at = 0; at + sizeof(T) <= bytes; at += sizeof(T)) {
    text += (at == 0 ? "" : ", ") + literal(load<T>(from + at));
  }
  return text + "}";
}

bool are_numbers(const uint8_t* from, uint32_t bytes) {
  for (uint32_t at = 0; at < bytes; at += 4) {
    if (!std::isfinite(load<float>(from + at))) return false;
  }
  return true;
}

}  // namespace

ArrayText array_text(const format::TensorView& tensor) {
  const uint8_t* from = tensor.constant_bytes();
  const uint32_t bytes = tensor.is_sparse() ? tensor.stored_bytes() : tensor.bytes();
  const std::string type = element_type(tensor.type());
  if (type == "float") {
    if (are_numbers(from, bytes)) return {type, wrapped(list_of<float>(from, bytes))};
    return {"uint32_t", wrapped(list_of<uint32_t>(from, bytes))};
  }
  if (type == "int8_t") return {type, wrapped(list_of<int8_t>(from, bytes))};
  if (type == "int16_t") return {type, wrapped(list_of<int16_t>(from, bytes))};
  if (type == "uint16_t") return {type, wrapped(list_of<uint16_t>(from, bytes))};
  if (type == "int32_t") return {type, wrapped(list_of<int32_t>(from, bytes))};
  if (type == "uint32_t") return {type, wrapped(list_of<uint32_t>(from, bytes))};
  if (type == "int64_t") return {type, wrapped(list_of<int64_t>(from, bytes))};
  if (type == "uint64_t") return {type, wrapped(list_of<uint64_t>(from, bytes))};
  return {type, wrapped(list_of<uint8_t>(from, bytes))};
}

std::string description(const format::TensorView& tensor) {
  std::string name;
  const format::Vector letters = tensor.name();
  for (uint32_t i = 0; i < letters.count() && i < 48; ++i) {
    const char letter = letters.at<char>(i);
    name += letter >= ' ' && letter <= '~' && letter != '\\' && letter != '"' ? letter : '?';
  }
  std::string text = "\"" + name + "\", " + type_name(tensor.type()) + " [";
  for (uint32_t i = 0; i < tensor.rank(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(tensor.dim(i));
  }
  text += "]";
  if (tensor.scales().count() == 1) {
    const auto bits = tensor.scale_bits();
    float scale = 0;
    __builtin_memcpy(&scale, &bits, sizeof(scale));
    const std::string number = literal(scale);
    text += ", " + number.substr(0, number.find('F')) + " * (q - " +
            std::to_string(tensor.zero_point()) + ")";
  }
  return text;
}

std::string wrapped(const std::string& list) {
  constexpr size_t kColumns = 96;
  if (list.size() <= kColumns - 30) return list;
  std::string text = "{\n    ";
  size_t column = 4;
  size_t at = 1;
  while (at < list.size() - 1) {
    size_t end = list.find(", ", at);
    if (end == std::string::npos) end = list.size() - 1;
    const std::string item = list.substr(at, end - at);
    if (column + item.size() + 2 > kColumns) {
      text.back() = '\n';  // the space after the last comma
      text += "    ";
      column = 4;
    }
    text += item + ", ";
    column += item.size() + 2;
    at = end + 2;
  }
  text.resize(text.size() - 2);
  return text + "}";
}

std::string comment_lines(const std::string& mark, const std::string& words) {
  constexpr size_t kColumns = 100;
  const size_t room = kColumns - mark.size();
  std::string out;
  size_t at = 0;
  while (at <= words.size()) {
    size_t end = std::min(words.find('\n', at), words.size());
    if (end - at > room) {
      size_t space = words.rfind(' ', at + room);
      if (space == std::string::npos || space <= at) {
        space = words.find(' ', at + room);  // one long word
      }
      end = std::min(space, end);
    }
    out += mark + words.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return out;
}

std::string wrapped_line(const std::string& text, uint32_t indent_columns) {
  constexpr size_t kColumns = 100;
  std::string out;
  std::string line(indent_columns, ' ');
  size_t at = 0;
  while (at < text.size()) {
    size_t end = text.find(", ", at);
    end = end == std::string::npos ? text.size() : end + 2;
    const size_t brace = text.find("{/*", at);  // NAME{/*first field*/
    const bool at_brace = brace > at && brace < end && text[brace - 1] != ' ';
    if (at_brace) end = brace + 1;
    const size_t length = end - at - (at_brace || end == text.size() ? 0 : 1);
    if (line.size() + length > kColumns && line.find_first_not_of(' ') != std::string::npos) {
      out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      line.assign(indent_columns + 4, ' ');
    }
    line += text.substr(at, end - at);
    at = end;
  }
  return out + line + "\n";
}

}  // namespace mote::compiler
