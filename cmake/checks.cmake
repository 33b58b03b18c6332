# SPDX-License-Identifier: Apache-2.0
# What `./x test` checks beside the tests of tests/: layers, headers, symbols, sizes, and the images
# under the emulator. Those of the devices need the device presets built before.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(mote_add_check name)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "MOTE_SHARED_DIR=${MOTE_SHARED_DIR}"
                       TIMEOUT 600)
endfunction()

mote_add_check(check.layers ${Python3_EXECUTABLE} tools/dev/check_layers.py)
mote_add_check(check.layers_trip ${Python3_EXECUTABLE} tools/dev/check_layers_test.py)
mote_add_check(check.sizes_trip ${Python3_EXECUTABLE} tools/dev/compare_modes_test.py)
mote_add_check(check.compiled_runs_trip ${Python3_EXECUTABLE} tools/emulator/compiled_models_test.py)
mote_add_check(check.benchmarks_trip ${Python3_EXECUTABLE} tools/dev/make_benchmarks_test.py)
mote_add_check(check.stack_trips ${Python3_EXECUTABLE} tools/dev/stack_test.py)
mote_add_check(check.headers ${Python3_EXECUTABLE} tools/dev/check_headers.py)

option(MOTE_TEST_DEVICES "also check the device presets, which must be built" OFF)
if(MOTE_TEST_DEVICES)
  mote_add_check(device.symbols ${Python3_EXECUTABLE} tools/dev/check_symbols.py)
  mote_add_check(device.stack ${Python3_EXECUTABLE} tools/dev/stack.py --check)
  mote_add_check(device.sizes ${Python3_EXECUTABLE} tools/dev/size.py --check)
  # It builds and runs every model in both modes.
  set_tests_properties(device.sizes PROPERTIES TIMEOUT 1800)
  mote_add_check(device.instruction_counts ${Python3_EXECUTABLE} tools/emulator/check_counts.py)
  mote_add_check(device.cycle_estimate ${Python3_EXECUTABLE}
                 tools/emulator/cortex_m4_timing_test.py)
  mote_add_check(device.demo ${Python3_EXECUTABLE} tools/demo.py --quiet)
  foreach(pair cortex-m0/microbit cortex-m3/mps2-an385 cortex-m3/stm32vldiscovery
               cortex-m4/mps2-an386 riscv32/sifive_e host/posix)
    string(REPLACE "/" ";" words ${pair})
    list(GET words 0 preset)
    list(GET words 1 board)
    foreach(suffix "" _compiled)
      mote_add_check(device.hello_sine${suffix}.${board} ${Python3_EXECUTABLE} tools/emulator/run.py
                     --board ${board} build/${preset}/images/hello_sine${suffix}-${board}.elf)
    endforeach()
    if(NOT board STREQUAL stm32vldiscovery)
      foreach(mode interpreted compiled streaming)
        string(REPLACE "_interpreted" "" name keyword_spotting_${mode})
        mote_add_check(device.${name}.${board} ${Python3_EXECUTABLE} tools/demo.py --quiet
                       --board ${board} --mode ${mode})
      endforeach()
    endif()
  endforeach()
  mote_add_check(device.guards ${Python3_EXECUTABLE} tools/emulator/guards.py)
  foreach(board bench-cortex-m0 bench-cortex-m4 bench-cortex-m33 bench-riscv32)
    mote_add_check(device.hostile_models.${board} ${Python3_EXECUTABLE}
                   tools/emulator/hostile_models.py --board ${board})
  endforeach()
  mote_add_check(device.hostile_models_trips ${Python3_EXECUTABLE}
                 tools/emulator/hostile_models.py --board bench-cortex-m4 --spoil)
  set_tests_properties(device.hostile_models_trips PROPERTIES PASS_REGULAR_EXPRESSION
                       "1 models differ")
  mote_add_check(device.conformance ${Python3_EXECUTABLE} tools/emulator/conform.py --least 300)
  foreach(board bench-cortex-m0 bench-cortex-m3 bench-riscv32)
    mote_add_check(device.conformance_fast.${board} ${Python3_EXECUTABLE}
                   tools/emulator/conform.py --fast --board ${board} --each 20 --least 90)
    set_tests_properties(device.conformance_fast.${board} PROPERTIES SKIP_RETURN_CODE 77)
  endforeach()
  foreach(board mps2-an386 bench-cortex-m33)
    mote_add_check(device.conformance_fast.${board} ${Python3_EXECUTABLE}
                   tools/emulator/conform.py --fast --board ${board} --each 20 --least 150)
    set_tests_properties(device.conformance_fast.${board} PROPERTIES SKIP_RETURN_CODE 77)
  endforeach()
  set_tests_properties(device.conformance PROPERTIES SKIP_RETURN_CODE 77)
  foreach(core cortex-m0 cortex-m3 cortex-m4 cortex-m7 cortex-m33 riscv32)
    mote_add_check(device.compiled.${core} ${Python3_EXECUTABLE} tools/emulator/compiled_models.py
                   --board bench-${core} --runs 3 --least 21)
    set_tests_properties(device.compiled.${core} PROPERTIES SKIP_RETURN_CODE 77)
  endforeach()
  mote_add_check(device.compiled.cortex-m55 ${Python3_EXECUTABLE} tools/emulator/compiled_models.py
                 --board mps3-an547 --runs 3 --least 21 --check)
  set_tests_properties(device.compiled.cortex-m55 PROPERTIES SKIP_RETURN_CODE 77)
  foreach(how size/20K speed/20K speed/22K)
    string(REPLACE "/" ";" words ${how})
    list(GET words 0 optimize)
    list(GET words 1 ram)
    mote_add_check(device.compiled_in_32k.${optimize}_${ram} ${Python3_EXECUTABLE}
                   tools/emulator/compiled_models.py --optimize ${optimize} --ram ${ram})
    set_tests_properties(device.compiled_in_32k.${optimize}_${ram} PROPERTIES SKIP_RETURN_CODE 77)
  endforeach()
  mote_add_check(device.compiled_in_32k_trips ${Python3_EXECUTABLE}
                 tools/emulator/compiled_models.py --ram 20K --models vww_96_int8 --spoil)
  set_tests_properties(device.compiled_in_32k_trips PROPERTIES SKIP_RETURN_CODE 77
                       PASS_REGULAR_EXPRESSION "failed: vww_96_int8_size_20K: 1 bytes differ of 2")
  mote_add_check(device.ram_limit_trips ${Python3_EXECUTABLE} tools/emulator/compiled_models.py
                 --ram 20K --beyond-ram)
  set_tests_properties(device.ram_limit_trips PROPERTIES SKIP_RETURN_CODE 77
                       PASS_REGULAR_EXPRESSION "fault: exception 3")
  mote_add_check(device.compiled_trips ${Python3_EXECUTABLE} tools/emulator/compiled_models.py
                 --models hello_world_int8 --spoil)
  set_tests_properties(device.compiled_trips PROPERTIES SKIP_RETURN_CODE 77
                       PASS_REGULAR_EXPRESSION "failed: hello_world_int8: 1 bytes differ of 1")
  mote_add_check(device.kernels ${Python3_EXECUTABLE} tools/emulator/kernels.py --check)
  foreach(core cortex-m7 cortex-m33 cortex-m0 cortex-m3 riscv32)
    mote_add_check(device.kernels.${core} ${Python3_EXECUTABLE} tools/emulator/kernels.py --check
                   --board bench-${core})
  endforeach()
  mote_add_check(device.kernels.cortex-m55 ${Python3_EXECUTABLE} tools/emulator/kernels.py --check
                 --board mps3-an547)
  mote_add_check(device.bench_baseline ${Python3_EXECUTABLE} tools/dev/make_benchmarks.py --check)
  mote_add_check(device.load_instructions ${Python3_EXECUTABLE} tools/emulator/bench.py --check
                 --recorded kws_ref_model vww_96_int8)
  set_tests_properties(device.load_instructions PROPERTIES
                       SKIP_REGULAR_EXPRESSION "skipped: no ../shared")
endif()
