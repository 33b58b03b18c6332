// SPDX-License-Identifier: Apache-2.0
#include "container_json.h"

#include "explain.h"
#include "model_container.h"

namespace mote::tool {

using nlohmann::json;

json json_of(const ContainerHeader& header) {
  return {{"model_version", header.model_version},
          {"model_bytes", header.model_bytes},
          {"product", header.product},
          {"digest", name_of(header.digest)},
          {"signature", name_of(header.signature)}};
}

std::string words_of(const json& header) {
  std::string text = "model of " + header["model_bytes"].dump() + " bytes, version " +
                     header["model_version"].dump() + ", product " + header["product"].dump() +
                     ", " + header["digest"].get<std::string>();
  return text + (header["signature"] == "none"
                     ? ", not signed"
                     : ", signed with " + header["signature"].get<std::string>());
}

json verify_container_file(const std::string& file, Span<const uint8_t> bytes,
                           const ContainerPolicy& policy) {
  OpenSslCrypto openssl;
  const Result<Container> found = verify_container(bytes, policy, openssl.functions());
  Fault f = found.fault();
  std::string where = "container";
  if (f.ok()) {
    f = Model::verify(found->model).fault();
    where = "model in the container";
  }
  json out{{"file", file},
           {"ok", f.ok()},
           {"bytes", bytes.size()},
           {"error", static_cast<int>(f.error)},
           {"check", f.check},
           {"operator", f.op_index},
           {"detail", f.detail},
           {"sentence", f.ok() ? explain(f) : where + ": " + explain(f)},
           {"exit_status", exit_status(f)}};
  if (found.ok()) {
    out["container"] = json_of(found->header);
    out["container"]["signature_checked"] =
        policy.keys.size() != 0 && found->header.signature != SignatureKind::None;
  }
  return out;
}

std::string sentence_of_container(const json& result) {
  const json& container = result["container"];
  std::string text = "container with a well-formed " + words_of(container);
  if (container["signature"] == "none") return text;
  return text + (container["signature_checked"].get<bool>()
                     ? " by a given key"
                     : "; the signature was not checked: `mote container verify --public-key`");
}

}  // namespace mote::tool
