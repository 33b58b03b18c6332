// SPDX-License-Identifier: Apache-2.0
// mote container: models packed, signed and checked as a device checks them.
#include <iomanip>
#include <iostream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "container_json.h"
#include "container_options.h"
#include "explain.h"
#include "model_container.h"
#include "session.h"

namespace mote::tool {
namespace {

using nlohmann::json;

std::string hexadecimal(Span<const uint8_t> bytes) {
  std::ostringstream out;
  out << std::hex << std::setfill('0');
  for (const uint8_t byte : bytes) out << std::setw(2) << int{byte};
  return out.str();
}

/// As a header for a device's program.
std::string initializer(const PublicKey& key) {
  std::ostringstream out;
  out << "// The key that signs models; made by mote container.\n#pragma once\n\n"
         "#include \"mote/container.h\"\n\nconstexpr mote::PublicKey kModelKey = {{"
      << std::hex << std::setfill('0');
  for (size_t i = 0; i < sizeof(key.bytes); ++i) {
    out << (i % 12 == 0 ? "\n    " : " ") << "0x" << std::setw(2) << int{key.bytes[i]} << ',';
  }
  out << "\n}};\n";
  return out.str();
}

void print_key(const SigningKey& key, const std::string& file, bool as_json) {
  const PublicKey public_key = key.public_key();
  if (as_json) {
    std::cout << json{{"file", file},
                      {"public_key", hexadecimal(public_key.bytes)},
                      {"public_pem", key.public_pem()}}
                     .dump(2)
              << '\n';
  } else {
    std::cout << initializer(public_key);
  }
}

}  // namespace

int container_pack(const ContainerPackOptions& options) {
  const LoadedModel loaded(options.file);
  SigningKey key;
  if (!options.key.empty()) {
    key = SigningKey::read(options.key);
    if (!key.is_private()) {
      throw Failure(kUsage, options.key + ": is a public key; signing needs the private one");
    }
  }
  const std::vector<uint8_t> out =
      make_container({loaded.bytes.data(), loaded.bytes.size()},
                     {options.model_version, options.product,
                      options.digest == "sha256" ? DigestKind::Sha256 : DigestKind::Sha512,
                      options.key.empty() ? nullptr : &key});
  write_file(options.output, out.data(), out.size());
  json description = json_of(*read_container_header({out.data(), out.size()}));
  if (options.json) {
    description["file"] = options.output;
    description["bytes"] = out.size();
    std::cout << description.dump(2) << '\n';
  } else {
    std::cout << options.output << ": " << out.size() << " bytes, " << words_of(description)
              << '\n';
  }
  return 0;
}

int container_inspect(const std::string& file, bool as_json) {
  const std::vector<uint8_t> bytes = read_file(file);
  const Result<ContainerHeader> header = read_container_header({bytes.data(), bytes.size()});
  require(header.fault(), file);
  json out = json_of(*header);
  const auto present = bytes.size() - kContainerHeaderBytes;
  out["file"] = file;
  out["bytes"] = bytes.size();
  out["whole"] = present == header->model_bytes;
  out["digest_hex"] = hexadecimal({bytes.data() + 32, digest_bytes(header->digest)});
  if (header->signature != SignatureKind::None) {
    out["signature_hex"] = hexadecimal({bytes.data() + 96, 64});
  }
  if (as_json) {
    std::cout << out.dump(2) << '\n';
    return 0;
  }
  std::cout << file << ": " << words_of(out) << '\n';
  std::cout << "  digest     " << out["digest_hex"].get<std::string>() << '\n';
  if (out.contains("signature_hex")) {
    std::cout << "  signature  " << out["signature_hex"].get<std::string>() << '\n';
  }
  std::cout << "  as the header says; `mote container verify` checks it\n";
  if (!out["whole"].get<bool>()) {
    std::cout << "  " << present << " bytes of the model are there\n";
  }
  return 0;
}

int container_verify(const ContainerVerifyOptions& options) {
  std::vector<PublicKey> keys;
  for (const std::string& file : options.public_keys) {
    keys.push_back(SigningKey::read(file).public_key());
  }
  if (keys.empty() && !options.accept_unsigned) {
    throw Failure(kUsage,
                  "container verify: give a --public-key, or --accept-unsigned to check the digest "
                  "only");
  }
  const ContainerPolicy policy{
      {keys.data(), keys.size()}, options.product, options.least_version, options.accept_unsigned};
  int status = 0;
  json all = json::array();
  for (const std::string& file : options.files) {
    const std::vector<uint8_t> bytes = read_file(file);
    const json result = verify_container_file(file, {bytes.data(), bytes.size()}, policy);
    if (status == 0) status = result["exit_status"].get<int>();
    if (options.json) {
      all.push_back(result);
    } else if (result["ok"].get<bool>()) {
      std::cout << file << ": " << sentence_of_container(result) << '\n';
    } else {
      std::cerr << "mote: " << file << ": " << result["sentence"].get<std::string>() << '\n';
    }
  }
  if (options.json) std::cout << all.dump(2) << '\n';
  return status;
}

int container_keygen(const ContainerKeyOptions& options) {
  const SigningKey key = SigningKey::make();
  key.write_private(options.file);
  if (!options.public_file.empty()) {
    const std::string pem = key.public_pem();
    write_file(options.public_file, pem.data(), pem.size());
  }
  print_key(key, options.file, options.json);
  return 0;
}

int container_public_key(const ContainerKeyOptions& options) {
  const SigningKey key = SigningKey::read(options.file);
  if (!options.public_file.empty()) {
    const std::string pem = key.public_pem();
    write_file(options.public_file, pem.data(), pem.size());
  }
  print_key(key, options.file, options.json);
  return 0;
}

}  // namespace mote::tool
