#pragma once

#include <filesystem>
#include <memory>
#include <ostream>

namespace buzzout {

// A new file that is written piece by piece: there, whole, when finish() returns, and never otherwise. Throws Error
// "file-unwritable" or "file-exists".
class NewFileStream {
 public:
  explicit NewFileStream(const std::filesystem::path&);
  ~NewFileStream();
  NewFileStream(const NewFileStream&) = delete;
  NewFileStream& operator=(const NewFileStream&) = delete;

  // Is false when something could not be written; finish() then says what.
  std::ostream& out();
  void finish();
  const std::filesystem::path& path() const { return path_; }

 private:
  class Buffer;
  std::filesystem::path path_;
  std::unique_ptr<Buffer> buffer_;
  std::ostream out_;
};

}  // namespace buzzout
