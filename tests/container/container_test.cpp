// SPDX-License-Identifier: Apache-2.0
// Model containers: what is taken, and that nothing else is.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "container/check_numbers.h"
#include "model_container.h"
#include "read_model.h"

namespace mote::tests {
namespace {

using container::Check;
using container::fault;
using Bytes = std::vector<uint8_t>;

const Bytes& sine() {
  static const Bytes model = read_sine_model();
  return model;
}

struct Keys {
  tool::SigningKey key = tool::SigningKey::make(), other = tool::SigningKey::make();
  PublicKey device[2] = {other.public_key(), key.public_key()};
};
const Keys& keys() {
  static const Keys made;
  return made;
}

Bytes pack(bool is_signed, DigestKind digest, uint32_t version = 7, uint32_t product = 3) {
  return tool::make_container({sine().data(), sine().size()},
                              {version, product, digest, is_signed ? &keys().key : nullptr});
}

ContainerPolicy policy(bool accept_unsigned) { return {keys().device, 3, 5, accept_unsigned}; }

/// In memory that ends with the container, so that the sanitizers see every read past it.
Result<Container> verify(const Bytes& bytes, const ContainerPolicy& policy) {
  tool::OpenSslCrypto openssl;
  const auto copy = std::make_unique<uint8_t[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.get());
  const Result<Container> result =
      verify_container({copy.get(), bytes.size()}, policy, openssl.functions());
  if (result.ok()) {
    EXPECT_EQ(result->model.size(), bytes.size() - kContainerHeaderBytes);
    EXPECT_EQ(result->model.data(), copy.get() + kContainerHeaderBytes);
  }
  return result;
}

TEST(Container, IsTakenWhole) {
  for (const bool is_signed : {false, true}) {
    for (const DigestKind digest : {DigestKind::Sha256, DigestKind::Sha512}) {
      const Result<Container> result = verify(pack(is_signed, digest), policy(!is_signed));
      ASSERT_TRUE(result.ok()) << tool::name_of(digest) << ' ' << int{result.fault().check};
      EXPECT_EQ(result->header.model_version, 7U);
      EXPECT_EQ(result->header.product, 3U);
      EXPECT_EQ(result->header.digest, digest);
    }
  }
}

TEST(Container, OfAnyOtherBitIsRefused) {
  size_t flips = 0;
  for (const bool is_signed : {false, true}) {
    for (const DigestKind digest : {DigestKind::Sha256, DigestKind::Sha512}) {
      const Bytes whole = pack(is_signed, digest);
      for (size_t at = 0; at < whole.size(); ++at) {
        Bytes altered = whole;
        altered[at] ^= static_cast<uint8_t>(1U << at % 8);
        EXPECT_FALSE(verify(altered, policy(!is_signed)).ok()) << "byte " << at;
        ++flips;
      }
      for (size_t bit = 0; bit < kContainerHeaderBytes * 8; ++bit) {
        Bytes altered = whole;
        altered[bit / 8] ^= static_cast<uint8_t>(1U << bit % 8);
        EXPECT_FALSE(verify(altered, policy(!is_signed)).ok()) << "bit " << bit;
        ++flips;
      }
    }
  }
  std::printf("container: %zu single-bit flips, all refused\n", flips);
}

TEST(Container, CutShortOrLongerIsRefused) {
  for (const bool is_signed : {false, true}) {
    const Bytes whole = pack(is_signed, DigestKind::Sha512);
    for (size_t count = 0; count < whole.size(); ++count) {
      const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(count));
      const Fault f = verify(cut, policy(!is_signed)).fault();
      const Fault expected =
          count < kContainerHeaderBytes
              ? fault(Check::HeaderCutShort, static_cast<uint32_t>(count))
              : fault(Check::ContainerBytes, static_cast<uint32_t>(whole.size()));
      EXPECT_TRUE(f == expected) << count;
    }
    Bytes longer = whole;
    longer.push_back(0);
    EXPECT_FALSE(verify(longer, policy(!is_signed)).ok());
  }
}

// Fields that an attacker without the key sets at will.
struct Refusal {
  const char* name;
  std::function<void(Bytes&, ContainerPolicy&)> change;
  Check check;
  uint32_t detail;
};

void put(Bytes& bytes, size_t at, uint32_t value, size_t count) {
  for (size_t i = 0; i < count; ++i) bytes[at + i] = static_cast<uint8_t>(value >> 8 * i);
}

const PublicKey* stranger() {
  static const PublicKey key = tool::SigningKey::make().public_key();
  return &key;
}

const Refusal kRefusals[] = {
    {"another magic", [](Bytes& b, ContainerPolicy&) { b[0] = 'm'; }, Check::NoContainer, 0},
    {"a later format", [](Bytes& b, ContainerPolicy&) { put(b, 4, 2, 2); }, Check::FormatVersion,
     2},
    {"another header size", [](Bytes& b, ContainerPolicy&) { put(b, 6, 176, 2); },
     Check::HeaderBytes, 176},
    {"version 0", [](Bytes& b, ContainerPolicy&) { put(b, 8, 0, 4); }, Check::VersionZero, 0},
    {"no model", [](Bytes& b, ContainerPolicy&) { put(b, 12, 0, 4); }, Check::ModelBytes, 0},
    {"4 GB", [](Bytes& b, ContainerPolicy&) { put(b, 12, 0xFFFFFFFF, 4); }, Check::ModelBytes,
     0xFFFFFFFF},
    {"just too many", [](Bytes& b, ContainerPolicy&) { put(b, 12, 0x7FFFFF60, 4); },
     Check::ModelBytes, 0x7FFFFF60},
    {"digest 0", [](Bytes& b, ContainerPolicy&) { b[20] = 0; }, Check::DigestKindUnknown, 0},
    {"digest 3", [](Bytes& b, ContainerPolicy&) { b[20] = 3; }, Check::DigestKindUnknown, 3},
    {"signature 2", [](Bytes& b, ContainerPolicy&) { b[21] = 2; }, Check::SignatureKindUnknown, 2},
    {"signature taken away", [](Bytes& b, ContainerPolicy&) { b[21] = 0; }, Check::ReservedByte,
     96},
    {"and its bytes",
     [](Bytes& b, ContainerPolicy&) {
       b[21] = 0;
       std::fill(b.begin() + 96, b.begin() + 160, uint8_t{0});
     },
     Check::Unsigned, 0},
    {"reserved byte", [](Bytes& b, ContainerPolicy&) { b[31] = 1; }, Check::ReservedByte, 31},
    {"behind a short digest",
     [](Bytes& b, ContainerPolicy&) {
       b = pack(true, DigestKind::Sha256);
       b[95] = 1;
     },
     Check::ReservedByte, 95},
    {"another product", [](Bytes&, ContainerPolicy& p) { p.product = 4; }, Check::Product, 3},
    {"an older version", [](Bytes&, ContainerPolicy& p) { p.least_version = 8; },
     Check::OlderVersion, 7},
    {"no key", [](Bytes&, ContainerPolicy& p) { p.keys = {}; }, Check::Signature, 0},
    {"another key",
     [](Bytes&, ContainerPolicy& p) {
       p.keys = {stranger(), 1};
     },
     Check::Signature, 0},
    {"another key, unsigned ones taken",
     [](Bytes&, ContainerPolicy& p) {
       p.keys = {stranger(), 1};
       p.accept_unsigned = true;
     },
     Check::Signature, 0},
    {"a version that was not signed", [](Bytes& b, ContainerPolicy&) { put(b, 8, 9, 4); },
     Check::Signature, 0},
    {"an altered model", [](Bytes& b, ContainerPolicy&) { b.back() ^= 1; }, Check::Digest, 0},
};

TEST(Container, RefusalsSayWhy) {
  for (const Refusal& refusal : kRefusals) {
    Bytes bytes = pack(true, DigestKind::Sha512);
    ContainerPolicy asked = policy(false);
    refusal.change(bytes, asked);
    const Fault f = verify(bytes, asked).fault();
    EXPECT_TRUE(f == fault(refusal.check, refusal.detail))
        << refusal.name << ": check " << int{f.check} << " detail " << f.detail;
  }
}

TEST(Container, APolicyOfNothingTakesNothing) {
  EXPECT_FALSE(verify(pack(false, DigestKind::Sha512, 1, 0), {}).ok());
  EXPECT_FALSE(verify(pack(true, DigestKind::Sha512, 1, 0), {}).ok());
}

TEST(Container, FailingCryptographyRefuses) {
  const Bytes bytes = pack(true, DigestKind::Sha512);
  tool::OpenSslCrypto openssl;
  const auto check = [&](const ContainerCrypto& crypto) {
    return verify_container({bytes.data(), bytes.size()}, policy(false), crypto).fault();
  };
  ContainerCrypto crypto = openssl.functions();
  crypto.digest_begin = [](void*, DigestKind) { return false; };
  EXPECT_TRUE(check(crypto) == fault(Check::DigestKindUnknown, 2));
  crypto = openssl.functions();
  crypto.digest_update = [](void*, const uint8_t*, size_t) { return false; };
  EXPECT_TRUE(check(crypto) == fault(Check::CryptographyFailed));
  crypto = openssl.functions();
  crypto.digest_finish = [](void*, uint8_t*) { return false; };
  EXPECT_TRUE(check(crypto) == fault(Check::CryptographyFailed));
  crypto = openssl.functions();
  crypto.signature_valid = nullptr;
  EXPECT_TRUE(check(crypto) == fault(Check::SignatureKindUnknown, 1));
}

}  // namespace
}  // namespace mote::tests
