// SPDX-License-Identifier: Apache-2.0
// Where the fields of a container's header lie, and its digest. docs/design/model_container.md
// explains them.
#pragma once

#include <stdint.h>

#include "mote/container.h"

namespace mote::container {

constexpr uint8_t kMagic[4] = {'M', 'O', 'T', 'E'};
constexpr uint16_t kFormatVersion = 1;

constexpr uint32_t kFormatVersionAt = 4;
constexpr uint32_t kHeaderBytesAt = 6;
constexpr uint32_t kModelVersionAt = 8;
constexpr uint32_t kModelBytesAt = 12;
constexpr uint32_t kProductAt = 16;
constexpr uint32_t kDigestKindAt = 20;
constexpr uint32_t kSignatureKindAt = 21;
constexpr uint32_t kReservedAt = 22;
/// The digest covers what stands before it and the model.
constexpr uint32_t kDigestAt = 32;
/// The signature covers what stands before it.
constexpr uint32_t kSignatureAt = 96;
static_assert(kSignatureAt + 64 == kContainerHeaderBytes);

/// Below 2^31, as Model::verify() wants it.
constexpr uint32_t kMostModelBytes = 0x7FFFFFFF - kContainerHeaderBytes;

/// Begins the digest of a container whose header is `header`, with what it covers of it.
Fault begin_digest(const uint8_t* header, DigestKind kind, const ContainerCrypto& crypto);
Fault add_to_digest(Span<const uint8_t> bytes, const ContainerCrypto& crypto);
/// Ends it and compares with the header's.
Fault end_digest(const uint8_t* header, DigestKind kind, const ContainerCrypto& crypto);

}  // namespace mote::container
