# SPDX-License-Identifier: Apache-2.0
# mote_add_image(): a program for every board of the current toolchain. A board is a folder of
# boards/ with a board.json; its toolchain is the name of the preset that builds for it.

set(MOTE_COMMAND "${CMAKE_SOURCE_DIR}/build/host/mote" CACHE FILEPATH
    "the mote command of the host, which turns models into arrays")
set(MOTE_PROFILE_MODEL "${CMAKE_SOURCE_DIR}/models/hello_sine/hello_sine.tflite" CACHE FILEPATH
    "the model of images/profile")

set(mote_model_command ${MOTE_COMMAND})
set(mote_model_depends ${MOTE_COMMAND})
if(TARGET mote_command)
  set(mote_model_command $<TARGET_FILE:mote_command>)
  set(mote_model_depends mote_command)
endif()

set(mote_toolchain host)
if(CMAKE_TOOLCHAIN_FILE)
  get_filename_component(mote_toolchain ${CMAKE_TOOLCHAIN_FILE} NAME_WE)
  enable_language(ASM)
endif()

# Sets <name>_<key> in the caller for every key of a board.
function(mote_read_board name)
  file(READ ${CMAKE_SOURCE_DIR}/boards/${name}/board.json text)
  foreach(key toolchain port flash_at flash_bytes ram_at ram_bytes stack_bytes)
    string(JSON value ERROR_VARIABLE absent GET "${text}" ${key})
    set(${name}_${key} ${value} PARENT_SCOPE)
  endforeach()
endfunction()

# The compiler's own support routines. GCC only knows its 32-bit libraries by names without zicsr.
function(mote_find_compiler_support result)
  string(REPLACE "_zicsr" "" flags "${MOTE_CPU_FLAGS}")
  separate_arguments(flags)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} ${flags} -print-libgcc-file-name
                  OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(${result} ${path} PARENT_SCOPE)
endfunction()

# One static library per board: its port, the console, and the memory map for the linker.
set(mote_boards "")
file(GLOB mote_board_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/boards/*/board.json)
foreach(file ${mote_board_files})
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(board ${folder} NAME)
  mote_read_board(${board})
  if(NOT ${board}_toolchain STREQUAL mote_toolchain)
    continue()
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  list(APPEND mote_boards ${board})
  set(port ${CMAKE_SOURCE_DIR}/ports/${${board}_port})
  file(GLOB sources CONFIGURE_DEPENDS ${port}/*.cpp ${port}/*.S)
  list(APPEND sources ${CMAKE_SOURCE_DIR}/ports/console/console.cpp)
  if(NOT mote_toolchain STREQUAL host)
    list(APPEND sources ${CMAKE_SOURCE_DIR}/ports/semihosting/platform.cpp
         ${CMAKE_SOURCE_DIR}/ports/semihosting/host_file.cpp
         ${CMAKE_SOURCE_DIR}/ports/semihosting/microphone.cpp
         ${CMAKE_SOURCE_DIR}/ports/freestanding/memory.cpp)
    # Its loops must not become calls of the functions that they define.
    set_source_files_properties(${CMAKE_SOURCE_DIR}/ports/freestanding/memory.cpp PROPERTIES
                                COMPILE_OPTIONS -fno-tree-loop-distribute-patterns)
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/boards/${board}/board.ld CONTENT
         "/* Made from boards/${board}/board.json. */
MEMORY
{
  FLASH (rx) : ORIGIN = ${${board}_flash_at}, LENGTH = ${${board}_flash_bytes}
  RAM (rw) : ORIGIN = ${${board}_ram_at}, LENGTH = ${${board}_ram_bytes}
}
INCLUDE ${port}/sections.ld
")
  endif()
  # Objects rather than an archive: start-up is named by the linker script alone.
  add_library(board-${board} OBJECT ${sources})
  target_include_directories(board-${board} PUBLIC ${CMAKE_SOURCE_DIR}/include
                             ${CMAKE_SOURCE_DIR}/ports)
  target_compile_features(board-${board} PUBLIC cxx_std_17)
  target_compile_options(board-${board} PRIVATE -Wall -Wextra -fno-exceptions -fno-rtti)
endforeach()

# mote_embed_model(SYMBOL FILE): SYMBOL.h in the build tree, as `mote embed` writes it.
function(mote_embed_model symbol model)
  get_property(known GLOBAL PROPERTY mote_model_${symbol})
  if(known)
    if(NOT known STREQUAL model)
      message(FATAL_ERROR "two models are named ${symbol}: ${known} and ${model}")
    endif()
    return()
  endif()
  set_property(GLOBAL PROPERTY mote_model_${symbol} ${model})
  set(header ${CMAKE_BINARY_DIR}/models/${symbol}.h)
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/models
    COMMAND ${mote_model_command} embed ${model} --symbol ${symbol} --output ${header}
    DEPENDS ${model} ${mote_model_depends}
    COMMENT "embedding ${symbol}" VERBATIM)
  add_custom_target(model-${symbol} DEPENDS ${header})
endfunction()

# mote_add_image(NAME [BOARDS board...] SOURCES file... [MODELS symbol=file...]
#                [STACK_BYTES count])
# Builds images/NAME-BOARD.elf and .map for those boards (default: all) that this toolchain builds
# for. Sources include a model as "SYMBOL.h". STACK_BYTES replaces the board's own figure.
function(mote_add_image name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "STACK_BYTES" "BOARDS;SOURCES;MODELS")
  set(model_targets "")
  foreach(pair ${arg_MODELS})
    string(REGEX MATCH "^([^=]+)=(.+)$" matched ${pair})
    set(symbol ${CMAKE_MATCH_1})
    get_filename_component(model ${CMAKE_MATCH_2} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
    mote_embed_model(${symbol} ${model})
    list(APPEND model_targets model-${symbol})
  endforeach()
  foreach(board ${mote_boards})
    if(arg_BOARDS AND NOT board IN_LIST arg_BOARDS)
      continue()
    endif()
    set(target ${name}-${board})
    add_executable(${target} ${arg_SOURCES})
    if(model_targets)
      add_dependencies(${target} ${model_targets})
      target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/models)
    endif()
    target_link_libraries(${target} PRIVATE board-${board} mote)
    target_compile_options(${target} PRIVATE -Wall -Wextra)
    set(map ${CMAKE_BINARY_DIR}/images/${target}.map)
    set_target_properties(${target} PROPERTIES SUFFIX .elf
                          RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/images)
    target_link_options(${target} PRIVATE -Wl,-Map=${map},--gc-sections)
    if(NOT mote_toolchain STREQUAL host)
      set(stack ${${board}_stack_bytes})
      if(arg_STACK_BYTES)
        set(stack ${arg_STACK_BYTES})
      endif()
      set(script ${CMAKE_BINARY_DIR}/boards/${board}/board.ld)
      set(sections ${CMAKE_SOURCE_DIR}/ports/${${board}_port}/sections.ld)
      mote_find_compiler_support(support)
      target_link_options(${target} PRIVATE -T${script} -Wl,--defsym=mote_stack_bytes=${stack})
      target_link_libraries(${target} PRIVATE ${support})
      set_target_properties(${target} PROPERTIES LINK_DEPENDS "${script};${sections}")
    endif()
  endforeach()
endfunction()

file(GLOB mote_image_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/images/*/image.cmake)
foreach(file ${mote_image_files})
  include(${file})
endforeach()
