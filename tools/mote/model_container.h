// SPDX-License-Identifier: Apache-2.0
// Model containers on the host: made, signed and checked with OpenSSL. Private keys come from PEM
// files and go nowhere else.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "mote/container.h"

namespace mote::tool {

/// An Ed25519 key, private or only its public half.
class SigningKey {
 public:
  /// A new one.
  static SigningKey make();
  /// From a PEM file: a private key (PKCS #8) or a public one. Throws Failure.
  static SigningKey read(const std::string& path);

  bool is_private() const { return is_private_; }
  PublicKey public_key() const;
  std::string public_pem() const;
  /// Into a new file that only its owner may read; one that is there is not written over.
  void write_private(const std::string& path) const;
  /// 64 bytes. Only a private key.
  std::vector<uint8_t> sign(Span<const uint8_t> message) const;

 private:
  struct Free {
    void operator()(void* key) const;
  };
  std::unique_ptr<void, Free> key_;
  bool is_private_ = false;
};

/// The cryptography of verify_container() and ModelSlots by OpenSSL.
class OpenSslCrypto {
 public:
  OpenSslCrypto();
  /// Its functions refer to this object.
  ContainerCrypto functions();

 private:
  friend struct OpenSslFunctions;
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> digest_;
};

struct ContainerOptions {
  uint32_t model_version = 1;
  uint32_t product = 0;
  DigestKind digest = DigestKind::Sha512;
  const SigningKey* key = nullptr;  ///< null: not signed
};

/// The container of a model's bytes, whatever they are.
std::vector<uint8_t> make_container(Span<const uint8_t> model, const ContainerOptions& options);

std::string name_of(DigestKind kind);
std::string name_of(SignatureKind kind);

}  // namespace mote::tool
