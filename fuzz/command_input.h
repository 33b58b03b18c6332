// SPDX-License-Identifier: Apache-2.0
// An input of the target command_line: a line of arguments, then files. Each file is four bytes of its
// size and its bytes; the last one may say more than there is. Files are named f0.tflite, f1.npy, ... by
// kFileEndings.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace mote::fuzz {

inline constexpr const char* kFileEndings[] = {".tflite", ".npy", ".wav", ".png", ".json", ".bin"};

inline std::string file_name(size_t i) {
  return "f" + std::to_string(i) + kFileEndings[i % std::size(kFileEndings)];
}

struct CommandInput {
  std::vector<std::string> arguments;  ///< of one word each
  std::vector<std::vector<uint8_t>> files;

  static CommandInput split(const uint8_t* data, size_t size) {
    CommandInput input;
    const auto* end_of_line =
        size == 0 ? nullptr : static_cast<const uint8_t*>(std::memchr(data, '\n', size));
    const size_t line = end_of_line == nullptr ? size : static_cast<size_t>(end_of_line - data);
    std::string word;
    for (size_t i = 0; i <= line; ++i) {
      if (i < line && data[i] != ' ') {
        if (data[i] != 0) word += static_cast<char>(data[i]);
      } else if (!word.empty()) {
        input.arguments.push_back(word);
        word.clear();
      }
    }
    size_t at = std::min(size, line + 1);
    while (size - at >= 4 && input.files.size() < std::size(kFileEndings)) {
      uint32_t bytes = 0;
      std::memcpy(&bytes, data + at, 4);
      at += 4;
      const size_t there = std::min<size_t>(bytes, size - at);
      input.files.emplace_back(data + at, data + at + there);
      at += there;
    }
    return input;
  }

  std::vector<uint8_t> join() const {
    std::vector<uint8_t> all;
    for (const std::string& word : arguments) {
      if (!all.empty()) all.push_back(' ');
      all.insert(all.end(), word.begin(), word.end());
    }
    all.push_back('\n');
    for (const auto& file : files) {
      for (uint32_t i = 0; i < 4; ++i) all.push_back(static_cast<uint8_t>(file.size() >> (8 * i)));
      all.insert(all.end(), file.begin(), file.end());
    }
    return all;
  }
};

}  // namespace mote::fuzz
