# SPDX-License-Identifier: Apache-2.0
set(MOTE_PROFILE_MODELS "hello_sine=${CMAKE_CURRENT_LIST_DIR}/../../models/hello_sine/hello_sine.tflite"
    CACHE STRING "the models of images/profile: NAME=FILE;NAME=FILE...")
foreach(pair ${MOTE_PROFILE_MODELS})
  string(REGEX MATCH "^([^=]+)=(.+)$" matched ${pair})
  set(name ${CMAKE_MATCH_1})
  set(model ${CMAKE_MATCH_2})
  foreach(mode interpreted compiled)
    set(source ${CMAKE_BINARY_DIR}/profile/${mode}_${name}.cpp)
    configure_file(${CMAKE_CURRENT_LIST_DIR}/${mode}.cpp.in ${source} @ONLY)
    mote_add_image(profile_${mode}_${name} SOURCES ${source} MODELS ${mode}_${name}=${model}
                   MODE ${mode})
  endforeach()
endforeach()
