#include "store/temporary_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace buzzout {
namespace {

[[noreturn]] void give_up(int problem) { throw std::system_error(problem, std::generic_category()); }

}  // namespace

TemporaryFile::TemporaryFile(std::filesystem::path beside) : target_(std::filesystem::absolute(beside)) {
  std::string name = (target_.parent_path() / ("." + target_.filename().string() + ".XXXXXX")).string();
  fd_ = mkostemp(name.data(), O_CLOEXEC);
  if (fd_ < 0) give_up(errno);
  name_ = name;
}

TemporaryFile::~TemporaryFile() {
  if (fd_ >= 0) close(fd_);
  if (!name_.empty()) unlink(name_.c_str());
}

void TemporaryFile::write(const char* bytes, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t n = ::write(fd_, bytes + done, size - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) give_up(n < 0 ? errno : EIO);
    done += static_cast<std::size_t>(n);
  }
}

void TemporaryFile::finish(mode_t mode) {
  if (fchmod(fd_, mode) != 0 || fsync(fd_) != 0) give_up(errno);
  const int fd = fd_;
  fd_ = -1;
  if (close(fd) != 0) give_up(errno);
}

bool TemporaryFile::take_free_place(mode_t mode) {
  finish(mode);
  if (renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0) {
    name_.clear();
  } else if (errno == EINVAL || errno == ENOSYS) {  // this file system cannot: a hard link does the same
    if (link(name_.c_str(), target_.c_str()) != 0) {
      if (errno == EEXIST) return false;
      give_up(errno);
    }
  } else {
    if (errno == EEXIST) return false;
    give_up(errno);
  }
  sync_folder();
  return true;
}

void TemporaryFile::take_place(mode_t mode) {
  finish(mode);
  if (std::rename(name_.c_str(), target_.c_str()) != 0) give_up(errno);
  name_.clear();
  sync_folder();
}

void TemporaryFile::sync_folder() const {
  const int folder = open(target_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  fsync(folder);
  close(folder);
}

mode_t TemporaryFile::usual_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace buzzout
