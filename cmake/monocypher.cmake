# SPDX-License-Identifier: Apache-2.0
# mote_add_monocypher(): the library `monocypher` of Monocypher 4 with Ed25519 and SHA-512, for programs
# that check model containers. Optional: nothing of Mote needs it. MOTE_MONOCYPHER_DIR names a copy of its
# sources (the folder with monocypher.c and optional/); without one, cargo fetches the crate that
# carries them. The files must be those of version 4.0.2, whoever brought them. If there are none it says
# so and makes no target.
set(MOTE_MONOCYPHER_DIR "" CACHE PATH "sources of Monocypher 4.0.2; empty: fetched by cargo")

# The binding in the crate is for Rust programs and wants a generator; an empty one will do here.
function(mote_fetch_monocypher result)
  set(folder ${CMAKE_BINARY_DIR}/monocypher)
  set(${result} ${folder}/vendor/monocypher-sys/Monocypher/src PARENT_SCOPE)
  if(EXISTS ${folder}/vendor/monocypher-sys)
    return()
  endif()
  find_program(MOTE_CARGO cargo)
  if(NOT MOTE_CARGO)
    return()
  endif()
  file(WRITE ${folder}/src/lib.rs "")
  file(WRITE ${folder}/bindgen/src/lib.rs "")
  file(WRITE ${folder}/bindgen/Cargo.toml
       "[package]\nname = \"bindgen\"\nversion = \"0.69.1\"\nedition = \"2021\"\n")
  file(WRITE ${folder}/Cargo.toml "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2021\"
[dependencies]\nmonocypher-sys = \"=4.0.2\"\n[patch.crates-io]\nbindgen = {path = \"bindgen\"}\n[workspace]\n")
  message(STATUS "fetching Monocypher 4.0.2 with cargo")
  execute_process(COMMAND ${MOTE_CARGO} vendor --quiet vendor WORKING_DIRECTORY ${folder}
                  OUTPUT_QUIET ERROR_QUIET TIMEOUT 60)
endfunction()

function(mote_add_monocypher)
  set(sources ${MOTE_MONOCYPHER_DIR})
  if(NOT sources)
    mote_fetch_monocypher(sources)
  endif()
  set(hashes
      monocypher.c=02174117935699d418443c75a558a287deb06ef8cf7c1adced61d9047d2f323d
      monocypher.h=fcaf6ed771358bb4f40fba016f6518ae86ec02b1b877d2cc35ad92d3a26fd7b3
      optional/monocypher-ed25519.c=97d581639dfa72be08a6d57deb7d79b736be001cb416819cab196d22559d242b
      optional/monocypher-ed25519.h=3a3035181f991a158d0e1c7567258f0bae8ba0f1f23c5512b4a1db1b3c9730ce)
  foreach(pair ${hashes})
    string(REGEX MATCH "^(.+)=(.+)$" matched ${pair})
    if(NOT EXISTS ${sources}/${CMAKE_MATCH_1})
      message(STATUS "skipped: Monocypher is not there (set MOTE_MONOCYPHER_DIR, or install cargo)")
      return()
    endif()
    set(expected ${CMAKE_MATCH_2})
    file(SHA256 ${sources}/${CMAKE_MATCH_1} found)
    if(NOT found STREQUAL expected)
      message(FATAL_ERROR "${sources}/${CMAKE_MATCH_1} is not that of Monocypher 4.0.2: SHA-256 ${found}")
    endif()
  endforeach()
  enable_language(C)
  add_library(monocypher STATIC ${sources}/monocypher.c ${sources}/optional/monocypher-ed25519.c)
  target_include_directories(monocypher PUBLIC ${sources} ${sources}/optional)
  target_compile_options(monocypher PRIVATE -ffunction-sections -fdata-sections)
endfunction()
