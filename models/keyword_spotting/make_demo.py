#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes demo.wav, about 11 s of speech by test voices over background noise, and demo.json, which
lists what is spoken and when. Needs the speech of synthesise.py; the same speech gives the same
bytes. Knows nothing of the model: with --model it also prints what the model hears.
"""
import argparse
import json
import pathlib

import numpy as np
import soundfile

import clips

# word, engine, which of the engine's test utterances of that word
SCRIPT = (("yes", "piper", 0), ("window", "piper", 0), ("no", "piper", 1), ("seven", "kokoro", 0),
          ("yes", "kokoro", 2), ("no", "flite", 3), ("music", "flite", 0), ("no", "kokoro", 1))
SEED = 11
LEAD_S, TAIL_S = 1.2, 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    here = pathlib.Path(__file__).parent
    parser.add_argument("--speech", type=pathlib.Path, default=pathlib.Path("build/keyword_spotting"))
    parser.add_argument("--out", type=pathlib.Path, default=here, help="folder (default: here)")
    parser.add_argument("--model", type=pathlib.Path, help="print what this .tflite hears")
    parser.add_argument("--features", type=pathlib.Path, default="build/host/mote_features")
    args = parser.parse_args()
    speech = clips.Speech("test", args.speech)
    rng = np.random.default_rng(SEED)
    track, listing = np.zeros(int(LEAD_S * clips.RATE), np.float32), []
    for word, engine, number in SCRIPT:
        found = [(voice, wave) for kind in ("yes", "no", "near", "other")
                 for said, voice, wave in speech.utterances.get((engine, kind), ()) if said == word]
        if not found:
            raise SystemExit(f"{engine} has no test utterance of {word!r}")
        voice, wave = found[number % len(found)]
        wave = wave.astype(np.float32) / 32768
        start = len(track)
        gap = np.zeros(int(rng.uniform(0.72, 0.82) * clips.RATE), np.float32)
        track = np.concatenate([track, wave * 0.06 / clips.level(wave), gap])
        listing.append({"word": word, "voice": voice, "start_ms": start * 1000 // clips.RATE,
                        "end_ms": (start + len(wave)) * 1000 // clips.RATE})
    track = np.concatenate([track, np.zeros(int(TAIL_S * clips.RATE), np.float32)])
    background = clips.coloured(rng, len(track), 1.0)  # pink, about 20 dB below the speech
    track = track + background / clips.level(background) * 0.06 * 10 ** (-20 / 20)
    wave = np.round(np.clip(track, -1, 1) * 32767).astype(np.int16)
    args.out.mkdir(parents=True, exist_ok=True)
    soundfile.write(args.out / "demo.wav", wave, clips.RATE, subtype="PCM_16")
    described = {"sample_rate_hz": clips.RATE, "samples": len(wave), "noise_db_below_speech": 20,
                 "spoken": listing}
    (args.out / "demo.json").write_text(json.dumps(described, indent=1) + "\n")
    print(f"{args.out / 'demo.wav'}: {len(wave) / clips.RATE:.2f} s, {len(wave) * 2 + 44} bytes")
    if args.model:
        import evaluate
        network = evaluate.Network(args.model)
        for every in range(1, 8):
            print(every, evaluate.stream(network, wave, args.features, every))


if __name__ == "__main__":
    main()
