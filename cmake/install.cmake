# SPDX-License-Identifier: Apache-2.0
# What find_package(Mote) finds: library, headers, mote_add_model(), and the mote command. A package
# built for a device carries the command of the machine that built it.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(mote_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Mote)

install(TARGETS mote mote_kernels EXPORT MoteTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
set_target_properties(mote_kernels PROPERTIES EXPORT_NAME kernels)
install(DIRECTORY include/mote DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
# The headers of the kernels, which compiled models include; three are of the library's own sources, with
# the instructions of their core.
install(DIRECTORY src/base src/format src/ops src/compiled src/kernels
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mote_kernels
        FILES_MATCHING PATTERN "*.h" PATTERN "*.inc" PATTERN "_template" EXCLUDE
        PATTERN "requantize.h" EXCLUDE PATTERN "widen_four.h" EXCLUDE
        PATTERN "channel_sums.h" EXCLUDE)
install(EXPORT MoteTargets NAMESPACE mote:: DESTINATION ${mote_package_dir})

set(packaged "")
if(TARGET mote_command)
  install(TARGETS mote_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  set(packaged ${CMAKE_INSTALL_BINDIR}/mote)
elseif(CMAKE_CROSSCOMPILING)
  mote_find_command(command depends)
  add_custom_target(mote_packaged_command ALL DEPENDS ${depends})
  install(PROGRAMS ${command} DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME mote)
  set(packaged ${CMAKE_INSTALL_BINDIR}/mote)
endif()

set(MOTE_PACKAGED_COMMAND ${packaged})
configure_package_config_file(cmake/MoteConfig.cmake.in ${PROJECT_BINARY_DIR}/MoteConfig.cmake
                              INSTALL_DESTINATION ${mote_package_dir}
                              NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Compiled models call the kernels, whose headers may change with each minor version.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/MoteConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/MoteConfig.cmake ${PROJECT_BINARY_DIR}/MoteConfigVersion.cmake
              cmake/mote_add_model.cmake cmake/mote_command.cmake
        DESTINATION ${mote_package_dir})
