// SPDX-License-Identifier: Apache-2.0
// Monocypher as the cryptography of model containers: SHA-512 and Ed25519. Needs no heap and no C
// library, so it is for devices too.
#pragma once

#include "mote/container.h"
#include "monocypher-ed25519.h"

namespace example {

/// `context` is what SHA-512 remembers; it must stay in place.
inline mote::ContainerCrypto monocypher_crypto(crypto_sha512_ctx& context) {
  mote::ContainerCrypto crypto{};
  crypto.context = &context;
  crypto.digest_begin = [](void* c, mote::DigestKind kind) {
    if (kind != mote::DigestKind::Sha512) return false;
    crypto_sha512_init(static_cast<crypto_sha512_ctx*>(c));
    return true;
  };
  crypto.digest_update = [](void* c, const uint8_t* bytes, size_t count) {
    crypto_sha512_update(static_cast<crypto_sha512_ctx*>(c), bytes, count);
    return true;
  };
  crypto.digest_finish = [](void* c, uint8_t* digest) {
    crypto_sha512_final(static_cast<crypto_sha512_ctx*>(c), digest);
    return true;
  };
  crypto.signature_valid = [](void*, const mote::PublicKey& key, const uint8_t* signature,
                              const uint8_t* message, size_t message_bytes) {
    return crypto_ed25519_check(signature, key.bytes, message, message_bytes) == 0;
  };
  return crypto;
}

}  // namespace example
