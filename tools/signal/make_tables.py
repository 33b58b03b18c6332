#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/signal/tables.inc: the constants of the audio front-end, from their formulas.

The front-end has no floating point, so everything that needs a cosine or a logarithm is made here.
`--check` compares with the file that is there and changes nothing.
"""
import argparse
import math
import pathlib
import struct
import sys

SAMPLE_RATE_HZ = 16000
WINDOW_SAMPLES = 480
WINDOW_SHIFT = 12
FFT_LENGTH = 512
CHANNELS = 40
LOWER_HZ, UPPER_HZ = 125.0, 7500.0
WEIGHT_BITS = 12
LOG_SEGMENTS = 128
GAIN_STRENGTH, GAIN_OFFSET = 0.95, 80.0
GAIN_BITS, GAIN_INPUT_BITS = 21, 7   # 10 smoothing bits minus 3 bits of input correction
INT16_MAX = 32767


def single(value):
    """Rounded to single precision, in which the field's models had their features computed."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def hann():
    """First half of a Hann window sampled at the middle of each step; the second mirrors it."""
    return [round((0.5 - 0.5 * math.cos(2 * math.pi * (i + 0.5) / WINDOW_SAMPLES))
                  * (1 << WINDOW_SHIFT)) for i in range(WINDOW_SAMPLES // 2)]


def sine():
    """A quarter wave, Q15."""
    return [math.floor(0.5 + INT16_MAX * math.sin(2 * math.pi * i / FFT_LENGTH))
            for i in range(FFT_LENGTH // 4 + 1)]


def mel(hertz):
    return single(1127 * single(math.log1p(single(single(hertz) / 700))))


def filter_bank():
    """Triangles between CHANNELS + 2 points evenly spaced in mel.

    A band is the bins between two neighbouring points. Each of its bins lies on the falling edge of
    one triangle and on the rising edge of the next, so one weight a bin is enough. Returns the first
    bin of each of the CHANNELS + 1 bands, the end of the last, and the falling weight of each bin.
    """
    low = mel(LOWER_HZ)
    spacing = single(single(mel(UPPER_HZ) - low) / (CHANNELS + 1))
    points = [single(low + single(spacing * i)) for i in range(1, CHANNELS + 2)]
    hertz_per_bin = SAMPLE_RATE_HZ / 2 / (FFT_LENGTH // 2)
    edges, weights = [round(1 + LOWER_HZ / hertz_per_bin)], []
    for band, end in enumerate(points):
        begin = points[band - 1] if band else low
        at = edges[-1]
        while mel(at * hertz_per_bin) <= end:
            fall = single(single(end - mel(at * hertz_per_bin)) / single(end - begin))
            weight = int(fall * (1 << WEIGHT_BITS))
            rest = int(single(1 - fall) * (1 << WEIGHT_BITS))
            # Nothing rises in the last band: its weights need no partner.
            if band < CHANNELS and weight + rest != (1 << WEIGHT_BITS) - 1:
                sys.exit(f"make_tables: bin {at}: the two weights do not add up to 4095")
            weights.append(weight)
            at += 1
        edges.append(at)
    return edges, weights


def gain():
    """Gain over noise as quadratics, one for each octave of the noise: value, slope, curvature."""
    def value(noise):
        real = single(single(noise) / (1 << GAIN_INPUT_BITS))
        scaled = single((1 << GAIN_BITS) * single(single(real + GAIN_OFFSET) ** -single(GAIN_STRENGTH)))
        return min(INT16_MAX, int(single(scaled + 0.5)))

    start = [value(0), value(1)]
    octaves = []
    for octave in range(2, 33):
        begin = 1 << (octave - 1)
        end = 2 * begin - 1 if octave == 32 else 2 * begin
        at_begin, half, whole = value(begin), value(begin + begin // 2), value(end)
        slope = 4 * (half - at_begin) - (whole - at_begin)
        octaves += [at_begin, slope, whole - at_begin - slope]
    return start, octaves


def log2_excess():
    """log2(1 + x) - x at the ends of LOG_SEGMENTS equal pieces of [0, 1], Q16."""
    pieces = [i / LOG_SEGMENTS for i in range(LOG_SEGMENTS + 1)]
    return [round(65536 * (math.log2(1 + x) - x)) for x in pieces]


def lines(name, kind, values, comment):
    yield f"/// {comment}"
    yield f"inline constexpr {kind} {name}[{len(values)}] = {{"
    row = "   "
    for value in values:
        piece = f" {int(value)},"
        if len(row) + len(piece) > 98:
            yield row
            row = "   "
        row += piece
    yield row
    yield "};"
    yield ""


def render():
    edges, weights = filter_bank()
    start, octaves = gain()
    out = ["// SPDX-License-Identifier: Apache-2.0",
           "// Constants of the audio front-end. Made by tools/signal/make_tables.py, never by hand.",
           ""]
    out += lines("kHannHalf", "int16_t", hann(), "First half of the window, Q12.")
    out += lines("kSineQuarter", "int16_t", sine(), "sin(2 pi k / 512), k = 0 to 128, Q15.")
    out += lines("kBandEdges", "uint8_t", edges, "First spectrum bin of each band; end of the last.")
    out += lines("kBinWeights", "uint16_t", weights,
                 "Falling weight of each bin from kBandEdges[0], Q12; the rising one is 4095 less it.")
    out += lines("kGainStart", "int16_t", start, "Gain at a noise of 0 and 1.")
    out += lines("kGainOctaves", "int16_t", octaves,
                 "From noise 2 on, for each octave: gain at its start, slope, curvature.")
    out += lines("kLog2Excess", "uint16_t", log2_excess(), "log2(1 + x) - x for x = k / 128, Q16.")
    return "\n".join(out).rstrip("\n") + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 if the file is stale")
    arguments = parser.parse_args()
    path = pathlib.Path(__file__).resolve().parents[2] / "src/signal/tables.inc"
    text = render()
    if not arguments.check:
        path.write_text(text)
    elif not path.exists() or path.read_text() != text:
        sys.exit(f"make_tables: {path.name} is stale: run tools/signal/make_tables.py")


if __name__ == "__main__":
    main()
