# Errors only where CMAKE_COMPILE_WARNING_AS_ERROR says so: the preset `developer`, and continuous
# integration. Whoever builds with another compiler than ours may get warnings that nobody has seen.
set(BUZZOUT_WARNINGS -Wall -Wextra -Wconversion -Wshadow -Wpedantic
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  list(APPEND BUZZOUT_WARNINGS -Wno-sign-conversion)  # part of its -Wconversion, and not of gcc's
endif()
