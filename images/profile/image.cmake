# SPDX-License-Identifier: Apache-2.0
set(MOTE_PROFILE_MODELS "hello_sine=${CMAKE_CURRENT_LIST_DIR}/../../models/hello_sine/hello_sine.tflite"
    CACHE STRING "the models of images/profile: NAME=FILE;NAME=FILE...")
set(MOTE_PROFILE_RAM "" CACHE STRING
    "sizes for `mote compile --ram`, such as 20K;22K: the compiled modes for each of them too")
set(MOTE_PROFILE_BOARDS "" CACHE STRING "boards of images/profile (default: all but test benches)")
set(modes interpreted interpreted_fast compiled fast)
foreach(ram ${MOTE_PROFILE_RAM})
  list(APPEND modes compiled_${ram} fast_${ram})
endforeach()
foreach(pair ${MOTE_PROFILE_MODELS})
  string(REGEX MATCH "^([^=]+)=(.+)$" matched ${pair})
  set(name ${CMAKE_MATCH_1})
  set(model ${CMAKE_MATCH_2})
  # Interpreted; compiled with the reference kernels; compiled with the fastest that the core has;
  # both for so much RAM.
  # Interpreted with fast entries stands beside them.
  foreach(mode ${modes})
    set(source ${CMAKE_BINARY_DIR}/profile/${mode}_${name}.cpp)
    set(how MODE interpreted)
    set(template interpreted)
    if(mode STREQUAL interpreted_fast)
      set(how MODE interpreted OPTIMIZE speed)
    elseif(NOT mode STREQUAL interpreted)
      set(template compiled)
      set(how MODE compiled OPTIMIZE size)
    endif()
    if(mode MATCHES "^fast")
      set(how MODE compiled OPTIMIZE speed)
    endif()
    if(mode MATCHES "_([0-9]+K?)$")
      list(APPEND how OPTIONS --ram ${CMAKE_MATCH_1})
    endif()
    configure_file(${CMAKE_CURRENT_LIST_DIR}/${template}.cpp.in ${source} @ONLY)
    mote_add_image(profile_${mode}_${name} BOARDS ${MOTE_PROFILE_BOARDS} SOURCES ${source} MODELS ${mode}_${name}=${model}
                   ${how})
    # Line numbers tell which step an instruction belongs to. The code is the same with them.
    if(NOT mode MATCHES interpreted AND TARGET mote_model_${mode}_${name})
      target_compile_options(mote_model_${mode}_${name} PRIVATE -g1)
    endif()
  endforeach()
endforeach()
