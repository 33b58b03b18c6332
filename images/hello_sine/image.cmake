# SPDX-License-Identifier: Apache-2.0
mote_add_image(hello_sine SOURCES images/hello_sine/hello_sine.cpp
               MODELS hello_sine=models/hello_sine/hello_sine.tflite)
