#include "transport/tcp_stream.hpp"
#include "core/error_codes.hpp"

#include <fcntl.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>


namespace buzzout {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kRemedy = "look whether it is switched on and listens there";

// What a listener that stalls has not read yet is lost if it dies: let it be little.
constexpr int kSendBuffer = 64 * 1024;

std::string reason(int error) { return std::generic_category().message(error); }

void set(int socket, int level, int option, int value) {
  ::setsockopt(socket, level, option, &value, sizeof value);  // where it cannot be set, it is as without
}

// A far end that vanished is noticed within half a minute, and not after a quarter of an hour.
void notice_a_dead_peer(int socket) {
  set(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
  set(socket, IPPROTO_TCP, TCP_KEEPIDLE, 10);
  set(socket, IPPROTO_TCP, TCP_KEEPINTVL, 5);
  set(socket, IPPROTO_TCP, TCP_KEEPCNT, 4);
  set(socket, IPPROTO_TCP, TCP_NODELAY, 1);
  set(socket, SOL_SOCKET, SO_SNDBUF, kSendBuffer);
}

// 0, or what went wrong.
int connect_to(int socket, const addrinfo& where, const StopSignal& stop, SteadyMoment until) {
  if (::connect(socket, where.ai_addr, where.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  if (!stop.wait(socket, POLLOUT, until)) return ETIMEDOUT;
  int problem = 0;
  socklen_t size = sizeof problem;
  return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 ? problem : errno;
}

}  // namespace

TcpStream::TcpStream(const TcpAddress& address, const StopSignal& stop, milliseconds patience)
    : address_(to_string(address)) {
  const SteadyMoment until = steady_clock::now() + patience;
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_NUMERICSERV;
  addrinfo* list = nullptr;
  const int unknown = ::getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &wanted, &list);
  if (unknown != 0) throw Error(kNoConnection, std::string("the host is not known: ") + gai_strerror(unknown),
                                address_, "look at the name, or write the number instead");
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> found(list, freeaddrinfo);
  int problem = 0;
  for (const addrinfo* where = found.get(); where != nullptr; where = where->ai_next) {
    Descriptor socket(::socket(where->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, where->ai_protocol));
    problem = socket ? connect_to(socket.get(), *where, stop, until) : errno;
    if (problem != 0) continue;
    notice_a_dead_peer(socket.get());
    socket_ = std::move(socket);
    return;
  }
  throw trouble(kNoConnection, "nobody answers: " + reason(problem));
}

Error TcpStream::trouble(const std::string& code, const std::string& what) const {
  return {code, what, address_, kRemedy};
}

void TcpStream::send(std::string_view bytes, std::size_t& done, const StopSignal& stop, milliseconds patience) {
  while (done < bytes.size()) {
    const ssize_t n = ::send(socket_.get(), bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (n >= 0) {
      done += static_cast<std::size_t>(n);
    } else if (errno == EAGAIN) {
      const bool endless = patience == milliseconds::max();
      const SteadyMoment until = endless ? SteadyMoment::max() : steady_clock::now() + patience;
      if (!stop.wait(socket_.get(), POLLOUT, until))
        throw trouble("connection-slow", "it answers, but takes nothing");
    } else if (errno != EINTR) {
      throw trouble("connection-lost", "the connection broke: " + reason(errno));
    }
  }
}

bool TcpStream::peer_ended() const {
  std::array<char, 4096> heard{};
  for (int i = 0; i < 256; ++i) {
    const ssize_t n = ::recv(socket_.get(), heard.data(), heard.size(), MSG_DONTWAIT);
    if (n == 0) return true;
    if (n < 0) return errno != EAGAIN && errno != EINTR;
  }
  return false;
}

void TcpStream::finish(const StopSignal& stop, milliseconds patience) {
  ::shutdown(socket_.get(), SHUT_WR);
  await_acknowledgement(stop, patience);
}

void TcpStream::await_acknowledgement(const StopSignal& stop, milliseconds patience) {
  const SteadyMoment until = steady_clock::now() + patience;
  for (;;) {
    int problem = 0, waiting = 0;
    socklen_t size = sizeof problem;
    ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &problem, &size);
    if (problem != 0) throw trouble("connection-lost", "the connection broke: " + reason(problem));
    ::ioctl(socket_.get(), SIOCOUTQ, &waiting);
    peer_ended();  // what it says is taken, or closing would cut it short
    if (waiting == 0) return;
    if (steady_clock::now() >= until || stop.over())
      throw trouble("connection-slow", "it answers, but did not take everything");
    stop.pause(milliseconds(5));
  }
}

}  // namespace buzzout
