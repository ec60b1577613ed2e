set(BUZZOUT_WARNINGS -Wall -Wextra -Werror -Wconversion -Wshadow -Wpedantic -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  list(APPEND BUZZOUT_WARNINGS -Wno-sign-conversion)  # part of its -Wconversion, and not of gcc's
endif()
