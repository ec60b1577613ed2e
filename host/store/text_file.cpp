#include "store/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/error.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void unwritable(const fs::path& file, int problem) {
  throw Error("file-unwritable", std::string("the file cannot be written: ") + std::strerror(problem), file.string(),
              "make room, or choose another folder with --out");
}

[[noreturn]] void taken(const fs::path& file) {
  throw Error("file-exists", "there is a file of that name already", file.string(),
              "choose another name, or move the file away yourself");
}

// A file beside the one that is meant, gone again unless it took that one's place.
class Temporary {
 public:
  explicit Temporary(const fs::path& beside)
      : target_(beside), name_((beside.parent_path() / ("." + beside.filename().string() + ".XXXXXX")).string()) {
    fd_ = mkstemp(name_.data());
    if (fd_ < 0) unwritable(target_, errno);
  }
  ~Temporary() {
    if (fd_ >= 0) close(fd_);
    if (!name_.empty()) unlink(name_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void fill(const std::string& bytes, mode_t mode) {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t n = write(fd_, bytes.data() + done, bytes.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) unwritable(target_, n < 0 ? errno : EIO);
      done += static_cast<std::size_t>(n);
    }
    if (fchmod(fd_, mode) != 0 || fsync(fd_) != 0) unwritable(target_, errno);
    const int fd = fd_;
    fd_ = -1;
    if (close(fd) != 0) unwritable(target_, errno);
  }

  // Only if nothing has the target's name.
  void take_free_place() {
    if (renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0) {
      name_.clear();
    } else if (errno == EINVAL || errno == ENOSYS) {  // this file system cannot: a hard link does the same
      if (link(name_.c_str(), target_.c_str()) != 0) give_up(errno);
    } else {
      give_up(errno);
    }
    sync_folder();
  }

  void take_place() {
    if (std::rename(name_.c_str(), target_.c_str()) != 0) unwritable(target_, errno);
    name_.clear();
    sync_folder();
  }

 private:
  [[noreturn]] void give_up(int problem) const {
    if (problem == EEXIST) taken(target_);
    unwritable(target_, problem);
  }

  void sync_folder() const {
    const int folder = open(target_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    close(folder);
  }

  fs::path target_;
  std::string name_;
  int fd_ = -1;
};

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) unwritable(file, errno);
  return {std::istreambuf_iterator<char>(in), {}};
}

mode_t usual_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

void refuse_existing(const fs::path& file) {
  struct stat there {};
  if (lstat(file.c_str(), &there) == 0) taken(file);
}

void write_new_file(const fs::path& path, const std::string& bytes) {
  const fs::path file = fs::absolute(path);
  refuse_existing(file);
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  if (problem) unwritable(file, problem.value());
  Temporary temporary(file);
  temporary.fill(bytes, usual_mode());
  temporary.take_free_place();
}

void replace_file(const fs::path& path, const std::string& before, const std::string& bytes) {
  std::error_code problem;
  const fs::path file = fs::canonical(path, problem);
  if (problem) unwritable(path, problem.value());
  struct stat there {};
  if (stat(file.c_str(), &there) != 0) unwritable(file, errno);
  if (access(file.c_str(), W_OK) != 0) unwritable(file, errno);
  Temporary temporary(file);
  temporary.fill(bytes, there.st_mode & 07777);
  if (bytes_of(file) != before)
    throw Error("file-changed", "somebody else changed the file meanwhile; it was left as it is", file.string(),
                "look at it, and try again");
  temporary.take_place();
}

}  // namespace buzzout
