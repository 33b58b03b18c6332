// SPDX-License-Identifier: Apache-2.0
#include "signal/real_fft.h"

#include "signal/integer_math.h"

namespace mote::signal {
namespace {

constexpr uint32_t kPairs = kFftLength / 2;
constexpr uint32_t kQuarter = kFftLength / 4;
constexpr int16_t kOneHalf = INT16_MAX / 2;
constexpr int16_t kOneQuarter = INT16_MAX / 4;

/// sin(2 pi k / 512) for k up to three quarters of a turn.
int16_t sine(uint32_t k) {
  if (k <= kQuarter) return kSineQuarter[k];
  if (k <= 2 * kQuarter) return kSineQuarter[2 * kQuarter - k];
  return static_cast<int16_t>(-sine(k - 2 * kQuarter));
}

/// exp(-2 pi i k / 512) for k up to half a turn.
Complex16 root_of_unity(uint32_t k) { return {sine(k + kQuarter), static_cast<int16_t>(-sine(k))}; }

int16_t round_q15(int32_t value) { return static_cast<int16_t>((value + (1 << 14)) >> 15); }

Complex16 multiply(Complex16 a, Complex16 b) {
  return {round_q15(int32_t{a.re} * b.re - int32_t{a.im} * b.im),
          round_q15(int32_t{a.re} * b.im + int32_t{a.im} * b.re)};
}

Complex16 scale(Complex16 a, int16_t factor) {
  return {multiply_q15(a.re, factor), multiply_q15(a.im, factor)};
}

Complex16 add(Complex16 a, Complex16 b) {
  return {static_cast<int16_t>(a.re + b.re), static_cast<int16_t>(a.im + b.im)};
}

Complex16 subtract(Complex16 a, Complex16 b) {
  return {static_cast<int16_t>(a.re - b.re), static_cast<int16_t>(a.im - b.im)};
}

/// a - i b
Complex16 subtract_i(Complex16 a, Complex16 b) {
  return {static_cast<int16_t>(a.re + b.im), static_cast<int16_t>(a.im - b.re)};
}

/// a + i b
Complex16 add_i(Complex16 a, Complex16 b) {
  return {static_cast<int16_t>(a.re - b.im), static_cast<int16_t>(a.im + b.re)};
}

/// Puts pair k where the digits of k in base 4, read backwards, say.
void reverse_digits(Span<Complex16> data) {
  for (uint32_t k = 0; k < kPairs; ++k) {
    const uint32_t to = (k & 3) << 6 | (k & 12) << 2 | (k >> 2 & 12) | k >> 6;
    if (to <= k) continue;
    const Complex16 kept = data[k];
    data[k] = data[to];
    data[to] = kept;
  }
}

/// Four transforms of `quarter` pairs become one of four times that length.
void butterfly(Complex16* data, uint32_t quarter, uint32_t k) {
  const uint32_t turn = kFftLength / (4 * quarter) * k;  // of the twiddle factor, in 512ths
  const Complex16 a = scale(data[0], kOneQuarter);
  const Complex16 b = multiply(scale(data[quarter], kOneQuarter), root_of_unity(turn));
  const Complex16 c = multiply(scale(data[2 * quarter], kOneQuarter), root_of_unity(2 * turn));
  const Complex16 d = multiply(scale(data[3 * quarter], kOneQuarter), root_of_unity(3 * turn));
  const Complex16 even_sum = add(a, c);
  const Complex16 even_difference = subtract(a, c);
  const Complex16 odd_sum = add(b, d);
  const Complex16 odd_difference = subtract(b, d);
  data[0] = add(even_sum, odd_sum);
  data[quarter] = subtract_i(even_difference, odd_difference);
  data[2 * quarter] = subtract(even_sum, odd_sum);
  data[3 * quarter] = add_i(even_difference, odd_difference);
}

/// The transform of the pairs mixes that of the even and of the odd samples; their symmetry (both
/// are transforms of real samples) takes bins k and 256 - k apart.
void separate(Span<Complex16> data) {
  const Complex16 first = scale(data[0], kOneHalf);
  data[0] = {static_cast<int16_t>(first.re + first.im), static_cast<int16_t>(first.re - first.im)};
  for (uint32_t k = 1; k <= kPairs / 2; ++k) {
    const Complex16 near = scale(data[k], kOneHalf);
    const Complex16 far =
        scale({data[kPairs - k].re, static_cast<int16_t>(-data[kPairs - k].im)}, kOneHalf);
    const Complex16 sum = add(near, far);
    const Complex16 turned =
        multiply(subtract(near, far),
                 {static_cast<int16_t>(-sine(k)), static_cast<int16_t>(-sine(k + kQuarter))});
    data[k] = {static_cast<int16_t>((sum.re + turned.re) >> 1),
               static_cast<int16_t>((sum.im + turned.im) >> 1)};
    data[kPairs - k] = {static_cast<int16_t>((sum.re - turned.re) >> 1),
                        static_cast<int16_t>((turned.im - sum.im) >> 1)};
  }
}

}  // namespace

void real_fft_512(Span<Complex16> data) {
  reverse_digits(data);
  for (uint32_t quarter = 1; quarter < kPairs; quarter *= 4) {
    for (uint32_t block = 0; block < kPairs; block += 4 * quarter) {
      for (uint32_t k = 0; k < quarter; ++k) butterfly(&data[block + k], quarter, k);
    }
  }
  separate(data);
}

}  // namespace mote::signal
