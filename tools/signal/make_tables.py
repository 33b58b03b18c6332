#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/signal/tables.inc: the constants of the audio front-end, from their formulas.

The front-end has no floating point, so everything that needs a cosine or a logarithm is made here.
`--check` compares with the file that is there and changes nothing.
"""
import argparse
import pathlib
import sys

import numpy as np

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


def hann():
    """First half of a Hann window sampled at the middle of each step; the second mirrors it."""
    at = np.arange(WINDOW_SAMPLES // 2) + 0.5
    weights = 0.5 - 0.5 * np.cos(2 * np.pi * at / WINDOW_SAMPLES)
    return np.round(weights * (1 << WINDOW_SHIFT)).astype(int)


def sine():
    """A quarter wave, Q15."""
    at = np.arange(FFT_LENGTH // 4 + 1)
    return np.floor(0.5 + INT16_MAX * np.sin(2 * np.pi * at / FFT_LENGTH)).astype(int)


def mel(hertz):
    """The mel scale in single precision: the trained models of the field expect its rounding."""
    return np.float32(1127.0) * np.log1p(np.float32(hertz) / np.float32(700.0), dtype=np.float32)


def filter_bank():
    """Triangles between CHANNELS + 2 points evenly spaced in mel.

    A band is the bins between two neighbouring points. Each of its bins lies on the falling edge of
    one triangle and on the rising edge of the next, so one weight a bin is enough. Returns the first
    bin of each of the CHANNELS + 1 bands, the end of the last, and the falling weight of each bin.
    """
    low, high = mel(LOWER_HZ), mel(UPPER_HZ)
    spacing = np.float32(high - low) / np.float32(CHANNELS + 1)
    points = low + spacing * np.arange(1, CHANNELS + 2, dtype=np.float32)
    hertz_per_bin = SAMPLE_RATE_HZ / 2 / (FFT_LENGTH // 2)
    edges, weights = [round(1 + LOWER_HZ / hertz_per_bin)], []
    for band, end in enumerate(points):
        begin = points[band - 1] if band else low
        at = edges[-1]
        while mel(at * hertz_per_bin) <= end:
            fall = np.float32(end - mel(at * hertz_per_bin)) / np.float32(end - begin)
            weight, rest = int(fall * (1 << WEIGHT_BITS)), int((1 - fall) * (1 << WEIGHT_BITS))
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
        real = np.float32(noise) / np.float32(1 << GAIN_INPUT_BITS)
        raised = np.power(real + np.float32(GAIN_OFFSET), np.float32(-GAIN_STRENGTH))
        scaled = np.float32(1 << GAIN_BITS) * np.float32(raised)
        return INT16_MAX if scaled > INT16_MAX else int(scaled + np.float32(0.5))

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
    x = np.arange(LOG_SEGMENTS + 1) / LOG_SEGMENTS
    return np.round(65536 * (np.log2(1 + x) - x)).astype(int)


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
