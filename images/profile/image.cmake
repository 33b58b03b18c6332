# SPDX-License-Identifier: Apache-2.0
mote_add_image(profile SOURCES images/profile/profile.cpp
               MODELS profile_model=${MOTE_PROFILE_MODEL})
