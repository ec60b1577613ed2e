#include "store/held_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/error.hpp"

namespace buzzout {

HeldLock::HeldLock(const std::filesystem::path& file, const char* code, const char* what, const char* remedy) {
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0)
    throw Error("file-unwritable", std::string("this file cannot be written: ") + std::strerror(errno), file.string(),
                "make its folder writable");
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    ::close(descriptor_);
    throw Error(code, what, file.string(), remedy);
  }
}

HeldLock::~HeldLock() { ::close(descriptor_); }

}  // namespace buzzout
