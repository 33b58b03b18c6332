# SPDX-License-Identifier: Apache-2.0
# Recorded models as compiled code, where there are any; tools/emulator/compiled_models.py reads the
# list.
set(compiled_models hello_world_int8 micro_speech_quantized kws_ref_model pretrainedResnet_quant
                    vww_96_int8 ad01_int8 person_detect)
set(shared ${PROJECT_SOURCE_DIR}/../shared)
if(MOTE_SHARED_DIR)
  set(shared ${MOTE_SHARED_DIR})
endif()
if(mote_toolchain STREQUAL host OR NOT IS_DIRECTORY ${shared}/corpus/models)
  return()
endif()

set(includes "")
set(list "")
set(pairs "")
foreach(name ${compiled_models})
  string(APPEND includes "#include \"${name}_c.h\"\n")
  string(APPEND list " MODEL(${name})")
  list(APPEND pairs ${name}=${shared}/corpus/models/${name}/model.tflite)
endforeach()
set(folder ${PROJECT_BINARY_DIR}/compiled_models)
file(CONFIGURE OUTPUT ${folder}/compiled_models.inc
     CONTENT "${includes}#define MOTE_COMPILED_MODELS${list}\n")
mote_add_image(compiled_models BOARDS bench-cortex-m0 bench-cortex-m3 bench-cortex-m4
                      bench-cortex-m7 bench-cortex-m33 bench-riscv32
               SOURCES images/compiled_models/compiled_models.cpp MODE compiled MODELS ${pairs})
if(TARGET compiled_models-bench-${mote_toolchain})
  target_include_directories(compiled_models-bench-${mote_toolchain} PRIVATE ${folder})
endif()
