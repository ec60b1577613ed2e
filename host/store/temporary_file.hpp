#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace buzzout {

// An empty file beside the one that is meant; gone again unless it took that one's place. Throws std::system_error.
class TemporaryFile {
 public:
  // The file's own folder must exist.
  explicit TemporaryFile(std::filesystem::path beside);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::filesystem::path& name() const { return name_; }
  void write(const char* bytes, std::size_t size);

  // These end the writing: on the disk, with these permissions, under the name that was meant.
  // False if something has that name already; then nothing was done.
  bool take_free_place(mode_t = usual_mode());
  void take_place(mode_t = usual_mode());

  static mode_t usual_mode();  // as the process's mask has it

 private:
  void finish(mode_t);
  void sync_folder() const;

  std::filesystem::path target_, name_;
  int fd_ = -1;
};

}  // namespace buzzout
