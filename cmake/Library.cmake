# buzzout_library(NAME [LINKS other...]): the library buzzout_NAME from every .cpp file of host/NAME and its folders.
# Headers are included by folder ("core/netlist.hpp").
function(buzzout_library name)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/host/${name}/*.cpp)
  add_library(buzzout_${name} STATIC ${sources})
  target_compile_options(buzzout_${name} PRIVATE ${BUZZOUT_WARNINGS})
  target_include_directories(buzzout_${name} PUBLIC ${PROJECT_SOURCE_DIR}/host)
  list(TRANSFORM arg_LINKS PREPEND buzzout_)
  target_link_libraries(buzzout_${name} PUBLIC ${arg_LINKS})
endfunction()

# buzzout_test(NAME [LINKS ...]): the test executable test_NAME from every .cpp file of tests/NAME.
function(buzzout_test name)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_compile_options(test_${name} PRIVATE ${BUZZOUT_WARNINGS})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(test_${name} PRIVATE
    BUZZOUT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" BUZZOUT_BINARY_DIR="${PROJECT_BINARY_DIR}")
  list(TRANSFORM arg_LINKS PREPEND buzzout_)
  target_link_libraries(test_${name} PRIVATE ${arg_LINKS} doctest_main)
  add_test(NAME ${name} COMMAND test_${name})
endfunction()

# buzzout_alone(file...): where files are compiled several at a time (CMAKE_UNITY_BUILD), these are not: they have names
# or headers that clash with another file's.
function(buzzout_alone)
  foreach(file ${ARGN})
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
      message(FATAL_ERROR "buzzout_alone: there is no ${file}")
    endif()
  endforeach()
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
