#pragma once

#include <filesystem>

namespace buzzout {

// A file that one process at a time holds. It is let go with the object, and by the kernel when the process dies;
// the file stays.
class HeldLock {
 public:
  // Makes the file and its folder. Throws Error with `code` and `what` while another process holds it, and
  // "file-unwritable".
  HeldLock(const std::filesystem::path&, const char* code, const char* what, const char* remedy);
  HeldLock(const HeldLock&) = delete;
  HeldLock& operator=(const HeldLock&) = delete;
  ~HeldLock();

 private:
  int descriptor_ = -1;
};

}  // namespace buzzout
