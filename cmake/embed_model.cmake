# SPDX-License-Identifier: Apache-2.0
# Run by the build (cmake -P): OUT.cpp holds MODEL as an aligned array, OUT.h declares it with its
# operator list and exact arena size. All three facts come from the mote command.
if(NOT EXISTS ${MOTE_COMMAND})
  message(FATAL_ERROR "no mote command at ${MOTE_COMMAND}: build the preset host first "
                      "(cmake --preset host && cmake --build build/host)")
endif()
get_filename_component(folder ${OUT} DIRECTORY)
file(MAKE_DIRECTORY ${folder})
execute_process(COMMAND ${MOTE_COMMAND} embed ${MODEL} --symbol ${SYMBOL} --output ${OUT}.cpp
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${MOTE_COMMAND} ops ${MODEL} --json OUTPUT_VARIABLE ops
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${MOTE_COMMAND} plan ${MODEL} --json OUTPUT_VARIABLE plan
                COMMAND_ERROR_IS_FATAL ANY)
string(JSON arena_bytes GET "${plan}" arena_bytes)
string(JSON count LENGTH "${ops}")
set(entries "")
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON entry GET "${ops}" ${i})
  string(APPEND entries "    &mote::ops::${entry},\n")
endforeach()

# Compilers without a C++ library have the C headers only.
file(READ ${OUT}.cpp text)
string(REPLACE "<cstddef>" "<stddef.h>" text "${text}")
string(REPLACE "<cstdint>" "<stdint.h>" text "${text}")
file(WRITE ${OUT}.cpp "${text}")
get_filename_component(model_name ${MODEL} NAME)
file(WRITE ${OUT}.h "// Made from ${model_name} by cmake/embed_model.cmake.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include \"mote/ops.h\"

extern const uint8_t ${SYMBOL}[];
extern const size_t ${SYMBOL}_bytes;
constexpr uint32_t ${SYMBOL}_arena_bytes = ${arena_bytes};
inline constexpr const mote::OpDef* ${SYMBOL}_ops[] = {
${entries}};
")
