# SPDX-License-Identifier: Apache-2.0
# Recorded models as compiled code, where there are any. tools/emulator/compiled_models.py reads the
# lists: the variable is named as the image.
set(compiled_models hello_world_int8 micro_speech_quantized kws_ref_model pretrainedResnet_quant
                    vww_96_int8 ad01_int8 person_detect)
# For little RAM, by --optimize and --ram. For speed the residual network's widest step takes more
# than 20 KB beside its scratch.
set(compiled_models_size_20K micro_speech_quantized kws_ref_model pretrainedResnet_quant
                             vww_96_int8 person_detect)
set(compiled_models_speed_20K micro_speech_quantized kws_ref_model vww_96_int8 person_detect)
set(compiled_models_speed_22K pretrainedResnet_quant)

set(shared ${PROJECT_SOURCE_DIR}/../shared)
if(MOTE_SHARED_DIR)
  set(shared ${MOTE_SHARED_DIR})
endif()
if(mote_toolchain STREQUAL host OR NOT IS_DIRECTORY ${shared}/corpus/models)
  return()
endif()

# The image of the models in the list of its name, each called by its name and the suffix; it may use
# so much RAM, or what there is if that is 0. The other arguments are those of mote_add_image().
function(mote_add_compiled_models image suffix ram_bytes)
  set(includes "")
  set(list "")
  set(pairs "")
  foreach(name ${${image}})
    string(APPEND includes "#include \"${name}${suffix}.h\"\n#include \"${name}${suffix}_c.h\"\n")
    string(APPEND list " MODEL(${name}${suffix})")
    list(APPEND pairs ${name}${suffix}=${shared}/corpus/models/${name}/model.tflite)
  endforeach()
  set(folder ${PROJECT_BINARY_DIR}/${image})
  file(CONFIGURE OUTPUT ${folder}/compiled_models.inc
       CONTENT "${includes}#define MOTE_COMPILED_MODELS${list}\n")
  mote_add_image(${image} SOURCES images/compiled_models/compiled_models.cpp MODE compiled
                 MODELS ${pairs} ${ARGN})
  get_property(boards GLOBAL PROPERTY mote_boards)
  foreach(board ${boards})
    if(TARGET ${image}-${board})
      target_include_directories(${image}-${board} PRIVATE ${folder})
      target_compile_definitions(${image}-${board} PRIVATE MOTE_RAM_BYTES=${ram_bytes})
    endif()
  endforeach()
endfunction()

mote_add_compiled_models(compiled_models "" 0 BOARDS bench-cortex-m0 bench-cortex-m3
                         bench-cortex-m4 bench-cortex-m7 bench-cortex-m33 mps3-an547
                         bench-riscv32)
foreach(how size_20K speed_20K speed_22K)
  string(REPLACE "_" ";" words ${how})
  list(GET words 0 optimize)
  list(GET words 1 ram)
  mote_add_compiled_models(compiled_models_${how} _${how} 32768 BOARDS bench-cortex-m4-32k
                           OPTIMIZE ${optimize} OPTIONS --ram ${ram} STACK_BYTES 1024)
endforeach()
