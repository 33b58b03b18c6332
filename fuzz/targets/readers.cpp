// SPDX-License-Identifier: Apache-2.0
// Any bytes to the readers of sounds, arrays and pictures: a tensor's bytes or a message, nothing
// else.
#include <unistd.h>

#include "expect.h"
#include "input_files.h"
#include "input_reader.h"
#include "session.h"
#include "sound_file.h"

namespace mote::fuzz {
namespace {

constexpr const char* kEndings[] = {".npy", ".wav", ".flac", ".ogg",
                                    ".png", ".jpg", ".bmp",  ".bin"};
constexpr TensorType kTypes[] = {TensorType::Int8,    TensorType::UInt8,  TensorType::Int16,
                                 TensorType::Float32, TensorType::Int32,  TensorType::Bool,
                                 TensorType::Int64,   TensorType::Float64};

std::string folder() {
  static const std::string made = [] {
    const char* base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    std::string name = std::string(base) + "/mote_fuzz_readers_XXXXXX";
    expect(mkdtemp(name.data()) != nullptr, "no folder for temporary files");
    std::atexit([] {
      for (const char* ending : kEndings) unlink((folder() + "/input" + ending).c_str());
      rmdir(folder().c_str());
    });
    return name;
  }();
  return made;
}

}  // namespace
}  // namespace mote::fuzz

/// A byte each: ending, type, rank with extents; then the file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote;
  using namespace mote::fuzz;
  InputReader in(data, size);
  const char* ending = kEndings[in.take<uint8_t>() % std::size(kEndings)];
  const TensorType type = kTypes[in.take<uint8_t>() % std::size(kTypes)];
  const bool raw_sound = in.chance(10);
  const int32_t rank = in.between(0, 4);
  std::vector<int32_t> dims;
  uint32_t bytes = bits_per_element(type) / 8;
  for (int32_t axis = 0; axis < rank; ++axis) {
    dims.push_back(in.between(0, 31));
    bytes *= static_cast<uint32_t>(dims.back());
  }
  const std::string path = folder() + "/input" + ending;
  const std::vector<uint8_t> file = in.bytes(in.left());
  tool::write_file(path, file.data(), file.size());
  std::vector<uint8_t> elements(bytes);
  const Tensor tensor(elements.data(), bytes, type,
                      {reinterpret_cast<const uint8_t*>(dims.data()), dims.size() * 4}, {});
  try {
    const std::vector<uint8_t> read = tool::read_tensor_file(path, tensor);
    expect(!read.empty() && bytes != 0 && read.size() % bytes == 0,
           "bytes that are no number of tensors");
  } catch (const tool::Failure& failure) {
    expect(failure.status == tool::kUsage || failure.status == tool::kIoError,
           "a status that a reader does not promise");
  }
  if (!raw_sound) return 0;
  try {
    tool::SoundFile sound(path, true);
    int16_t block[256];
    while (sound.read(block) != 0) {
    }
  } catch (const tool::Failure&) {
    return 0;
  }
  return 0;
}
