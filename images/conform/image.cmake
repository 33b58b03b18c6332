# SPDX-License-Identifier: Apache-2.0
mote_add_image(conform BOARDS mps2-an386 SOURCES images/conform/conform.cpp)
