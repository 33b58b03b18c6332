# SPDX-License-Identifier: Apache-2.0
"""Function symbols of a 32-bit little-endian ELF file, so that no cross binutils are needed."""
import pathlib
import shutil
import struct
import subprocess

_SECTION = struct.Struct("<10I")
_SYMBOL = struct.Struct("<IIIBBH")
_SYMTAB, _EXECUTABLE = 2, 4
_NOTYPE, _FUNC = 0, 2


class NotAnImage(Exception):
    """The file is not what a device toolchain links."""


def functions(path):
    """[(address, name)], ascending, one for each address; Thumb's low bit is cleared."""
    data = pathlib.Path(path).read_bytes()
    if data[:4] != b"\x7fELF" or data[4] != 1 or data[5] != 1:
        raise NotAnImage(f"{path}: not a 32-bit little-endian ELF file")
    arm = struct.unpack_from("<H", data, 18)[0] == 40
    at, = struct.unpack_from("<I", data, 32)
    entry, count = struct.unpack_from("<HH", data, 46)
    sections = [_SECTION.unpack_from(data, at + i * entry) for i in range(count)]
    found = {}
    for section in sections:
        if section[1] != _SYMTAB:
            continue
        names_at = sections[section[6]][4]
        for symbol_at in range(section[4], section[4] + section[5], _SYMBOL.size):
            name_at, value, _, info, _, index = _SYMBOL.unpack_from(data, symbol_at)
            kind = info & 15
            if kind not in (_NOTYPE, _FUNC) or not 0 < index < count:
                continue
            if not sections[index][2] & _EXECUTABLE:
                continue
            end = data.index(b"\0", names_at + name_at)
            name = data[names_at + name_at:end].decode()
            if not name or name[0] in "$.":  # marks of the assembler, local labels
                continue
            address = value & ~1 if arm else value
            if kind == _FUNC or address not in found:
                found[address] = name
    return sorted(found.items())


def demangle(names):
    """C++ names as people write them, if c++filt is there; parameters are left out."""
    if not names or not shutil.which("c++filt"):
        return list(names)
    result = subprocess.run(["c++filt", "--no-params"], input="\n".join(names), text=True,
                            capture_output=True, check=False)
    lines = result.stdout.splitlines()
    return lines if len(lines) == len(names) else list(names)
