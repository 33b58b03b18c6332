// SPDX-License-Identifier: Apache-2.0
#include "input_files.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cstring>
#include <filesystem>
#include <optional>
#include <random>
#include <string_view>

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

#include "explain.h"
#include "session.h"
#include "sound_file.h"

namespace mote::tool {
namespace {

template <class T>
void append(std::vector<uint8_t>& bytes, T value) {
  const auto* from = reinterpret_cast<const uint8_t*>(&value);
  bytes.insert(bytes.end(), from, from + sizeof(T));
}

/// NumPy's name of an element type; empty for types that it does not have.
std::string numpy_name(TensorType type) {
  switch (type) {
    case TensorType::Float16: return "<f2";
    case TensorType::Float32: return "<f4";
    case TensorType::Float64: return "<f8";
    case TensorType::Int8: return "|i1";
    case TensorType::Int16: return "<i2";
    case TensorType::Int32: return "<i4";
    case TensorType::Int64: return "<i8";
    case TensorType::UInt8: return "|u1";
    case TensorType::UInt16: return "<u2";
    case TensorType::UInt32: return "<u4";
    case TensorType::UInt64: return "<u8";
    case TensorType::Bool: return "|b1";
    default: return "";
  }
}

/// The value of 'descr' in a header; nothing if it has none, or one that is no name of a type. Not by
/// std::regex: it recurses for each character, and the header is as long as its file says.
std::optional<std::string> described_type(const std::string& header) {
  constexpr std::string_view kKey = "'descr':";
  constexpr size_t kMostLetters = 16;
  size_t at = header.find(kKey);
  if (at == std::string::npos) return std::nullopt;
  at = header.find_first_not_of(' ', at + kKey.size());
  if (at == std::string::npos || header[at] != '\'') return std::nullopt;
  const size_t end = header.find('\'', at + 1);
  if (end == std::string::npos || end - at - 1 > kMostLetters) return std::nullopt;
  return header.substr(at + 1, end - at - 1);
}

/// Source: the .npy format, versions 1 to 3 (numpy.lib.format).
std::vector<uint8_t> read_npy(const std::string& path, const Tensor& tensor) {
  const std::vector<uint8_t> file = read_file(path);
  const auto broken = [&](const std::string& what) { return Failure(kUsage, path + ": " + what); };
  constexpr size_t kFixed = 8;
  if (file.size() < kFixed + 4 || std::memcmp(file.data(), "\x93NUMPY", 6) != 0) {
    throw broken("is not a .npy file");
  }
  const size_t length_bytes = file[6] == 1 ? 2 : 4;
  size_t header_bytes = 0;
  for (size_t i = 0; i < length_bytes; ++i) header_bytes |= size_t{file[kFixed + i]} << (8 * i);
  const size_t start = kFixed + length_bytes;
  if (header_bytes > file.size() - start) throw broken("is cut short in its header");
  const std::string header(file.begin() + static_cast<ptrdiff_t>(start),
                           file.begin() + static_cast<ptrdiff_t>(start + header_bytes));
  const std::optional<std::string> type = described_type(header);
  if (!type) throw broken("does not name its element type");
  if (*type != numpy_name(tensor.type())) {
    throw broken("holds " + *type + ", the tensor is " + type_name(tensor.type()) + " (" +
                 numpy_name(tensor.type()) + ")");
  }
  if (header.find("'fortran_order': True") != std::string::npos) {
    throw broken("is in Fortran order; save numpy.ascontiguousarray(x)");
  }
  return {file.begin() + static_cast<ptrdiff_t>(start + header_bytes), file.end()};
}

std::vector<uint8_t> read_sound(const std::string& path, const Tensor& tensor) {
  const bool as_float = tensor.type() == TensorType::Float32;
  if (!as_float && tensor.type() != TensorType::Int16) {
    throw Failure(kUsage, path + ": samples fit int16 or float32 tensors, this one is " +
                              type_name(tensor.type()) + "; try `mote listen`");
  }
  SoundFile sound(path, false);
  std::vector<uint8_t> bytes;
  std::vector<int16_t> block(4096);
  while (const size_t count = sound.read({block.data(), block.size()})) {
    for (size_t i = 0; i < count; ++i) {
      if (as_float) append(bytes, static_cast<float>(block[i]) / 32768.0F);
      else append(bytes, block[i]);
    }
  }
  return bytes;
}

std::vector<uint8_t> read_picture(const std::string& path, const Tensor& tensor) {
  const uint32_t rank = tensor.rank();
  if (rank < 3) throw Failure(kUsage, path + ": the tensor has no height, width and channels");
  const int32_t height = tensor.dim(rank - 3);
  const int32_t width = tensor.dim(rank - 2);
  const int32_t channels = tensor.dim(rank - 1);
  if (channels < 1 || channels > 4) {
    throw Failure(kUsage,
                  path + ": a picture has 1 to 4 channels, the tensor " + std::to_string(channels));
  }
  const std::vector<uint8_t> file = read_file(path);
  if (file.size() > INT32_MAX) throw Failure(kUsage, path + ": is 2 GB or larger");
  int found_width = 0, found_height = 0, found_channels = 0;
  const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &found_width, &found_height,
                            &found_channels, channels),
      stbi_image_free);
  if (!pixels) throw Failure(kUsage, path + ": is not a picture: " + stbi_failure_reason());
  if (found_width != width || found_height != height) {
    throw Failure(kUsage, path + ": is " + std::to_string(found_width) + " x " +
                              std::to_string(found_height) + ", the tensor takes " +
                              std::to_string(width) + " x " + std::to_string(height) +
                              "; scale it first");
  }
  std::vector<uint8_t> bytes;
  for (int32_t i = 0; i < height * width * channels; ++i) {
    const uint8_t pixel = pixels.get()[i];
    switch (tensor.type()) {
      case TensorType::UInt8: append(bytes, pixel); break;
      case TensorType::Int8: append(bytes, static_cast<int8_t>(pixel - 128)); break;
      case TensorType::Float32: append(bytes, static_cast<float>(pixel) / 255.0F); break;
      default:
        throw Failure(kUsage, path + ": pixels fit uint8, int8 or float32 tensors, this one is " +
                                  type_name(tensor.type()));
    }
  }
  return bytes;
}

}  // namespace

std::vector<uint8_t> read_tensor_file(const std::string& path, const Tensor& tensor) {
  std::string kind = std::filesystem::path(path).extension().string();
  std::transform(kind.begin(), kind.end(), kind.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto is_one_of = [&](std::initializer_list<const char*> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  std::vector<uint8_t> bytes;
  if (is_one_of({".npy"})) bytes = read_npy(path, tensor);
  else if (is_one_of({".wav", ".flac", ".ogg"})) bytes = read_sound(path, tensor);
  else if (is_one_of({".png", ".jpg", ".jpeg", ".bmp"})) bytes = read_picture(path, tensor);
  else bytes = read_file(path);
  if (bytes.empty() || tensor.bytes() == 0 || bytes.size() % tensor.bytes() != 0) {
    throw Failure(kUsage, path + ": gives " + std::to_string(bytes.size()) +
                              " bytes; the tensor takes " + std::to_string(tensor.bytes()) +
                              ", or a multiple of it for several invokes");
  }
  return bytes;
}

std::vector<uint8_t> random_tensor(uint64_t seed, const Tensor& tensor) {
  std::mt19937_64 random(seed);  // its sequence is fixed by the C++ standard
  std::vector<uint8_t> bytes;
  while (bytes.size() < tensor.bytes()) {
    const uint64_t bits = random();
    switch (tensor.type()) {
      case TensorType::Float32:
        append(bytes, static_cast<float>(static_cast<int32_t>(bits >> 40) - (1 << 23)) / (1 << 23));
        break;
      case TensorType::Float64:
        append(bytes, static_cast<double>(static_cast<int64_t>(bits) >> 11) / (int64_t{1} << 52));
        break;
      case TensorType::Bool: append(bytes, static_cast<uint8_t>(bits >> 63)); break;
      default: append(bytes, static_cast<uint8_t>(bits >> 56)); break;
    }
  }
  bytes.resize(tensor.bytes());
  return bytes;
}

}  // namespace mote::tool
