// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/max_pool_s8.h"

#include "kernels/cortex_m_dsp/pool_patch.h"
#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {
namespace {

inline uint32_t word_at(const int8_t* from) {
  uint32_t word = 0;
  __builtin_memcpy(&word, from, 4);
  return word;
}

/// The patch's greatest bytes in four words from `from` on.
inline int8_t* most_of_four_words(const Patch& patch, const int8_t* from, int8_t* output) {
  uint32_t a = word_at(from), b = word_at(from + 4), c = word_at(from + 8), d = word_at(from + 12);
  for (int32_t row = patch.rows; row > 0; --row, from += patch.row_step) {
    const int8_t* at = from;
    for (int32_t left = patch.columns; left > 0; --left, at += patch.step) {
      a = greater_bytes(a, word_at(at));
      b = greater_bytes(b, word_at(at + 4));
      c = greater_bytes(c, word_at(at + 8));
      d = greater_bytes(d, word_at(at + 12));
    }
  }
  __builtin_memcpy(output, &a, 4);
  __builtin_memcpy(output + 4, &b, 4);
  __builtin_memcpy(output + 8, &c, 4);
  __builtin_memcpy(output + 12, &d, 4);
  return output + 16;
}

inline uint32_t most_of_word(const Patch& patch, const int8_t* from) {
  uint32_t most = word_at(from);
  for (int32_t row = patch.rows; row > 0; --row, from += patch.row_step) {
    const int8_t* at = from;
    for (int32_t left = patch.columns; left > 0; --left, at += patch.step) {
      most = greater_bytes(most, word_at(at));
    }
  }
  return most;
}

inline int8_t most_of_one(const Patch& patch, const int8_t* from) {
  int32_t most = *from;
  for (int32_t row = patch.rows; row > 0; --row, from += patch.row_step) {
    const int8_t* at = from;
    for (int32_t left = patch.columns; left > 0; --left, at += patch.step) {
      most = *at > most ? *at : most;
    }
  }
  return static_cast<int8_t>(most);
}

}  // namespace

void max_pool_s8(const Pool& p, const int8_t* input, int8_t* output) {
  int8_t* const first = output;
  for_each_patch(p, input, output, [&p, &output](const Patch& patch, int8_t* to) {
    const int8_t* from = patch.first;
    int32_t left = p.channels;
    // The last channels are those of a word that is read before anything is written: the output may lie
    // over the input.
    const bool has_tail = left > 4 && left % 4 != 0;
    uint32_t tail = has_tail ? most_of_word(patch, from + left - 4) >> (8 * (4 - left % 4)) : 0;
    for (; left >= 16; left -= 16, from += 16) to = most_of_four_words(patch, from, to);
    for (; left >= 4; left -= 4, from += 4, to += 4) {
      const uint32_t most = most_of_word(patch, from);
      __builtin_memcpy(to, &most, 4);
    }
    if (has_tail) {
      for (; left > 0; --left, tail >>= 8) *to++ = static_cast<int8_t>(tail);
    }
    for (; left > 0; --left) *to++ = most_of_one(patch, from++);
    return output = to;
  });
  clamp_bytes(first, static_cast<int32_t>(output - first), {0, p.low, p.high});
}

}  // namespace mote::cortex_m_dsp
