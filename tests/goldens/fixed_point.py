# SPDX-License-Identifier: Apache-2.0
"""Fixed-point arithmetic of quantised kernels in Python's integers, for the operators and types that
the TensorFlow Lite interpreter lacks or computes in another way than TFLite Micro.

Qm stands for m integer bits and 31 - m fraction bits. Source: TFLite's quantisation specification
and gemmlowp's definitions.
"""
import math

INT32_MIN, INT32_MAX = -(1 << 31), (1 << 31) - 1


def clamp(x, low, high):
    return min(max(x, low), high)


def round_half_away(x):
    return int(math.copysign(math.floor(abs(x) + 0.5), x))


def multiplier(real):
    """(multiplier, shift) of a real factor."""
    fraction, shift = math.frexp(real)
    m = round_half_away(fraction * (1 << 31))
    return (m // 2, shift + 1) if m == 1 << 31 else (m, shift)


def high(a, b):
    """Product of two numbers of Q0, rounded to nearest, ties up."""
    return min((a * b + (1 << 30)) >> 31, INT32_MAX)


def shift_right(x, n):
    """Rounded to nearest, ties away from zero."""
    half = 1 << n >> 1
    return (x + half) >> n if x >= 0 else -((-x + half) >> n)


def shift_left(x, n):
    return clamp(x << n, INT32_MIN, INT32_MAX)


def rescale(x, factor):
    m, shift = factor
    return shift_right(high(x << max(shift, 0), m), max(-shift, 0))


def exp_of_nonpositive(a, bits):
    """e^a in Q0 for a <= 0 in Q`bits`."""
    if a == 0:
        return INT32_MAX
    quarter = 1 << (31 - bits) >> 2
    part = a % quarter - quarter
    x = (part << bits) + (1 << 28)
    x2 = high(x, x)
    x4 = shift_right(high(x2, x2), 2)
    last = shift_right(high(x4 + high(x2, x), 715827883) + x2, 1)
    result = 1895147668 + high(1895147668, x + last)
    powers = (1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242)
    for i in range(2 + bits):
        if (part - a) & (quarter << i):
            result = high(result, powers[i])
    return result


def newton_reciprocal(x):
    """1 / ((1 + x) / 2) in Q2 for x in [0, 1] in Q0."""
    half = (x + INT32_MAX + 1) // 2
    y = 1515870810 + high(half, -1010580540)
    for _ in range(3):
        y += shift_left(high(y, (1 << 29) - high(half, y)), 2)
    return y


def reciprocal_of_one_plus(x):
    return shift_left(newton_reciprocal(x), 1)


def logistic(a, bits):
    """1 / (1 + e^-a) in Q0 for a in Q`bits`."""
    if a == 0:
        return 1 << 30
    positive = reciprocal_of_one_plus(exp_of_nonpositive(-abs(a), bits))
    return positive if a > 0 else INT32_MAX - positive


def tanh(a, bits):
    if a == 0:
        return 0
    y = newton_reciprocal(exp_of_nonpositive(-abs(a), bits + 1))
    positive = shift_left(y - (1 << 29), 2)
    return positive if a > 0 else -positive


def softmax_row(row, scale, bits):
    """Of int8 elements: shares of `bits` bits, not yet at the output's zero point. scale: beta s."""
    m, shift = multiplier(min(scale * 2**26, INT32_MAX))
    least = -((31 << 26) >> shift)
    differences = [q - max(row) for q in row]
    powers = [exp_of_nonpositive(high(d << shift, m), 5) if d >= least else None
              for d in differences]
    total = sum(shift_right(e, 12) for e in powers if e is not None)
    over = 12 - (32 - total.bit_length())
    reciprocal = reciprocal_of_one_plus((total << (12 - over)) - (1 << 31))
    return [0 if e is None else shift_right(high(reciprocal, e), over + 31 - bits) for e in powers]


def wrap32(x):
    return (int(x) - INT32_MIN) % (1 << 32) + INT32_MIN


def rescale_64(x, factor):
    """Of a 64-bit accumulator: one rounding, ties up, and the upper 16 bits of the multiplier."""
    m, shift = factor
    upper = (m + 0x8000) >> 16 if m < 0x7FFF0000 else 0x7FFF
    return (x * upper + (1 << (14 - shift))) >> (15 - shift)


def log(x, bits):
    """log(x) in Q5 for x >= 1 in Q`bits`.

    x = r 2^n with r near c = 2^-1/4, for which log(r / c) is a quotient of two polynomials.
    """
    root, accumulated = 1805811301, 6
    def scaled(power, quarters):
        return (power << (31 - accumulated)) + (quarters << 29 >> accumulated)
    candidates = []
    lead = 31 - x.bit_length()
    candidates.append((shift_left(high(x << lead, 1518500250), 1), scaled(bits - lead - 1, 1)))
    lead = 31 - high(x, 1518500250).bit_length()
    candidates.append((shift_left(x, lead), scaled(bits - lead, -1)))
    r, power = min(c[0] for c in candidates), max(c[1] for c in candidates)
    p, q = (r + root + 1) // 2, 2 * (r - root)
    q2 = high(q, q)
    numerator = high(q, r) + high(high(q, q2), 117049297)
    denominator = high(p, 1057819769 + q + high(127690142, q2)) + high(638450708, q)
    quotient = high(shift_right(numerator, accumulated), reciprocal_of_one_plus(denominator))
    return shift_left(high(power, 1488522236) + quotient, accumulated - 5)


def log_softmax_row(row, scale):
    """Of int8 elements, in steps of 1/16, not clamped below."""
    factor = multiplier(min(scale * 2**26, INT32_MAX))
    inverse = multiplier((1 << (31 - factor[1])) / factor[0])
    least = -((31 << 26) >> factor[1])
    differences = [q - max(row) for q in row]
    total = sum(shift_right(exp_of_nonpositive(rescale(d, factor), 5), 12)
                for d in differences if d >= least)
    log_total = log(total, 12)
    limit = max(least - 1, rescale(log_total + INT32_MIN, inverse))
    return [shift_right(rescale(d, factor) - log_total, 22) if d > limit else -255
            for d in differences]
