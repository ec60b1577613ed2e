#include "events/file_outlet.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <system_error>

#include "core/error.hpp"
#include "transport/sigpipe.hpp"

namespace buzzout {
namespace {

Error unwritable(const std::string& path, int problem) {
  return {"events-unwritable", "events cannot be written: " + std::generic_category().message(problem), path,
          "name a file that can be written, - for standard output, or tcp://HOST:PORT"};
}

bool is_named_pipe(const std::string& path) {
  struct stat there {};
  return ::stat(path.c_str(), &there) == 0 && S_ISFIFO(there.st_mode);
}

}  // namespace

FileOutlet::FileOutlet(std::string path) : path_(std::move(path)) {
  if (path_.find('\0') != std::string::npos) throw unwritable(path_, EINVAL);
  open();
}

FileOutlet::FileOutlet(Descriptor open_file, std::string called)
    : path_(std::move(called)), file_(std::move(open_file)) {
  look_at_it();
}

// A pipe that nobody reads stays closed: a reader may come.
void FileOutlet::open() {
  const int fd = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0666);
  if (fd < 0 && errno == ENXIO && is_named_pipe(path_)) return;
  if (fd < 0) throw unwritable(path_, errno);
  file_ = Descriptor(fd);
  look_at_it();
}

void FileOutlet::look_at_it() {
  struct stat there {};
  regular_ = ::fstat(file_.get(), &there) == 0 && S_ISREG(there.st_mode);
  if (!regular_ || there.st_size == 0) return;
  const Descriptor again(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  char last = '\n';
  if (again && ::pread(again.get(), &last, 1, there.st_size - 1) == 1) torn_ = last != '\n';
}

void FileOutlet::send_line(std::string_view line, std::size_t& done, const StopSignal& stop) {
  if (!file_) open();
  if (!file_) throw unwritable(path_, ENXIO);
  const SigpipeHeldBack quiet;
  if (torn_ && done == 0) {
    if (::write(file_.get(), "\n", 1) != 1) throw unwritable(path_, errno);
    torn_ = false;
  }
  while (done < line.size()) {
    // Into a pipe goes what surely fits once there is room, so that no write waits: it may be somebody else's pipe.
    const std::size_t most = regular_ ? line.size() : PIPE_BUF;
    if (!regular_ && !stop.wait(file_.get(), POLLOUT)) throw unwritable(path_, ETIMEDOUT);
    const ssize_t n = ::write(file_.get(), line.data() + done, std::min(line.size() - done, most));
    if (n > 0) {
      done += static_cast<std::size_t>(n);
    } else if (n < 0 && errno != EINTR && errno != EAGAIN) {
      const int problem = errno;
      if (problem == EPIPE) done = 0;  // the next reader wants the whole line
      throw unwritable(path_, problem);
    }
  }
}

}  // namespace buzzout
