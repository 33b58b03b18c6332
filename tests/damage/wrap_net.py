#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""FOLDER NAME: writes FOLDER/NAME_mutable.cpp, the source NAME.cpp with constants that may change
(mutable_constants.h). Headers stand before it, so that they keep theirs."""
import pathlib
import re
import sys

folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
source = (folder / f"{name}.cpp").read_text()
includes = re.findall(r'^#include "[^"]+"$', source, re.MULTILINE)
text = "\n".join(includes) + f"""
#include "damage/mutable_constants.h"
#define crc32_of(object, before) damage::note(#object, object, before)
#define constexpr static
#include "{name}.cpp"
"""
path = folder / f"{name}_mutable.cpp"
if not path.exists() or path.read_text() != text:
    path.write_text(text)
