# SPDX-License-Identifier: Apache-2.0
# mote_add_image(): a program for every board of the current toolchain. A board is a folder of
# boards/ with a board.json; its toolchain is the name of the preset that builds for it.

# The host, one of our toolchain files, or somebody else's, which has no boards here.
set(mote_toolchain host)
if(CMAKE_TOOLCHAIN_FILE)
  get_filename_component(file ${CMAKE_TOOLCHAIN_FILE} REALPATH BASE_DIR ${CMAKE_SOURCE_DIR})
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(ours ${PROJECT_SOURCE_DIR}/cmake/toolchains REALPATH)
  set(mote_toolchain foreign)
  if(folder STREQUAL ours)
    get_filename_component(mote_toolchain ${file} NAME_WE)
    enable_language(ASM)
  endif()
elseif(CMAKE_CROSSCOMPILING)
  set(mote_toolchain foreign)
endif()

# The compiler's own support routines. GCC only knows its 32-bit libraries by names without zicsr.
function(mote_find_compiler_support result)
  string(REPLACE "_zicsr" "" flags "${MOTE_CPU_FLAGS}")
  separate_arguments(flags)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} ${flags} -print-libgcc-file-name
                  OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(${result} ${path} PARENT_SCOPE)
endfunction()

# The library board-NAME: its port, the console, and the memory map for the linker.
function(mote_add_board board)
  file(READ ${PROJECT_SOURCE_DIR}/boards/${board}/board.json text)
  foreach(key toolchain port vectors_at flash_at flash_bytes ram_at ram_bytes stack_bytes images)
    string(JSON ${key} ERROR_VARIABLE absent GET "${text}" ${key})
  endforeach()
  if(NOT toolchain STREQUAL mote_toolchain)
    return()
  endif()
  set(ports ${PROJECT_SOURCE_DIR}/ports)
  file(GLOB sources CONFIGURE_DEPENDS ${ports}/${port}/*.cpp ${ports}/${port}/*.S)
  list(APPEND sources ${ports}/console/console.cpp)
  if(NOT mote_toolchain STREQUAL host)
    list(APPEND sources ${ports}/semihosting/platform.cpp ${ports}/semihosting/host_file.cpp
         ${ports}/semihosting/microphone.cpp ${ports}/freestanding/memory.cpp)
    # Its loops must not become calls of the functions that they define.
    set_source_files_properties(${ports}/freestanding/memory.cpp PROPERTIES
                                COMPILE_OPTIONS -fno-tree-loop-distribute-patterns)
  endif()
  # Objects rather than an archive: start-up is named by the linker script alone.
  add_library(board-${board} OBJECT EXCLUDE_FROM_ALL ${sources})
  target_include_directories(board-${board} PUBLIC ${PROJECT_SOURCE_DIR}/include ${ports})
  if(port STREQUAL bare_cortex_m)
    set(kind plain)
    if("cortex_m_mve" IN_LIST MOTE_OVERLAYS)
      set(kind helium)
    endif()
    target_include_directories(board-${board} PRIVATE ${ports}/${port}/${kind})
  endif()
  target_compile_features(board-${board} PUBLIC cxx_std_17)
  target_compile_options(board-${board} PRIVATE -Wall -Wextra -fno-exceptions -fno-rtti)
  if(NOT mote_toolchain STREQUAL host)
    set(script ${PROJECT_BINARY_DIR}/boards/${board}/board.ld)
    # Where the core looks for its vectors, if that is not where the flash begins.
    set(vectors "")
    set(vectors_in FLASH)
    if(vectors_at)
      set(vectors "  VECTORS (rx) : ORIGIN = ${vectors_at}, LENGTH = 1K\n")
      set(vectors_in VECTORS)
    endif()
    file(CONFIGURE OUTPUT ${script} CONTENT "/* Made from boards/${board}/board.json. */
MEMORY
{
  FLASH (rx) : ORIGIN = ${flash_at}, LENGTH = ${flash_bytes}
  RAM (rw) : ORIGIN = ${ram_at}, LENGTH = ${ram_bytes}
${vectors}}
REGION_ALIAS(\"IN_VECTORS\", ${vectors_in})
INCLUDE ${ports}/${port}/sections.ld
")
    mote_find_compiler_support(support)
    set_target_properties(board-${board} PROPERTIES
                          MOTE_LINKER_SCRIPTS "${script};${ports}/${port}/sections.ld"
                          MOTE_STACK_BYTES ${stack_bytes} MOTE_COMPILER_SUPPORT ${support})
  endif()
  set_property(GLOBAL APPEND PROPERTY mote_boards ${board})
  set_target_properties(board-${board} PROPERTIES MOTE_IMAGES "${images}")
endfunction()

file(GLOB mote_board_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/boards/*/board.json)
foreach(file ${mote_board_files})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(board ${folder} NAME)
  mote_add_board(${board})
endforeach()

# mote_add_image(NAME [BOARDS board...] SOURCES file... [MODELS symbol=file...]
#                [MODE interpreted|compiled] [OPTIMIZE size|speed] [OPTIONS option...]
#                [STACK_BYTES count])
# Builds images/NAME-BOARD.elf and .map for those boards (default: all but test benches, whose
# board.json has "images": "named") that this toolchain builds for. Sources include a model as
# "SYMBOL.h", as mote_add_model() says; MODE (default: interpreted), OPTIMIZE and OPTIONS are those of
# all its models. STACK_BYTES replaces the board's own figure.
function(mote_add_image name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MODE;OPTIMIZE;STACK_BYTES" "BOARDS;SOURCES;MODELS;OPTIONS")
  set(optimize "")
  if(arg_OPTIMIZE)
    set(optimize OPTIMIZE ${arg_OPTIMIZE})
  endif()
  if(arg_OPTIONS)
    list(APPEND optimize OPTIONS ${arg_OPTIONS})
  endif()
  if(NOT arg_MODE)
    set(arg_MODE interpreted)
  endif()
  get_property(boards GLOBAL PROPERTY mote_boards)
  foreach(board ${boards})
    get_target_property(images board-${board} MOTE_IMAGES)
    if(arg_BOARDS AND NOT board IN_LIST arg_BOARDS OR NOT arg_BOARDS AND images STREQUAL "named")
      continue()
    endif()
    set(target ${name}-${board})
    add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE board-${board})
    foreach(pair ${arg_MODELS})
      string(REGEX MATCH "^([^=]+)=(.+)$" matched ${pair})
      mote_add_model(${target} ${CMAKE_MATCH_2} NAME ${CMAKE_MATCH_1} MODE ${arg_MODE}
                     ${optimize})
    endforeach()
    target_link_libraries(${target} PRIVATE mote)
    target_compile_options(${target} PRIVATE -Wall -Wextra)
    set(map ${CMAKE_BINARY_DIR}/images/${target}.map)
    set_target_properties(${target} PROPERTIES SUFFIX .elf
                          RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/images)
    target_link_options(${target} PRIVATE -Wl,-Map=${map},--gc-sections)
    get_target_property(scripts board-${board} MOTE_LINKER_SCRIPTS)
    if(scripts)
      get_target_property(stack board-${board} MOTE_STACK_BYTES)
      get_target_property(support board-${board} MOTE_COMPILER_SUPPORT)
      if(arg_STACK_BYTES)
        set(stack ${arg_STACK_BYTES})
      endif()
      list(GET scripts 0 script)
      target_link_options(${target} PRIVATE -T${script} -Wl,--defsym=mote_stack_bytes=${stack})
      target_link_libraries(${target} PRIVATE ${support})
      set_target_properties(${target} PROPERTIES LINK_DEPENDS "${scripts}")
    endif()
  endforeach()
endfunction()
