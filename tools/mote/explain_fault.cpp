// SPDX-License-Identifier: Apache-2.0
// mote explain: the eight bytes that a device printed, as a sentence.
#include <charconv>
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "explain.h"
#include "session.h"

namespace mote::tool {
namespace {

uint32_t number(const std::string& text, int base, uint32_t most) {
  uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value, base);
  if (error != std::errc{} || stopped != end || value > most) {
    throw Failure(kUsage, "explain: '" + text + "' is not a number up to " + std::to_string(most));
  }
  return value;
}

/// 16 digits in the order of the fields: error 2, check 2, operator 4, detail 8.
Fault fault_of_digits(std::string digits) {
  if (digits.starts_with("0x")) digits.erase(0, 2);
  if (digits.size() != 16) {
    throw Failure(kUsage,
                  "explain: a fault has 16 hexadecimal digits, or give its four numbers: "
                  "error check operator detail");
  }
  return {static_cast<Error>(number(digits.substr(0, 2), 16, 0xFF)),
          static_cast<uint8_t>(number(digits.substr(2, 2), 16, 0xFF)),
          static_cast<uint16_t>(number(digits.substr(4, 4), 16, 0xFFFF)),
          number(digits.substr(8, 8), 16, 0xFFFFFFFF)};
}

Fault fault_of_numbers(const std::vector<std::string>& words) {
  const auto at = [&](size_t i, uint32_t absent, uint32_t most) {
    return i < words.size() ? number(words[i], 10, most) : absent;
  };
  return {static_cast<Error>(at(0, 0, 0xFF)), static_cast<uint8_t>(at(1, 0, 0xFF)),
          static_cast<uint16_t>(at(2, kNoOperator, 0xFFFF)), at(3, 0, 0xFFFFFFFF)};
}

}  // namespace

int explain_fault(const ExplainOptions& options) {
  const bool is_digits = options.words.size() == 1 && options.words[0].size() > 3;
  const Fault fault =
      is_digits ? fault_of_digits(options.words[0]) : fault_of_numbers(options.words);
  std::string text;
  if (options.model.empty()) {
    text = explain(fault);
  } else {
    const LoadedModel loaded(options.model);
    text = explain(fault, &*loaded.model);
  }
  std::cout << (options.json ? nlohmann::json{{"sentence", text}}.dump() : text) << '\n';
  return 0;
}

}  // namespace mote::tool
