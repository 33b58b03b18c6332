# SPDX-License-Identifier: Apache-2.0
mote_add_image(keyword_spotting BOARDS mps2-an385 mps2-an386 microbit sifive_e posix
               SOURCES images/keyword_spotting/keyword_spotting.cpp
               MODELS keyword_spotting=models/keyword_spotting/keyword_spotting.tflite)
