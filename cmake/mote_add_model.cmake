# SPDX-License-Identifier: Apache-2.0
# mote_add_model(TARGET MODEL.tflite NAME name MODE interpreted|compiled
#                [TARGET_CPU cpu] [OPTIMIZE size|speed] [OPTIONS option...])
#
# Gives TARGET, an executable or library that exists already, a model and the runtime that it needs.
# The target includes "name.h":
#   interpreted  the model's bytes `name`, its operators `name_ops`, its arena `name_arena_bytes`
#   compiled     the class `name::Net`; for C programs "name_c.h"
# MODEL is relative to the current source folder; a file that the build makes will do. TARGET_CPU is
# what `mote compile --target` knows; by default what a toolchain file of Mote's is for, else
# portable; it says nothing to an interpreted model. OPTIONS are more options of `mote compile`,
# such as --ram 20K or --streaming axis=1. Several targets may have the same model. The
# files are written anew when the model or the mote command changes.
include(${CMAKE_CURRENT_LIST_DIR}/mote_command.cmake)

# Stops with what is wrong with a call of mote_add_model().
function(mote_check_model target model name mode optimize)
  if(NOT TARGET ${target})
    message(FATAL_ERROR "mote_add_model: there is no target '${target}'. Make it before, by "
            "add_executable() or add_library().")
  endif()
  get_target_property(type ${target} TYPE)
  if(NOT type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE|OBJECT)_LIBRARY)$")
    message(FATAL_ERROR "mote_add_model: '${target}' compiles nothing (${type}); a model goes to an "
            "executable or a library with sources.")
  endif()
  if(NOT CMAKE_CXX_COMPILER_LOADED)
    message(FATAL_ERROR "mote_add_model: models become C++; add CXX to the languages of project().")
  endif()
  if(NOT TARGET mote::mote)
    message(FATAL_ERROR "mote_add_model: Mote's library is not known in this folder; call "
            "find_package(Mote) here or further up.")
  endif()
  if(NOT name MATCHES "^[A-Za-z][A-Za-z0-9_]*$" OR name STREQUAL "mote")
    message(FATAL_ERROR "mote_add_model: NAME is '${name}'; it must be a C++ identifier, because it "
            "names what the program uses, and not 'mote'. For example: NAME kws")
  endif()
  if(NOT mode MATCHES "^(interpreted|compiled)$")
    message(FATAL_ERROR "mote_add_model: the MODE of '${name}' is '${mode}'; it must be "
            "'interpreted' or 'compiled'.")
  endif()
  if(optimize AND NOT optimize MATCHES "^(size|speed)$")
    message(FATAL_ERROR "mote_add_model: the OPTIMIZE of '${name}' is '${optimize}'; it must be "
            "'size' or 'speed'.")
  endif()
  get_source_file_property(generated ${model} GENERATED)
  if(NOT generated AND (NOT EXISTS ${model} OR IS_DIRECTORY ${model}))
    message(FATAL_ERROR "mote_add_model: there is no model ${model}. A path is relative to "
            "${CMAKE_CURRENT_SOURCE_DIR}; a file that the build makes must be the OUTPUT of an "
            "add_custom_command() further up.")
  endif()
endfunction()

# The library mote_model_NAME of an interpreted model: a header.
function(mote_add_interpreted_model name model folder cpu)
  mote_find_command(command depends)
  add_custom_command(
    OUTPUT ${folder}/${name}.h
    COMMAND ${command} embed ${model} --symbol ${name} --output ${folder}/${name}.h --target ${cpu}
    DEPENDS ${model} ${depends} COMMENT "embedding the model ${name}" VERBATIM)
  add_custom_target(mote_model_${name}_files DEPENDS ${folder}/${name}.h)
  add_library(mote_model_${name} INTERFACE)
  add_dependencies(mote_model_${name} mote_model_${name}_files)
  target_include_directories(mote_model_${name} INTERFACE ${folder})
  target_link_libraries(mote_model_${name} INTERFACE mote::mote)
endfunction()

# The library mote_model_NAME of a compiled model: two headers and the code.
function(mote_add_compiled_model name model folder cpu optimize)
  mote_find_command(command depends)
  set(options --target ${cpu})
  if(optimize)
    list(APPEND options --optimize ${optimize})
  endif()
  list(APPEND options ${ARGN})
  set(files ${folder}/${name}.cpp ${folder}/${name}.h ${folder}/${name}_c.h)
  add_custom_command(
    OUTPUT ${files}
    COMMAND ${command} compile ${model} -o ${folder} --name ${name} ${options}
    DEPENDS ${model} ${depends} COMMENT "compiling the model ${name} for ${cpu}" VERBATIM)
  add_library(mote_model_${name} STATIC ${files})
  target_include_directories(mote_model_${name} PUBLIC ${folder})
  target_link_libraries(mote_model_${name} PUBLIC mote::mote PRIVATE mote::kernels)
endfunction()

function(mote_add_model target model)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "NAME;MODE;TARGET_CPU;OPTIMIZE" "OPTIONS")
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "mote_add_model: cannot understand '${arg_UNPARSED_ARGUMENTS}"
            "${arg_KEYWORDS_MISSING_VALUES}'. Usage: mote_add_model(TARGET MODEL.tflite NAME name "
            "MODE interpreted|compiled [TARGET_CPU cpu] [OPTIMIZE size|speed] [OPTIONS option...])")
  endif()
  get_filename_component(model ${model} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
  mote_check_model("${target}" ${model} "${arg_NAME}" "${arg_MODE}" "${arg_OPTIMIZE}")
  if(arg_OPTIONS AND NOT arg_MODE STREQUAL compiled)
    message(FATAL_ERROR "mote_add_model: OPTIONS of '${arg_NAME}' are of `mote compile`; its MODE is "
            "'${arg_MODE}'.")
  endif()
  set(made_of "${model}, ${arg_MODE}")
  if(NOT arg_TARGET_CPU)
    set(arg_TARGET_CPU portable)
    if(MOTE_TARGET_CPU)
      set(arg_TARGET_CPU ${MOTE_TARGET_CPU})
    endif()
  endif()
  # Fast entries of an interpreter need more code and arena: they are asked for.
  if(arg_MODE STREQUAL interpreted AND NOT arg_OPTIMIZE STREQUAL speed)
    set(arg_TARGET_CPU portable)
  endif()
  string(JOIN " " made_of ${made_of} for ${arg_TARGET_CPU} ${arg_OPTIMIZE} ${arg_OPTIONS})
  get_property(known GLOBAL PROPERTY mote_model_${arg_NAME})
  if(NOT known)
    set_property(GLOBAL PROPERTY mote_model_${arg_NAME} ${made_of})
    set(folder ${CMAKE_BINARY_DIR}/mote_models/${arg_NAME})
    file(MAKE_DIRECTORY ${folder})
    if(arg_MODE STREQUAL interpreted)
      mote_add_interpreted_model(${arg_NAME} ${model} ${folder} ${arg_TARGET_CPU})
    else()
      mote_add_compiled_model(${arg_NAME} ${model} ${folder} ${arg_TARGET_CPU}
                              "${arg_OPTIMIZE}" ${arg_OPTIONS})
    endif()
  elseif(NOT known STREQUAL made_of)
    message(FATAL_ERROR "mote_add_model: two models are named '${arg_NAME}':\n  ${known}\n  "
            "${made_of}\nGive each its own NAME.")
  endif()
  target_link_libraries(${target} PRIVATE mote_model_${arg_NAME})
endfunction()
