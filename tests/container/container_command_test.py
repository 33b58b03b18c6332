#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""mote container: keys, containers, and what it says to wrong use. The bytes of a container are checked
with hashlib and, where it is installed, with the openssl command.

Argument: the mote command.
"""
import hashlib
import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SINE = ROOT / "models/hello_sine/hello_sine.tflite"
MOTE = None  # set below

# (name, arguments, exit status, words of standard error); {} is the folder of the written files.
ERRORS = [
    ("no command", ["container"], 2, ["subcommand"]),
    ("no version", ["container", "pack", SINE, "-o", "{}/x"], 2, ["--model-version"]),
    ("version 0", ["container", "pack", SINE, "-o", "{}/x", "--model-version", "0"], 2,
     ["--model-version"]),
    ("no model in it", ["container", "pack", "{}/key.pem", "-o", "{}/x", "--model-version", "1"], 3,
     ["key.pem", "TFL3"]),
    ("a public key to sign with", ["container", "pack", SINE, "-o", "{}/x", "--model-version", "1",
                                   "-k", "{}/key.pub.pem"], 2, ["private one"]),
    ("a model as key", ["container", "pack", SINE, "-o", "{}/x", "--model-version", "1", "-k", SINE], 2,
     ["not an Ed25519 key"]),
    ("no such key", ["container", "public-key", "{}/absent.pem"], 6, ["absent.pem", "opened"]),
    ("a key written over", ["container", "keygen", "-o", "{}/key.pem"], 6, ["key.pem", "exists"]),
    ("verified by nothing", ["container", "verify", "{}/signed"], 2, ["--accept-unsigned"]),
    ("another key", ["container", "verify", "{}/signed", "-p", "{}/other.pub.pem"], 1,
     ["none of the known keys", "check 68"]),
    ("another product", ["container", "verify", "{}/signed", "-p", "{}/key.pub.pem", "--product", "2"], 1,
     ["another product", "detail 0"]),
    ("an older version", ["container", "verify", "{}/signed", "-p", "{}/key.pub.pem",
                          "--least-version", "8"], 1, ["not newer", "detail 7"]),
    ("not signed", ["container", "verify", "{}/unsigned", "-p", "{}/key.pub.pem", "--product", "9"], 1,
     ["not signed", "mote container pack --key"]),
    ("altered", ["container", "verify", "{}/altered", "-p", "{}/key.pub.pem"], 3, ["digest"]),
    ("altered, by mote verify", ["verify", "{}/altered"], 3, ["digest"]),
    ("cut short", ["verify", "{}/short"], 3, ["longer or shorter"]),
    ("a model", ["container", "inspect", SINE], 3, ['not "MOTE"', "container pack"]),
]


def mote(*words):
    return subprocess.run([MOTE, *map(str, words)], capture_output=True, text=True, check=False)


class Containers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="mote_container_")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = folder = pathlib.Path(temporary.name)
        made = []
        for name in ("key", "other"):
            made.append(mote("container", "keygen", "-o", folder / f"{name}.pem",
                             "--public", folder / f"{name}.pub.pem"))
        cls.keygen = made[0]
        made.append(mote("container", "pack", SINE, "-o", folder / "signed", "--model-version", 7,
                         "-k", folder / "key.pem"))
        made.append(mote("container", "pack", SINE, "-o", folder / "unsigned", "--model-version", 7,
                         "--product", 9, "--digest", "sha256"))
        for done in made:
            if done.returncode != 0:
                raise RuntimeError(done.stderr)
        signed = (folder / "signed").read_bytes()
        (folder / "altered").write_bytes(signed[:-1] + bytes([signed[-1] ^ 1]))
        (folder / "short").write_bytes(signed[:-1])

    def test_errors(self):
        for name, words, status, expected in ERRORS:
            with self.subTest(name):
                done = mote(*(str(word).replace("{}", str(self.folder)) for word in words))
                self.assertEqual(done.returncode, status, done.stderr)
                for word in expected:
                    self.assertIn(word, done.stderr)

    def test_bytes(self):
        model = SINE.read_bytes()
        for name, version, product, kind, digest, signature in [
                ("signed", 7, 0, 2, hashlib.sha512, 1), ("unsigned", 7, 9, 1, hashlib.sha256, 0)]:
            whole = (self.folder / name).read_bytes()
            self.assertEqual(whole[:32], struct.pack("<4sHHIIIBB10x", b"MOTE", 1, 160, version,
                                                     len(model), product, kind, signature))
            self.assertEqual(whole[32:96], digest(whole[:32] + model).digest().ljust(64, b"\0"))
            self.assertEqual(whole[160:], model)
            self.assertEqual(whole[96:160] == bytes(64), signature == 0)

    @unittest.skipUnless(shutil.which("openssl"), "no openssl")
    def test_signature(self):
        whole = (self.folder / "signed").read_bytes()
        (self.folder / "message").write_bytes(whole[:96])
        (self.folder / "signature").write_bytes(whole[96:160])
        done = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", self.folder / "key.pub.pem",
             "-in", self.folder / "message", "-sigfile", self.folder / "signature"],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_verify(self):
        for words, expected in [
                (["container", "verify", "-p", self.folder / "key.pub.pem", "-p",
                  self.folder / "other.pub.pem", self.folder / "signed"], "by a given key"),
                (["container", "verify", "--accept-unsigned", "--product", 9,
                  self.folder / "unsigned"], "not signed"),
                (["verify", self.folder / "signed"], "was not checked")]:
            done = mote(*words)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(expected, done.stdout)
            self.assertIn("version 7", done.stdout)
            [result] = json.loads(mote(*words, "--json").stdout)
            self.assertEqual(result["container"]["model_version"], 7)

    def test_keys(self):
        """The private key is in its file alone, which only its owner reads."""
        private = self.folder / "key.pem"
        self.assertEqual(private.stat().st_mode & 0o777, 0o600)
        secret = "".join(private.read_text().splitlines()[1:-1])
        self.assertNotIn(secret[-20:], self.keygen.stdout)
        self.assertIn("mote::PublicKey", self.keygen.stdout)
        for file in (private, self.folder / "key.pub.pem"):
            self.assertEqual(mote("container", "public-key", file).stdout, self.keygen.stdout)
        shown = json.loads(mote("container", "public-key", private, "--json").stdout)
        self.assertEqual(shown["public_pem"], (self.folder / "key.pub.pem").read_text())
        self.assertEqual(len(shown["public_key"]), 64)

    def test_inspect(self):
        shown = json.loads(mote("container", "inspect", self.folder / "signed", "--json").stdout)
        whole = (self.folder / "signed").read_bytes()
        self.assertEqual(shown["digest_hex"], whole[32:96].hex())
        self.assertEqual(shown["signature_hex"], whole[96:160].hex())
        self.assertTrue(shown["whole"])
        self.assertIn("bytes of the model are there",
                      mote("container", "inspect", self.folder / "short").stdout)


if __name__ == "__main__":
    MOTE = pathlib.Path(sys.argv[1]).resolve()
    unittest.main(argv=sys.argv[:1])
