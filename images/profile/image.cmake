# SPDX-License-Identifier: Apache-2.0
# Any model: -D MOTE_PROFILE_MODEL=FILE; tools/emulator/bench.py sets it.
mote_add_image(profile SOURCES images/profile/profile.cpp
               MODELS profile_model=${MOTE_PROFILE_MODEL})
