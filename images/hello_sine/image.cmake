# SPDX-License-Identifier: Apache-2.0
mote_add_image(hello_sine SOURCES images/hello_sine/hello_sine.cpp
               MODELS hello_sine=models/hello_sine/hello_sine.tflite)
mote_add_image(hello_sine_compiled SOURCES images/hello_sine/hello_sine_compiled.cpp
               MODELS sine_net=models/hello_sine/hello_sine.tflite MODE compiled)
