// SPDX-License-Identifier: Apache-2.0
// A model that came from elsewhere, checked before anything reads it: a header of 160 bytes with a
// digest and, for those who ask for one, a signature; then the .tflite file, unchanged.
// docs/design/model_container.md has the bytes. Nothing of this is linked unless it is used, and
// nothing else of Mote depends on it.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "mote/span.h"
#include "mote/status.h"

namespace mote {

/// The model begins there, so that it is aligned to 16 bytes where the container is.
constexpr uint32_t kContainerHeaderBytes = 160;
constexpr uint32_t kMostDigestBytes = 64;

enum class DigestKind : uint8_t { Sha256 = 1, Sha512 = 2 };
enum class SignatureKind : uint8_t { None = 0, Ed25519 = 1 };

constexpr uint32_t digest_bytes(DigestKind kind) { return kind == DigestKind::Sha256 ? 32 : 64; }

/// An Ed25519 public key as RFC 8032 writes it.
struct PublicKey {
  uint8_t bytes[32];
};

/// The cryptography, which is not Mote's: a library, or the chip's own block. Mote calls
/// digest_begin, digest_update any number of times, digest_finish, one digest at a time; after a
/// failure it starts anew with digest_begin. False: it could not be done, which refuses the model.
struct ContainerCrypto {
  void* context;  ///< handed to every function
  /// False also for a kind that is not there.
  bool (*digest_begin)(void* context, DigestKind kind);
  bool (*digest_update)(void* context, const uint8_t* bytes, size_t count);
  /// Writes digest_bytes(kind).
  bool (*digest_finish)(void* context, uint8_t* digest);
  /// True only if `signature`, 64 bytes, is one of `message` by `key`: Ed25519 of RFC 8032, without
  /// prehash and context. Null where no signatures are wanted.
  bool (*signature_valid)(void* context, const PublicKey& key, const uint8_t* signature,
                          const uint8_t* message, size_t message_bytes);
};

/// What a device takes. As it is by default, nothing: it has no key.
struct ContainerPolicy {
  Span<const PublicKey> keys;  ///< any will do; not a copy, they must stay in place
  uint32_t product = 0;        ///< the container must name the same
  uint32_t least_version = 1;  ///< older models are refused; for a counter that outlives the slots
  bool accept_unsigned = false;  ///< a digest is enough: detects accidents, not attackers
};

struct ContainerHeader {
  uint32_t model_version;  ///< from 1 up; a newer model has a greater one
  uint32_t model_bytes;    ///< below 2^31
  uint32_t product;        ///< for what it was made, as its maker counts
  DigestKind digest;
  SignatureKind signature;

  /// Of the container.
  constexpr uint32_t container_bytes() const { return kContainerHeaderBytes + model_bytes; }
};

struct Container {
  ContainerHeader header;
  Span<const uint8_t> model;  ///< in the container's bytes; for Model::verify()
};

/// Reads the first kContainerHeaderBytes of `bytes` and believes them: nothing is proved but that
/// the fields are possible ones. Reads nothing beyond.
/// Faults: ContainerMalformed, ContainerRefused for kinds and versions that are not known here.
Result<ContainerHeader> read_container_header(Span<const uint8_t> bytes);

/// The same, and whether the device takes such a container: product, version, signature. The
/// signature covers the model's digest, so that a container is refused before its model is fetched.
Result<ContainerHeader> check_container_header(Span<const uint8_t> bytes,
                                               const ContainerPolicy& policy,
                                               const ContainerCrypto& crypto);

/// Everything: `bytes` are one container, whole, as it was made, and one that the device takes. The
/// bytes must not change from here on; whoever can change them must be kept away from them.
Result<Container> verify_container(Span<const uint8_t> bytes, const ContainerPolicy& policy,
                                   const ContainerCrypto& crypto);

/// True if the bytes begin as a container does.
bool is_container(Span<const uint8_t> bytes);

}  // namespace mote
