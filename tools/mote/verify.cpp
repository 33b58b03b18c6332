// SPDX-License-Identifier: Apache-2.0
// mote verify: is the file well-formed.
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "container_json.h"
#include "explain.h"
#include "session.h"

namespace mote::tool {
namespace {

using nlohmann::json;

json verify_one(const std::string& file) {
  const std::vector<uint8_t> bytes = read_file(file);
  if (is_container({bytes.data(), bytes.size()})) {
    const Result<ContainerHeader> header = read_container_header({bytes.data(), bytes.size()});
    ContainerPolicy policy;
    policy.product = header.ok() ? header->product : 0;
    policy.accept_unsigned = true;
    return verify_container_file(file, {bytes.data(), bytes.size()}, policy);
  }
  const Result<Model> model = Model::verify({bytes.data(), bytes.size()});
  const Fault f = model.fault();
  return {{"file", file},
          {"ok", f.ok()},
          {"bytes", bytes.size()},
          {"error", static_cast<int>(f.error)},
          {"check", f.check},
          {"operator", f.op_index},
          {"detail", f.detail},
          {"sentence", explain(f)},
          {"exit_status", exit_status(f)}};
}

}  // namespace

int verify(const std::vector<std::string>& files, bool as_json) {
  int status = 0;
  json all = json::array();
  for (const std::string& file : files) {
    const json result = verify_one(file);
    if (status == 0) status = result["exit_status"].get<int>();
    if (as_json) {
      all.push_back(result);
    } else if (result["ok"].get<bool>() && result.contains("container")) {
      std::cout << file << ": " << sentence_of_container(result) << '\n';
    } else if (result["ok"].get<bool>()) {
      std::cout << file << ": well-formed, " << result["bytes"] << " bytes\n";
    } else {
      std::cerr << "mote: " << file << ": " << result["sentence"].get<std::string>() << '\n';
    }
  }
  if (as_json) std::cout << all.dump(2) << '\n';
  return status;
}

}  // namespace mote::tool
