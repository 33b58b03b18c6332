# SPDX-License-Identifier: Apache-2.0
# Which mote command turns models into C++, whatever the program itself is built for.

set(MOTE_COMMAND "" CACHE FILEPATH
    "a mote command that runs on this machine (default: an installed one, or one built here)")
set(MOTE_HOST_CXX_COMPILER "" CACHE FILEPATH
    "the C++ compiler of this machine, should the mote command have to be built")
set(MOTE_HOST_CMAKE_ARGS "" CACHE STRING "more CMake options of that build")

# Sets <result> to what a mote command says its version is; empty if it cannot be run.
function(mote_read_command_version command result)
  execute_process(COMMAND ${command} --version OUTPUT_VARIABLE output RESULT_VARIABLE status
                  ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(version "")
  if(status STREQUAL 0 AND output MATCHES "^mote ([0-9.]+)$")
    set(version ${CMAKE_MATCH_1})
  endif()
  set(${result} "${version}" PARENT_SCOPE)
endfunction()

# Configures Mote itself for this machine in mote-host/ and adds the target that builds its command.
# Sets <result> to the path of the command.
function(mote_add_host_build source_dir result)
  set(folder ${CMAKE_BINARY_DIR}/mote-host)
  set(options -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O1 -DMOTE_BUILD_TOOLS=ON
              -DMOTE_BUILD_IMAGES=OFF -DMOTE_INSTALL=OFF -DBUILD_TESTING=OFF
              -DCMAKE_RUNTIME_OUTPUT_DIRECTORY=${folder}/bin/$<1:>)
  set(parallel "")
  if(CMAKE_GENERATOR MATCHES "Ninja")
    list(APPEND options -G Ninja -DCMAKE_MAKE_PROGRAM=${CMAKE_MAKE_PROGRAM})
  elseif(CMAKE_GENERATOR MATCHES "Makefiles")
    list(APPEND options -G ${CMAKE_GENERATOR} -DCMAKE_MAKE_PROGRAM=${CMAKE_MAKE_PROGRAM})
    cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
    set(parallel --parallel ${cores})
  endif()
  if(MOTE_HOST_CXX_COMPILER)
    list(APPEND options -DCMAKE_CXX_COMPILER=${MOTE_HOST_CXX_COMPILER})
  elseif(NOT CMAKE_CROSSCOMPILING)
    list(APPEND options -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER})
  endif()
  if(CMAKE_CXX_COMPILER_LAUNCHER)
    list(APPEND options "-DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}")
  endif()
  list(APPEND options ${MOTE_HOST_CMAKE_ARGS})
  # A cross build's environment may name the cross compiler.
  set(clean_environment ${CMAKE_COMMAND} -E env)
  foreach(variable CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS CMAKE_TOOLCHAIN_FILE)
    list(APPEND clean_environment --unset=${variable})
  endforeach()

  # Once: later the build of the folder notices by itself what has changed.
  set(stamp ${folder}/configured_with.txt)
  set(wanted "${source_dir};${options}")
  set(present "")
  if(EXISTS ${stamp})
    file(READ ${stamp} present)
  endif()
  if(NOT present STREQUAL wanted)
    message(STATUS "Mote: configuring the mote command of this machine in ${folder}")
    file(REMOVE ${stamp})
    execute_process(
      COMMAND ${clean_environment} ${CMAKE_COMMAND} --fresh -S ${source_dir} -B ${folder} ${options}
      OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE status)
    if(NOT status STREQUAL 0)
      message(FATAL_ERROR "Mote: the mote command, which turns models into C++, cannot be built for "
        "this machine:\n${output}\nWhat to do: install a C++20 compiler for this machine, CLI11, "
        "nlohmann-json, libsndfile, OpenSSL, stb and pkg-config (Debian: g++ libcli11-dev "
        "nlohmann-json3-dev libsndfile1-dev libssl-dev libstb-dev pkg-config); name the compiler by "
        "-DMOTE_HOST_CXX_COMPILER=PATH if it is not the usual one; or give a mote command that was "
        "built elsewhere by -DMOTE_COMMAND=PATH.")
    endif()
    file(WRITE ${stamp} "${wanted}")
  endif()
  set(command ${folder}/bin/mote)
  add_custom_target(mote_host_command
    COMMAND ${clean_environment} ${CMAKE_COMMAND} --build ${folder} --config Release
            --target mote_command ${parallel}
    BYPRODUCTS ${command} COMMENT "building the mote command of this machine"
    USES_TERMINAL VERBATIM)
  set(${result} ${command} PARENT_SCOPE)
endfunction()

# Sets <command_result> to the command line of the mote command and <depends_result> to what a rule
# that runs it depends on. Answers the same in all folders of a build.
function(mote_find_command command_result depends_result)
  get_property(command GLOBAL PROPERTY mote_command)
  get_property(depends GLOBAL PROPERTY mote_command_depends)
  if(NOT command)
    get_property(version GLOBAL PROPERTY mote_version)
    get_property(source_dir GLOBAL PROPERTY mote_source_dir)
    get_property(packaged GLOBAL PROPERTY mote_packaged_command)
    if(TARGET mote_command AND NOT CMAKE_CROSSCOMPILING)
      set(command $<TARGET_FILE:mote_command>)
      set(depends mote_command)
    elseif(MOTE_COMMAND)
      if(NOT EXISTS ${MOTE_COMMAND})
        message(FATAL_ERROR "Mote: MOTE_COMMAND is ${MOTE_COMMAND}, and no such file is there.")
      endif()
      mote_read_command_version(${MOTE_COMMAND} found_version)
      if(NOT found_version)
        message(FATAL_ERROR "Mote: MOTE_COMMAND is ${MOTE_COMMAND}, which is not a mote command "
                "that runs on this machine. Build one: see docs/guide/use-in-cmake.md.")
      elseif(NOT found_version STREQUAL version)
        message(FATAL_ERROR "Mote: MOTE_COMMAND is ${MOTE_COMMAND} of version ${found_version}; "
                "what it writes fits Mote ${found_version} only, and this is Mote ${version}.")
      endif()
      set(command ${MOTE_COMMAND})
      set(depends ${MOTE_COMMAND})
    elseif(packaged)
      set(command ${packaged})
      set(depends ${packaged})
    else()
      find_program(installed mote NO_CACHE NO_CMAKE_FIND_ROOT_PATH)
      set(found_version "")
      if(installed)
        mote_read_command_version(${installed} found_version)
      endif()
      if(found_version STREQUAL version)
        set(command ${installed})
        set(depends ${installed})
      elseif(source_dir)
        mote_add_host_build(${source_dir} command)
        set(depends ${command} mote_host_command)
      else()
        message(FATAL_ERROR "Mote: this package has no mote command, which turns models into C++, "
                "and there is none of version ${version} on the PATH. Give one that runs on this "
                "machine by -DMOTE_COMMAND=PATH.")
      endif()
    endif()
    if(NOT TARGET mote_command)
      message(STATUS "Mote: models are turned into C++ by ${command}")
    endif()
    set_property(GLOBAL PROPERTY mote_command ${command})
    set_property(GLOBAL PROPERTY mote_command_depends ${depends})
  endif()
  set(${command_result} ${command} PARENT_SCOPE)
  set(${depends_result} ${depends} PARENT_SCOPE)
endfunction()
