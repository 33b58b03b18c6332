// SPDX-License-Identifier: Apache-2.0
// Against the host's double functions: floats of all exponents, dense where results are delicate,
// and the special cases of C.
#include "base/float_math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "base/float_bits.h"

namespace mote {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// Distance in units in the last place of the exact value.
double ulps(float got, double want) {
  if (std::isnan(want)) return std::isnan(got) ? 0 : 1e9;
  const auto rounded = static_cast<float>(want);
  if (std::isinf(rounded) || std::isinf(got)) return got == rounded ? 0 : 1e9;
  const int exponent = std::max(std::ilogb(want == 0 ? 1e-300 : want), -126);
  return std::abs(got - want) / std::ldexp(1.0, exponent - 23);
}

/// The greatest distance, and where.
struct Worst {
  double off = 0;
  float x = 0, y = 0;
  void see(float got, double want, float at_x, float at_y = 0) {
    const double distance = ulps(got, want);
    if (distance > off) *this = {distance, at_x, at_y};
  }
};

/// All floats with some low bits skipped, a different pattern each time.
template <class Visit>
void for_floats(Visit visit) {
  for (uint64_t bits = 0; bits <= 0xFFFFFFFF; bits += 4099) {
    visit(float_of_bits(static_cast<uint32_t>(bits)));
  }
}
template <class Visit>
void for_uniform(float low, float high, int count, Visit visit) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> draw(low, high);
  for (int i = 0; i < count; ++i) visit(draw(random));
}

TEST(FloatMath, RoundingIsExact) {
  for_floats([](float x) {
    if (std::isnan(x)) return;
    EXPECT_EQ(bits_of_float(floor_f32(x)), bits_of_float(std::floor(x))) << x;
    EXPECT_EQ(bits_of_float(ceil_f32(x)), bits_of_float(std::ceil(x))) << x;
    EXPECT_EQ(bits_of_float(round_half_even_f32(x)), bits_of_float(std::nearbyint(x))) << x;
  });
  for (int i = -4000; i <= 4000; ++i) {
    const float x = static_cast<float>(i) / 8;
    EXPECT_EQ(floor_f32(x), std::floor(x));
    EXPECT_EQ(ceil_f32(x), std::ceil(x));
    EXPECT_EQ(round_half_even_f32(x), std::nearbyint(x)) << x;
  }
}

TEST(FloatMath, SquareRootIsRoundedCorrectly) {
  for_floats([](float x) {
    if (!(x >= 0)) return;
    EXPECT_EQ(sqrt_f32(x), std::sqrt(x)) << x;
  });
  for_uniform(1, 4, 200000, [](float x) { EXPECT_EQ(sqrt_f32(x), std::sqrt(x)) << x; });
  EXPECT_TRUE(std::isnan(sqrt_f32(-1)));
  EXPECT_TRUE(std::isnan(sqrt_f32(kNaN)));
  EXPECT_TRUE(std::signbit(sqrt_f32(-0.0F)));
}

TEST(FloatMath, Exponential) {
  Worst worst;
  const auto see = [&worst](float x) {
    const double want = std::exp(static_cast<double>(x));
    if (want > 1.2e-38) worst.see(exp_f32(x), want, x);
  };
  for_floats(see);
  for_uniform(-88, 89, 500000, see);
  EXPECT_LE(worst.off, 2) << worst.x;
}

TEST(FloatMath, Logarithm) {
  Worst worst;
  const auto see = [&worst](float x) {
    worst.see(log_f32(x), std::log(static_cast<double>(x)), x);
  };
  for_floats(see);
  for_uniform(0.5F, 2, 500000, see);
  EXPECT_LE(worst.off, 1) << worst.x;
  EXPECT_EQ(log_f32(0), -kInfinity);
  EXPECT_EQ(log_f32(-0.0F), -kInfinity);
  EXPECT_EQ(log_f32(1), 0);
}

TEST(FloatMath, Exponentials) {
  Worst exp_worst, expm1_worst, tanh_worst;
  const auto see = [&](float x) {
    const double exact = x;
    if (x > -87) exp_worst.see(exp_f32(x), std::exp(exact), x);
    expm1_worst.see(expm1_f32(x), std::expm1(exact), x);
    tanh_worst.see(tanh_f32(x), std::tanh(exact), x);
  };
  for_floats(see);
  for_uniform(-20, 20, 500000, see);
  for_uniform(-1, 1, 500000, see);
  EXPECT_LE(exp_worst.off, 2) << exp_worst.x;
  EXPECT_LE(expm1_worst.off, 2) << expm1_worst.x;
  EXPECT_LE(tanh_worst.off, 3) << tanh_worst.x;
  EXPECT_TRUE(std::signbit(tanh_f32(-0.0F)));
}

TEST(FloatMath, ErrorFunction) {
  Worst worst;
  const auto see = [&](float x) {
    if (!(x > 9.1F)) worst.see(erfc_f32(x), std::erfc(static_cast<double>(x)), x);
  };
  for_floats(see);
  for_uniform(-5, 10, 500000, see);
  for_uniform(-1, 1, 500000, see);
  EXPECT_LE(worst.off, 8) << worst.x;
}

TEST(FloatMath, SineAndCosine) {
  Worst sine, cosine;
  const auto see = [&](float x) {
    sine.see(sin_f32(x), std::sin(static_cast<double>(x)), x);
    cosine.see(cos_f32(x), std::cos(static_cast<double>(x)), x);
  };
  for_floats(see);
  for_uniform(-10, 10, 500000, see);
  for (int i = 1; i < 20000; ++i) {  // floats beside the multiples of pi / 2
    const auto x = static_cast<float>(i * 1.5707963267948966);
    see(x);
    see(std::nextafter(x, 0.0F));
  }
  EXPECT_LE(sine.off, 1.5) << sine.x;
  EXPECT_LE(cosine.off, 1.5) << cosine.x;
  EXPECT_TRUE(std::signbit(sin_f32(-0.0F)));
}

TEST(FloatMath, Angle) {
  Worst worst;
  const auto see = [&worst](float y, float x) {
    const double want = std::atan2(static_cast<double>(y), static_cast<double>(x));
    worst.see(atan2_f32(y, x), want, x, y);
  };
  std::mt19937 random(5);
  std::uniform_real_distribution<float> draw(-1, 1);
  for (int i = 0; i < 500000; ++i) see(draw(random), draw(random));
  for (int i = 0; i < 500000; ++i) {
    see(float_of_bits(static_cast<uint32_t>(random())),
        float_of_bits(static_cast<uint32_t>(random())));
  }
  EXPECT_LE(worst.off, 2) << worst.y << " " << worst.x;
  const float ends[] = {0.0F, -0.0F, 1.0F, -1.0F, kInfinity, -kInfinity, kNaN};
  for (const float y : ends) {
    for (const float x : ends) {
      const float want = std::atan2(y, x);
      EXPECT_LE(ulps(atan2_f32(y, x), want), 1) << y << " " << x;
      EXPECT_TRUE(std::isnan(want) || std::signbit(atan2_f32(y, x)) == std::signbit(want));
    }
  }
}

TEST(FloatMath, Power) {
  Worst worst;
  const auto see = [&worst](float x, float y) {
    const double want = std::pow(static_cast<double>(x), static_cast<double>(y));
    worst.see(pow_f32(x, y), want, x, y);
  };
  std::mt19937 random(3);
  std::uniform_real_distribution<float> bases(0, 3), exponents(-60, 60), near(0.9999F, 1.0001F),
      great(-8e5F, 8e5F);
  for (int i = 0; i < 500000; ++i) {
    see(bases(random), exponents(random));
    see(near(random), great(random));
    see(float_of_bits(static_cast<uint32_t>(random())),
        float_of_bits(static_cast<uint32_t>(random())));
  }
  for (int x = -40; x <= 40; ++x) {
    for (int y = -20; y <= 20; ++y) see(static_cast<float>(x), static_cast<float>(y));
  }
  EXPECT_LE(worst.off, 0.6) << worst.x << " " << worst.y;
  const float ends[] = {0.0F, -0.0F, 0.5F, -0.5F, 1.0F,      -1.0F,      2.0F, -2.0F,
                        3.0F, -3.0F, 1e9F, -1e9F, kInfinity, -kInfinity, kNaN};
  for (const float x : ends) {
    for (const float y : ends) {
      const float want = std::pow(x, y);
      EXPECT_LE(ulps(pow_f32(x, y), want), 1) << x << " " << y;
      EXPECT_TRUE(std::isnan(want) || std::signbit(pow_f32(x, y)) == std::signbit(want))
          << x << " " << y;
    }
  }
}

TEST(FloatMath, FloorDivision) {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> draw(-50, 50);
  const auto see = [](float a, float b) {
    const float rest = std::fmod(a, b);
    const bool moves = rest != 0 && (rest < 0) != (b < 0);
    EXPECT_EQ(floor_modulo_f32(a, b), moves ? rest + b : rest) << a << " " << b;
    const double quotient = std::floor(static_cast<double>(a) / static_cast<double>(b));
    EXPECT_LE(ulps(floor_divide_f32(a, b), quotient), 0.5) << a << " " << b;
  };
  for (int i = 0; i < 300000; ++i) {
    see(draw(random), draw(random));
    const float a = float_of_bits(static_cast<uint32_t>(random()));
    const float b = float_of_bits(static_cast<uint32_t>(random()));
    if (!std::isnan(a) && !std::isnan(b) && b != 0 && std::isfinite(a)) see(a, b);
  }
  for (int a = -40; a <= 40; ++a) {
    for (int b = -20; b <= 20; ++b) {
      if (b != 0) see(static_cast<float>(a) / 4, static_cast<float>(b) / 4);
    }
  }
  see(0.9F, 0.1F);
  see(1e38F, 1e-38F);
  see(-3, kInfinity);
  EXPECT_TRUE(std::isnan(floor_modulo_f32(1, 0)));
  EXPECT_TRUE(std::isnan(floor_modulo_f32(kInfinity, 1)));
  EXPECT_TRUE(std::isnan(floor_modulo_f32(1, kNaN)));
  EXPECT_EQ(floor_divide_f32(kInfinity, -2), -kInfinity);
}

}  // namespace
}  // namespace mote
