// SPDX-License-Identifier: Apache-2.0
#include "ops/signal_fft/signal_fft.h"
#include "ops/signal_fft/sines.h"
#include "signal/integer_math.h"

namespace mote::reference {
namespace {

/// Numbers of kBits fraction bits and a sign. Sums wrap; products are rounded to nearest, halves
/// upwards.
template <class T, class U, class Wide, class UWide, int kBits>
struct FixedPoint {
  static constexpr T kMax = static_cast<T>((UWide{1} << kBits) - 1);
  static T add(T a, T b) { return static_cast<T>(static_cast<U>(a) + static_cast<U>(b)); }
  static T subtract(T a, T b) { return static_cast<T>(static_cast<U>(a) - static_cast<U>(b)); }
  static UWide product(T a, T b) { return static_cast<UWide>(Wide{a} * b); }
  static T rounded(UWide x) {
    return static_cast<T>(static_cast<Wide>(x + (UWide{1} << (kBits - 1))) >> kBits);
  }
  static T divide(T x, T by) { return rounded(product(x, static_cast<T>(kMax / by))); }
  static T half(T x) { return static_cast<T>(x >> 1); }
  static T from_sine(uint64_t q62) {
    const uint64_t q31 = multiply_high(q62 << 1, static_cast<uint64_t>(kMax) << 32);
    return static_cast<T>((q31 + (uint64_t{1} << 30)) >> 31);
  }
};

template <class T>
struct Arithmetic;

template <>
struct Arithmetic<int16_t> : FixedPoint<int16_t, uint16_t, int32_t, uint32_t, 15> {
  // The reference halves sums of 16 bits before it cuts them to 16 bits.
  static int16_t half_sum(int16_t a, int16_t b) { return static_cast<int16_t>((a + b) >> 1); }
  static int16_t half_difference(int16_t a, int16_t b) {
    return static_cast<int16_t>((a - b) >> 1);
  }
};

template <>
struct Arithmetic<int32_t> : FixedPoint<int32_t, uint32_t, int64_t, uint64_t, 31> {
  static int32_t half_sum(int32_t a, int32_t b) { return half(add(a, b)); }
  static int32_t half_difference(int32_t a, int32_t b) { return half(subtract(a, b)); }
};

template <>
struct Arithmetic<float> {
  static float add(float a, float b) { return a + b; }
  static float subtract(float a, float b) { return a - b; }
  static float product(float a, float b) { return a * b; }
  static float rounded(float x) { return x; }
  static float divide(float x, float) { return x; }  // floats need no room for the sums
  static float half_sum(float a, float b) { return (a + b) * 0.5F; }
  static float half_difference(float a, float b) { return (a - b) * 0.5F; }
  static float from_sine(uint64_t q62) { return static_cast<float>(q62) * 0x1p-62F; }
};

/// The transforms of one length and direction.
template <class T, bool kInverse>
class Transform {
 public:
  using A = Arithmetic<T>;
  using Complex = ComplexOf<T>;

  Transform(uint32_t length, const T* sines) : length_(length), pairs_(length / 2), sines_(sines) {}

  /// Where element k of the transform's input stands before the stages: the digits of k, base 4
  /// and the last one base 2 for odd powers, read backwards.
  uint32_t place_of(uint32_t k) const {
    uint32_t place = 0;
    for (uint32_t block = pairs_; block > 1;) {
      const uint32_t bits = block % 4 == 0 ? 2 : 1;
      block >>= bits;
      place += (k & ((1U << bits) - 1)) * block;
      k >>= bits;
    }
    return place;
  }

  /// The transform of `pairs` numbers that are in place.
  void run(Complex* data) const {
    uint32_t part = 1;  // numbers of each transform that is done
    if ((pairs_ & 0x55555555) == 0) {
      for (uint32_t at = 0; at < pairs_; at += 2) join_two(data + at);
      part = 2;
    }
    for (; part < pairs_; part *= 4) {
      const uint32_t turn = length_ / (4 * part);
      for (uint32_t at = 0; at < pairs_; at += 4 * part) {
        for (uint32_t k = 0; k < part; ++k) join_four(data + at + k, part, turn * k);
      }
    }
  }

  /// The transform of the pairs mixes that of the even and of the odd samples; their symmetry takes
  /// bins k and pairs - k apart. One bin more comes out than went in.
  void separate(Complex* data) const {
    const Complex first = scaled(data[0], 2);
    data[0] = {A::add(first.re, first.im), 0};
    data[pairs_] = {A::subtract(first.re, first.im), 0};
    for (uint32_t k = 1; k <= pairs_ / 2; ++k) {
      const Complex near = scaled(data[k], 2);
      const Complex far = scaled(conjugate(data[pairs_ - k]), 2);
      const Complex sum = add(near, far);
      const Complex turned = multiply(subtract(near, far), quarter_past(k));
      data[k] = {A::half_sum(sum.re, turned.re), A::half_sum(sum.im, turned.im)};
      data[pairs_ - k] = {A::half_difference(sum.re, turned.re),
                          A::half_difference(turned.im, sum.im)};
    }
  }

  /// The opposite of separate(), from anywhere; the result is in place for run().
  void mix(const Unaligned<T>* bins, Complex* data) const {
    const auto bin = [bins](uint32_t k) { return Complex{bins[2 * k], bins[2 * k + 1]}; };
    const T first = bin(0).re;
    const T last = bin(pairs_).re;
    data[0] = scaled({A::add(first, last), A::subtract(first, last)}, 2);
    for (uint32_t k = 1; k <= pairs_ / 2; ++k) {
      const Complex near = scaled(bin(k), 2);
      const Complex far = scaled(conjugate(bin(pairs_ - k)), 2);
      const Complex even = add(near, far);
      const Complex odd = multiply(subtract(near, far), quarter_past(k));
      data[place_of(k)] = add(even, odd);
      data[place_of(pairs_ - k)] = conjugate(subtract(even, odd));
    }
  }

 private:
  static Complex add(const Complex& a, const Complex& b) {
    return {A::add(a.re, b.re), A::add(a.im, b.im)};
  }
  static Complex subtract(const Complex& a, const Complex& b) {
    return {A::subtract(a.re, b.re), A::subtract(a.im, b.im)};
  }
  static Complex conjugate(const Complex& a) { return {a.re, A::subtract(0, a.im)}; }
  static Complex multiply(const Complex& a, const Complex& b) {
    return {A::rounded(A::product(a.re, b.re) - A::product(a.im, b.im)),
            A::rounded(A::product(a.re, b.im) + A::product(a.im, b.re))};
  }
  static Complex scaled(const Complex& a, T by) {
    return {A::divide(a.re, by), A::divide(a.im, by)};
  }

  T sine(uint32_t k) const {
    const uint32_t quarter = length_ / 4;
    k &= length_ - 1;
    const bool is_negative = k > 2 * quarter;
    if (is_negative) k -= 2 * quarter;
    const T value = sines_[k <= quarter ? k : 2 * quarter - k];
    return is_negative ? A::subtract(0, value) : value;
  }
  T cosine(uint32_t k) const { return sine(k + length_ / 4); }
  T with_direction(T x) const { return kInverse ? x : A::subtract(0, x); }
  /// exp(-2 pi i k / length), or its conjugate for the inverse.
  Complex root_of_unity(uint32_t k) const { return {cosine(k), with_direction(sine(k))}; }
  /// The same, a quarter of a turn further.
  Complex quarter_past(uint32_t k) const {
    return {A::subtract(0, sine(k)), with_direction(cosine(k))};
  }

  void join_two(Complex* data) const {
    const Complex a = scaled(data[0], 2);
    const Complex b = multiply(scaled(data[1], 2), root_of_unity(0));
    data[0] = add(a, b);
    data[1] = subtract(a, b);
  }

  /// Four transforms of `part` numbers become one of four times that length.
  void join_four(Complex* data, uint32_t part, uint32_t turn) const {
    const uint32_t angle = 2 * turn;
    const Complex a = scaled(data[0], 4);
    const Complex b = multiply(scaled(data[part], 4), root_of_unity(angle / 2));
    const Complex c = multiply(scaled(data[2 * part], 4), root_of_unity(angle));
    const Complex d = multiply(scaled(data[3 * part], 4), root_of_unity(angle / 2 * 3));
    const Complex even_difference = subtract(a, c);
    const Complex even_sum = add(a, c);
    const Complex odd_sum = add(b, d);
    const Complex odd_difference = subtract(b, d);
    const Complex minus_i{A::add(even_difference.re, odd_difference.im),
                          A::subtract(even_difference.im, odd_difference.re)};
    const Complex plus_i{A::subtract(even_difference.re, odd_difference.im),
                         A::add(even_difference.im, odd_difference.re)};
    data[0] = add(even_sum, odd_sum);
    data[part] = kInverse ? plus_i : minus_i;
    data[2 * part] = subtract(even_sum, odd_sum);
    data[3 * part] = kInverse ? minus_i : plus_i;
  }

  uint32_t length_;
  uint32_t pairs_;
  const T* sines_;
};

}  // namespace

template <class T>
void fill_sines(uint32_t length, T* sines) {
  const uint64_t step = (uint64_t{1} << 63) / (length / 4);
  for (uint32_t k = 0; k <= length / 4; ++k) {
    sines[k] = Arithmetic<T>::from_sine(quarter_sine_q62(step * k));
  }
}

template <class T>
void real_fft(const RealFft& p, const T* sines, const Unaligned<T>* input, ComplexOf<T>* output) {
  const Transform<T, false> transform(p.length, sines);
  for (uint32_t row = 0; row < p.rows; ++row) {
    for (uint32_t k = 0; k < p.length / 2; ++k) {
      const uint32_t at = 2 * k;
      output[transform.place_of(k)] = {at < p.samples ? T{input[at]} : T{0},
                                       at + 1 < p.samples ? T{input[at + 1]} : T{0}};
    }
    transform.run(output);
    transform.separate(output);
    input += p.samples;
    output += p.length / 2 + 1;
  }
}

template <class T>
void inverse_real_fft(const RealFft& p, const T* sines, const Unaligned<T>* input, T* output) {
  const Transform<T, true> transform(p.length, sines);
  for (uint32_t row = 0; row < p.rows; ++row) {
    auto* pairs = reinterpret_cast<ComplexOf<T>*>(output);
    transform.mix(input, pairs);
    transform.run(pairs);
    input += p.length + 2;
    output += p.length;
  }
}

template void fill_sines(uint32_t, int16_t*);
template void fill_sines(uint32_t, int32_t*);
template void fill_sines(uint32_t, float*);
template void real_fft(const RealFft&, const int16_t*, const Unaligned<int16_t>*,
                       ComplexOf<int16_t>*);
template void real_fft(const RealFft&, const int32_t*, const Unaligned<int32_t>*,
                       ComplexOf<int32_t>*);
template void real_fft(const RealFft&, const float*, const Unaligned<float>*, ComplexOf<float>*);
template void inverse_real_fft(const RealFft&, const int16_t*, const Unaligned<int16_t>*, int16_t*);
template void inverse_real_fft(const RealFft&, const int32_t*, const Unaligned<int32_t>*, int32_t*);

template <>
void inverse_real_fft(const RealFft& p, const float* sines, const Unaligned<float>* input,
                      float* output) {
  const Transform<float, true> transform(p.length, sines);
  const auto length = static_cast<float>(p.length);
  for (uint32_t row = 0; row < p.rows; ++row) {
    auto* pairs = reinterpret_cast<ComplexOf<float>*>(output);
    transform.mix(input, pairs);
    transform.run(pairs);
    for (uint32_t i = 0; i < p.length; ++i) output[i] /= length;
    input += p.length + 2;
    output += p.length;
  }
}

int32_t auto_scale_s16(uint32_t samples, const Unaligned<int16_t>* input, int16_t* output) {
  uint32_t loudest = 0;
  for (uint32_t i = 0; i < samples; ++i) {
    const int32_t sample = input[i];
    const auto size = static_cast<uint32_t>(sample < 0 ? -sample : sample);
    loudest = size > loudest ? size : loudest;
  }
  const uint32_t used = signal::bit_length(loudest);
  const uint32_t bits = used < 15 ? 15 - used : 0;
  for (uint32_t i = 0; i < samples; ++i) {
    output[i] = static_cast<int16_t>(input[i] * (1 << bits));
  }
  return static_cast<int32_t>(bits);
}

}  // namespace mote::reference
