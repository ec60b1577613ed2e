#include "store/special_file.hpp"

namespace buzzout {

std::string special_file(const std::filesystem::path& path) {
  std::error_code ignored;
  switch (std::filesystem::status(path, ignored).type()) {
    case std::filesystem::file_type::fifo: return "a named pipe";
    case std::filesystem::file_type::block:
    case std::filesystem::file_type::character: return "a device";
    case std::filesystem::file_type::socket: return "a socket";
    case std::filesystem::file_type::directory: return "a folder";
    default: return "";
  }
}

}  // namespace buzzout
