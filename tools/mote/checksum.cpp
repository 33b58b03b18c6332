// SPDX-License-Identifier: Apache-2.0
// mote checksum: what mote/checksum.h gives for a file on a device.
#include "mote/checksum.h"

#include <cstdio>
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "session.h"

namespace mote::tool {

int checksum(const ChecksumOptions& options) {
  nlohmann::json all = nlohmann::json::array();
  for (const std::string& file : options.files) {
    const std::vector<uint8_t> bytes = read_file(file);
    const uint32_t crc = crc32({bytes.data(), bytes.size()});
    char digits[16];
    std::snprintf(digits, sizeof(digits), "0x%08x", crc);
    all.push_back({{"file", file}, {"bytes", bytes.size()}, {"crc32", crc}});
    if (!options.json) std::cout << digits << ' ' << bytes.size() << ' ' << file << '\n';
  }
  if (options.json) std::cout << all.dump() << '\n';
  return 0;
}

}  // namespace mote::tool
