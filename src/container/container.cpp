// SPDX-License-Identifier: Apache-2.0
#include "mote/container.h"

#include "base/bytes.h"
#include "container/check_numbers.h"
#include "container/layout.h"

namespace mote {
namespace container {
namespace {

/// Bytes that must be zero: where they are not.
Fault require_zeros(const uint8_t* header, uint32_t from, uint32_t to) {
  for (uint32_t at = from; at < to; ++at) {
    if (header[at] != 0) return fault(Check::ReservedByte, at);
  }
  return {};
}

/// The signature by any of the keys; which one is nobody's business.
Fault check_signature(const uint8_t* header, SignatureKind kind, const ContainerPolicy& policy,
                      const ContainerCrypto& crypto) {
  if (kind == SignatureKind::None) {
    return policy.accept_unsigned ? Fault{} : fault(Check::Unsigned);
  }
  if (policy.keys.size() == 0 && policy.accept_unsigned) return {};
  if (crypto.signature_valid == nullptr) {
    return fault(Check::SignatureKindUnknown, static_cast<uint32_t>(kind));
  }
  for (const PublicKey& key : policy.keys) {
    if (crypto.signature_valid(crypto.context, key, header + kSignatureAt, header, kSignatureAt)) {
      return {};
    }
  }
  return fault(Check::Signature);
}

}  // namespace

Fault begin_digest(const uint8_t* header, DigestKind kind, const ContainerCrypto& crypto) {
  if (!crypto.digest_begin(crypto.context, kind)) {
    return fault(Check::DigestKindUnknown, static_cast<uint32_t>(kind));
  }
  return add_to_digest({header, kDigestAt}, crypto);
}

Fault add_to_digest(Span<const uint8_t> bytes, const ContainerCrypto& crypto) {
  return crypto.digest_update(crypto.context, bytes.data(), bytes.size())
             ? Fault{}
             : fault(Check::CryptographyFailed);
}

Fault end_digest(const uint8_t* header, DigestKind kind, const ContainerCrypto& crypto) {
  uint8_t digest[kMostDigestBytes] = {};
  if (!crypto.digest_finish(crypto.context, digest)) return fault(Check::CryptographyFailed);
  // Nothing here is secret, so that the time it takes tells nothing.
  const bool same = __builtin_memcmp(digest, header + kDigestAt, digest_bytes(kind)) == 0;
  return same ? Fault{} : fault(Check::Digest);
}

}  // namespace container

using container::Check;
using container::fault;

bool is_container(Span<const uint8_t> bytes) {
  return bytes.size() >= sizeof(container::kMagic) &&
         __builtin_memcmp(bytes.data(), container::kMagic, sizeof(container::kMagic)) == 0;
}

Result<ContainerHeader> read_container_header(Span<const uint8_t> bytes) {
  using namespace container;  // NOLINT: the offsets are this function's vocabulary
  if (bytes.size() < kContainerHeaderBytes) {
    return fault(Check::HeaderCutShort, static_cast<uint32_t>(bytes.size()));
  }
  if (!is_container(bytes)) return fault(Check::NoContainer);
  const uint8_t* at = bytes.data();
  const auto version = load<uint16_t>(at + kFormatVersionAt);
  if (version != kFormatVersion) return fault(Check::FormatVersion, version);
  const auto header_bytes = load<uint16_t>(at + kHeaderBytesAt);
  if (header_bytes != kContainerHeaderBytes) return fault(Check::HeaderBytes, header_bytes);
  ContainerHeader header{};
  header.model_version = load<uint32_t>(at + kModelVersionAt);
  header.model_bytes = load<uint32_t>(at + kModelBytesAt);
  header.product = load<uint32_t>(at + kProductAt);
  header.digest = static_cast<DigestKind>(at[kDigestKindAt]);
  header.signature = static_cast<SignatureKind>(at[kSignatureKindAt]);
  if (header.model_version == 0) return fault(Check::VersionZero);
  if (header.model_bytes == 0 || header.model_bytes > kMostModelBytes) {
    return fault(Check::ModelBytes, header.model_bytes);
  }
  if (header.digest != DigestKind::Sha256 && header.digest != DigestKind::Sha512) {
    return fault(Check::DigestKindUnknown, at[kDigestKindAt]);
  }
  if (header.signature != SignatureKind::None && header.signature != SignatureKind::Ed25519) {
    return fault(Check::SignatureKindUnknown, at[kSignatureKindAt]);
  }
  if (const Fault f = require_zeros(at, kReservedAt, kDigestAt); !f.ok()) return f;
  const uint32_t digest_end = kDigestAt + digest_bytes(header.digest);
  if (const Fault f = require_zeros(at, digest_end, kSignatureAt); !f.ok()) return f;
  if (header.signature == SignatureKind::None) {
    const Fault f = require_zeros(at, kSignatureAt, kContainerHeaderBytes);
    if (!f.ok()) return f;
  }
  return header;
}

Result<ContainerHeader> check_container_header(Span<const uint8_t> bytes,
                                               const ContainerPolicy& policy,
                                               const ContainerCrypto& crypto) {
  const Result<ContainerHeader> header = read_container_header(bytes);
  if (!header.ok()) return header;
  if (header->product != policy.product) return fault(Check::Product, header->product);
  if (header->model_version < policy.least_version) {
    return fault(Check::OlderVersion, header->model_version);
  }
  const Fault f = container::check_signature(bytes.data(), header->signature, policy, crypto);
  if (!f.ok()) return f;
  return header;
}

Result<Container> verify_container(Span<const uint8_t> bytes, const ContainerPolicy& policy,
                                   const ContainerCrypto& crypto) {
  const Result<ContainerHeader> header = check_container_header(bytes, policy, crypto);
  if (!header.ok()) return header.fault();
  if (bytes.size() != header->container_bytes()) {
    return fault(Check::ContainerBytes, header->container_bytes());
  }
  const Span<const uint8_t> model{bytes.data() + kContainerHeaderBytes, header->model_bytes};
  Fault f = container::begin_digest(bytes.data(), header->digest, crypto);
  if (f.ok()) f = container::add_to_digest(model, crypto);
  if (f.ok()) f = container::end_digest(bytes.data(), header->digest, crypto);
  if (!f.ok()) return f;
  return Container{*header, model};
}

}  // namespace mote
