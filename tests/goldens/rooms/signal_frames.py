# SPDX-License-Identifier: Apache-2.0
"""The signal library has no TensorFlow Lite kernels: NumPy from the operators' definitions."""
import numpy as np
from flatbuffers import flexbuffers
from golden import Tensor, constant, out

CUSTOM = 32


def make(m):
    def add(name, custom, options, shape, outputs, expected, dtype=np.int16, runs=4, weights=None):
        low, high = (None, None) if dtype == np.int16 else (-1, 1)
        data = [m.tensor(dtype, shape, low=low, high=high).data for _ in range(runs)]
        inputs = [Tensor(data[0])] + ([] if weights is None else [constant(weights, np.int16)])
        m.add(name, CUSTOM, None, inputs, outputs, custom="Signal" + custom, runs=[[d] for d in data],
              custom_options=bytes(flexbuffers.Dumps(options)), expected=expected)

    def window(name, shape, shift):
        weights = m.integers(np.int16, (shape[-1],), 0)
        add(name, "Window", {"shift": shift}, shape, out(np.int16),
            lambda arrays: np.clip((arrays[0].astype(np.int64) * weights) >> shift, -32768,
                                   32767).astype(np.int16), runs=1, weights=weights)

    window("window", (9,), 15)
    window("window_rows_saturate", (2, 2, 5), 8)
    window("window_no_shift", (1, 4), 0)

    def framer(name, front, frames, size, step, prefill):
        rows = int(np.prod(front, dtype=int))
        streams = [np.zeros(size - step if prefill else 0, np.int16) for _ in range(rows)]

        def expected(arrays):
            given = arrays[0].reshape(rows, frames, step)
            result, valid = np.zeros((rows, frames, size), np.int16), True
            for r in range(rows):
                for f in range(frames):
                    streams[r] = np.append(streams[r], given[r, f])
                    if len(streams[r]) < size:
                        valid = False
                        continue
                    result[r, f] = streams[r][:size]
                    streams[r] = streams[r][step:]
            return [result.reshape(front + (frames, size)), np.array(valid)]

        add(name, "Framer", {"frame_size": size, "frame_step": step, "prefill": prefill},
            front + (frames * step,), [out(np.int16), out(np.bool_)], expected)

    framer("framer", (), 1, 5, 2, False)
    framer("framer_prefilled", (), 1, 5, 2, True)
    framer("framer_rows", (2,), 3, 4, 3, False)
    framer("framer_without_overlap", (1,), 2, 3, 3, False)

    def overlap_add(name, front, frames, size, step, dtype=np.int16):
        rows = int(np.prod(front, dtype=int))
        kept = np.zeros((rows, size), dtype)

        def expected(arrays):
            given = arrays[0].reshape(rows, frames, size)
            result = np.zeros((rows, frames, step), dtype)
            for f in range(frames):
                if dtype == np.int16:
                    kept[:] = np.clip(kept.astype(int) + given[:, f], -32768, 32767)
                else:
                    kept[:] += given[:, f]
                result[:, f] = kept[:, :step]
                kept[:, :size - step] = kept[:, step:].copy()
                kept[:, size - step:] = 0
            return result.reshape(front + (frames * step,))

        kind = {np.int16: 7, np.float32: 0}[dtype]
        add(name, "OverlapAdd", {"T": kind, "frame_step": step}, front + (frames, size), out(dtype),
            expected, dtype)

    overlap_add("overlap_add", (), 1, 5, 2)
    overlap_add("overlap_add_rows", (2, 1), 2, 4, 3)
    overlap_add("overlap_add_without_overlap", (1,), 2, 3, 3)
    overlap_add("overlap_add_f32", (2,), 2, 5, 2, np.float32)

    def stacker(name, channels, left, right, step):
        frames, last = [], np.zeros(channels * (left + right + 1), np.int16)
        begun = []

        def expected(arrays):
            nonlocal last
            frames.extend([arrays[0]] * (1 if begun else left + 1))
            begun.append(True)
            valid = len(frames) >= left + right + 1
            if valid:
                last = np.concatenate(frames[:left + right + 1])
                del frames[:step]
            return [last, np.array(valid)]

        add(name, "Stacker", {"num_channels": channels, "stacker_left_context": left,
                              "stacker_right_context": right, "stacker_step": step},
            (channels,), [out(np.int16), out(np.bool_)], expected, runs=6)

    stacker("stacker", 3, 1, 1, 2)
    stacker("stacker_only_left", 2, 2, 0, 1)
    stacker("stacker_only_right", 2, 0, 3, 4)
    stacker("stacker_alone", 4, 0, 0, 1)

    def delay(name, shape, length):
        rows = int(np.prod(shape[:-1], dtype=int))
        kept = np.zeros((rows, length), np.int16)

        def expected(arrays):
            nonlocal kept
            both = np.concatenate([kept, arrays[0].reshape(rows, -1)], 1)
            kept = both[:, shape[-1]:]
            return both[:, :shape[-1]].reshape(shape)

        add(name, "Delay", {"delay_length": length}, shape, out(np.int16), expected)

    delay("delay_longer_than_a_frame", (3,), 7)
    delay("delay_shorter_than_a_frame", (2, 5), 2)
    delay("delay_of_a_frame", (1, 4), 4)
    delay("delay_none", (2, 3), 0)
