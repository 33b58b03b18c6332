# SPDX-License-Identifier: Apache-2.0
# Every operator is linked, as for recorded cases.
mote_add_image(hostile_models BOARDS bench-cortex-m0 bench-cortex-m4 bench-cortex-m33 bench-riscv32
               SOURCES images/hostile_models/hostile_models.cpp images/conform/reference_ops.cpp
               STACK_BYTES 16384)
