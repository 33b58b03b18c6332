# SPDX-License-Identifier: Apache-2.0
set(MOTE_PROFILE_MODELS "hello_sine=${CMAKE_CURRENT_LIST_DIR}/../../models/hello_sine/hello_sine.tflite"
    CACHE STRING "the models of images/profile: NAME=FILE;NAME=FILE...")
foreach(pair ${MOTE_PROFILE_MODELS})
  string(REGEX MATCH "^([^=]+)=(.+)$" matched ${pair})
  set(name ${CMAKE_MATCH_1})
  set(model ${CMAKE_MATCH_2})
  # Interpreted; compiled with the reference kernels; compiled with the fastest that the core has.
  # Interpreted with fast entries stands beside them.
  foreach(mode interpreted interpreted_fast compiled fast)
    set(source ${CMAKE_BINARY_DIR}/profile/${mode}_${name}.cpp)
    set(how MODE interpreted)
    set(template interpreted)
    if(mode STREQUAL interpreted_fast)
      set(how MODE interpreted OPTIMIZE speed)
    elseif(NOT mode STREQUAL interpreted)
      set(template compiled)
      set(how MODE compiled OPTIMIZE size)
    endif()
    if(mode STREQUAL fast)
      set(how MODE compiled OPTIMIZE speed)
    endif()
    configure_file(${CMAKE_CURRENT_LIST_DIR}/${template}.cpp.in ${source} @ONLY)
    mote_add_image(profile_${mode}_${name} SOURCES ${source} MODELS ${mode}_${name}=${model}
                   ${how})
    # Line numbers tell which step an instruction belongs to. The code is the same with them.
    if(NOT mode MATCHES interpreted AND TARGET mote_model_${mode}_${name})
      target_compile_options(mote_model_${mode}_${name} PRIVATE -g1)
    endif()
  endforeach()
endforeach()
