// SPDX-License-Identifier: Apache-2.0
#include "model_container.h"

#include <fcntl.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/bytes.h"
#include "container/layout.h"
#include "session.h"

namespace mote::tool {
namespace {

EVP_PKEY* pkey(void* key) { return static_cast<EVP_PKEY*>(key); }

void require(bool done, const char* what) {
  if (!done) throw Failure(kCheckFailed, std::string("OpenSSL could not ") + what);
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
DigestContext digest_context() { return {EVP_MD_CTX_new(), EVP_MD_CTX_free}; }

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

}  // namespace

void SigningKey::Free::operator()(void* key) const { EVP_PKEY_free(pkey(key)); }

SigningKey SigningKey::make() {
  SigningKey made;
  made.key_.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  require(made.key_ != nullptr, "make a key");
  made.is_private_ = true;
  return made;
}

SigningKey SigningKey::read(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) throw Failure(kIoError, path + ": cannot be opened: " + std::strerror(errno));
  SigningKey key;
  key.key_.reset(PEM_read_PUBKEY(file.get(), nullptr, nullptr, nullptr));
  if (key.key_ == nullptr) {
    std::rewind(file.get());
    key.key_.reset(PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr));
    key.is_private_ = key.key_ != nullptr;
  }
  if (key.key_ == nullptr || EVP_PKEY_get_base_id(pkey(key.key_.get())) != EVP_PKEY_ED25519) {
    throw Failure(kUsage, path + ": not an Ed25519 key in PEM; `mote container keygen` makes one");
  }
  return key;
}

PublicKey SigningKey::public_key() const {
  PublicKey out{};
  size_t count = sizeof(out.bytes);
  require(EVP_PKEY_get_raw_public_key(pkey(key_.get()), out.bytes, &count) == 1,
          "read the public key");
  return out;
}

std::string SigningKey::public_pem() const {
  const Bio memory(BIO_new(BIO_s_mem()), BIO_free);
  require(memory && PEM_write_bio_PUBKEY(memory.get(), pkey(key_.get())) == 1,
          "write the public key");
  char* text = nullptr;
  const long count = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<size_t>(count)};
}

void SigningKey::write_private(const std::string& path) const {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    throw Failure(kIoError, path + ": the key cannot be written there: " + std::strerror(errno));
  }
  File file(fdopen(descriptor, "wb"));
  const bool written = file && PEM_write_PrivateKey(file.get(), pkey(key_.get()), nullptr, nullptr,
                                                    0, nullptr, nullptr) == 1;
  if (!written || std::fclose(file.release()) != 0) {
    throw Failure(kIoError, path + ": the key cannot be written there");
  }
}

std::vector<uint8_t> SigningKey::sign(Span<const uint8_t> message) const {
  if (!is_private_)
    throw Failure(kUsage, "this is a public key; a signature needs the private one");
  const DigestContext context = digest_context();
  std::vector<uint8_t> signature(64);
  size_t count = signature.size();
  require(context &&
              EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pkey(key_.get())) == 1 &&
              EVP_DigestSign(context.get(), signature.data(), &count, message.data(),
                             message.size()) == 1 &&
              count == signature.size(),
          "sign");
  return signature;
}

void OpenSslCrypto::Free::operator()(void* context) const {
  EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context));
}

OpenSslCrypto::OpenSslCrypto() : digest_(EVP_MD_CTX_new()) { require(digest_ != nullptr, "begin"); }

struct OpenSslFunctions {
  static EVP_MD_CTX* digest(void* context) {
    return static_cast<EVP_MD_CTX*>(static_cast<OpenSslCrypto*>(context)->digest_.get());
  }
  static bool begin(void* context, DigestKind kind) {
    const EVP_MD* type = kind == DigestKind::Sha256 ? EVP_sha256() : EVP_sha512();
    return EVP_DigestInit_ex(digest(context), type, nullptr) == 1;
  }
  static bool update(void* context, const uint8_t* bytes, size_t count) {
    return EVP_DigestUpdate(digest(context), bytes, count) == 1;
  }
  static bool finish(void* context, uint8_t* out) {
    return EVP_DigestFinal_ex(digest(context), out, nullptr) == 1;
  }
  static bool signature_valid(void* /*context*/, const PublicKey& key, const uint8_t* signature,
                              const uint8_t* message, size_t message_bytes) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> public_key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes, sizeof(key.bytes)),
        EVP_PKEY_free);
    const DigestContext context = digest_context();
    return public_key && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature, 64, message, message_bytes) == 1;
  }
};

ContainerCrypto OpenSslCrypto::functions() {
  return {this, OpenSslFunctions::begin, OpenSslFunctions::update, OpenSslFunctions::finish,
          OpenSslFunctions::signature_valid};
}

std::vector<uint8_t> make_container(Span<const uint8_t> model, const ContainerOptions& options) {
  using namespace container;  // NOLINT: the offsets are this function's vocabulary
  if (model.empty() || model.size() > kMostModelBytes) {
    throw Failure(kUsage, "a container holds a model of 1 byte to 2 GB");
  }
  std::vector<uint8_t> out(kContainerHeaderBytes + model.size());
  std::memcpy(out.data(), kMagic, sizeof(kMagic));
  store(out.data() + kFormatVersionAt, kFormatVersion);
  store(out.data() + kHeaderBytesAt, static_cast<uint16_t>(kContainerHeaderBytes));
  store(out.data() + kModelVersionAt, options.model_version);
  store(out.data() + kModelBytesAt, static_cast<uint32_t>(model.size()));
  store(out.data() + kProductAt, options.product);
  out[kDigestKindAt] = static_cast<uint8_t>(options.digest);
  out[kSignatureKindAt] =
      static_cast<uint8_t>(options.key != nullptr ? SignatureKind::Ed25519 : SignatureKind::None);
  std::memcpy(out.data() + kContainerHeaderBytes, model.data(), model.size());
  OpenSslCrypto openssl;
  const ContainerCrypto crypto = openssl.functions();
  require(crypto.digest_begin(crypto.context, options.digest) &&
              crypto.digest_update(crypto.context, out.data(), kDigestAt) &&
              crypto.digest_update(crypto.context, model.data(), model.size()) &&
              crypto.digest_finish(crypto.context, out.data() + kDigestAt),
          "make the digest");
  if (options.key != nullptr) {
    const std::vector<uint8_t> signature = options.key->sign({out.data(), kSignatureAt});
    std::memcpy(out.data() + kSignatureAt, signature.data(), signature.size());
  }
  return out;
}

std::string name_of(DigestKind kind) { return kind == DigestKind::Sha256 ? "sha256" : "sha512"; }
std::string name_of(SignatureKind kind) { return kind == SignatureKind::None ? "none" : "ed25519"; }

}  // namespace mote::tool
