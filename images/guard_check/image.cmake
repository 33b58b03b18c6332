# SPDX-License-Identifier: Apache-2.0
mote_add_image(guard_check BOARDS microbit stm32vldiscovery mps2-an386 bench-cortex-m7
               bench-cortex-m33 sifive_e
               SOURCES images/guard_check/guard_check.cpp
               MODELS hello_sine=models/hello_sine/hello_sine.tflite)
