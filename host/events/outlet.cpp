#include "events/outlet.hpp"

#include <fcntl.h>

#include "core/error.hpp"
#include "events/file_outlet.hpp"
#include "events/tcp_outlet.hpp"

namespace buzzout {

std::unique_ptr<Outlet> open_outlet(const std::string& target) {
  if (target.empty())
    throw Error("bad-address", "events have no place to go to", "",
                "name a file, - for standard output, or tcp://HOST:PORT");
  if (target == "-")
    return std::make_unique<FileOutlet>(Descriptor(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)), "/dev/stdout");
  if (auto address = tcp_address(target)) return std::make_unique<TcpOutlet>(*address);
  return std::make_unique<FileOutlet>(target);
}

}  // namespace buzzout
