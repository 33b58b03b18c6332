// SPDX-License-Identifier: Apache-2.0
#include "sound_file.h"

#include <sndfile.h>

#include "session.h"

namespace mote::tool {

SoundFile::SoundFile(const std::string& path, bool raw) {
  SF_INFO info{};
  if (raw) info = {0, 16000, 1, SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 0, 0};
  constexpr int kStandardInput = 0;
  SNDFILE* file = path == "-" ? sf_open_fd(kStandardInput, SFM_READ, &info, SF_FALSE)
                              : sf_open(path.c_str(), SFM_READ, &info);
  if (file == nullptr) {
    throw Failure(kIoError, path + ": cannot be read as a sound: " + sf_strerror(nullptr));
  }
  file_.reset(file);
  sample_rate_hz_ = info.samplerate;
  if (info.channels != 1) {
    throw Failure(kUsage, path + ": has " + std::to_string(info.channels) +
                              " channels, one is expected; mix them down first");
  }
}

int SoundFile::sample_rate_hz() const { return sample_rate_hz_; }

size_t SoundFile::read(Span<int16_t> samples) {
  auto* file = static_cast<SNDFILE*>(file_.get());
  return static_cast<size_t>(
      sf_read_short(file, samples.data(), static_cast<sf_count_t>(samples.size())));
}

void SoundFile::Close::operator()(void* file) const { sf_close(static_cast<SNDFILE*>(file)); }

}  // namespace mote::tool
