#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <signal.h>
#include <soci/soci.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "forwarding/postgres.hpp"
#include "store/record_forward.hpp"
#include "store/record_store.hpp"

using namespace buzzout;
using namespace shelf;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

// Something that listens, and says nothing, or a few bytes of nonsense, to whoever comes.
class MuteServer {
 public:
  // Without `accepts` a connection is made by the kernel alone.
  explicit MuteServer(bool accepts, std::string says = "") : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&here), sizeof here) == 0);
    REQUIRE(::listen(socket_, 8) == 0);
    socklen_t size = sizeof here;
    REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&here), &size) == 0);
    port_ = ntohs(here.sin_port);
    if (accepts) thread_ = std::thread([this, says] { serve(says); });
  }
  ~MuteServer() {
    ::shutdown(socket_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    for (const int fd : guests_) ::close(fd);
    ::close(socket_);
  }
  std::string connection() const { return "host=127.0.0.1 port=" + std::to_string(port_) + " dbname=x user=x"; }

 private:
  void serve(const std::string& says) {
    for (int fd = ::accept(socket_, nullptr, nullptr); fd >= 0; fd = ::accept(socket_, nullptr, nullptr)) {
      guests_.push_back(fd);
      [[maybe_unused]] const auto sent = ::send(fd, says.data(), says.size(), MSG_NOSIGNAL);
    }
  }
  int socket_;
  int port_ = 0;
  std::vector<int> guests_;
  std::thread thread_;
};

struct Ended {
  Error error{"none", ""};
  std::chrono::milliseconds after{};
};

Ended ended(const std::function<void()>& action) {
  const auto begun = steady_clock::now();
  Ended out;
  try {
    action();
  } catch (const Error& e) {
    out.error = e;
  }
  out.after = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begun);
  return out;
}

void fill(RecordStore& store, int count) {
  for (int i = 0; i < count; ++i) store.append(a_test("id" + std::to_string(i), std::to_string(i)), texts());
}

constexpr ForwardPatience kShort{400ms, 400ms};

}  // namespace

TEST_CASE("a server that is silent from the beginning is given up in time, and at once when asked to") {
  const Folder folder;
  RecordStore store(folder.file());
  fill(store, 3);
  // Not accepted at all; accepted; says yes to TLS and then nothing; the head of a message that never ends.
  for (const auto& kind : std::vector<std::pair<bool, std::string>>{{false, ""}, {true, ""}, {true, "S"}, {true, std::string("R\0\0\0\x08", 5)}}) {
    const bool accepts = kind.first;
    const std::string& says = kind.second;
    CAPTURE(says);
    const MuteServer server(accepts, says);
    for (const char* tls : {"disable", "prefer"}) {
      const std::string connection = server.connection() + " sslmode=" + tls;
      const Ended late = ended([&] { forward(store, connection, {}, kShort); });
      CHECK(late.error.code == "forward-failed");
      CHECK(late.after < 5s);
      const Ended stopped = ended([&] {
        const auto until = steady_clock::now() + 200ms;
        forward(store, connection, [&](std::int64_t, std::int64_t) { return steady_clock::now() < until; });
      });
      // Nonsense is refused before anybody asks.
      CHECK((stopped.error.code == "interrupted" || (!says.empty() && stopped.error.code == "forward-failed")));
      CHECK(stopped.after < 5s);
    }
  }
  CHECK(store.count({}) == 3);
}

TEST_CASE("a server that falls silent in the middle is given up in time, and the next run goes on") {
  const Postgres server;
  const Folder folder;
  RecordStore store(folder.file());
  fill(store, 450);
  for (const bool asked : {false, true}) {
    CAPTURE(asked);
    bool silent = false;
    const auto begun = steady_clock::now();
    auto since = begun;
    const Ended end = ended([&] {
      forward(store, server.connection(), [&](std::int64_t done, std::int64_t) {
        if (!silent && done % 200 == 150) {
          silent = true;
          since = steady_clock::now();
          server.freeze();
        }
        return !asked || !silent || steady_clock::now() < since + 200ms;
      }, {5s, 1s});
    });
    CHECK(silent);
    CHECK(end.error.code == (asked ? "interrupted" : "forward-failed"));
    CHECK(steady_clock::now() - since < 10s);
    server.thaw();
  }
  CHECK(forward(store, server.connection()).there == 450);
  soci::session sql("postgresql", server.connection());
  int there = 0;
  sql << "SELECT count(*) FROM buzzout_record", soci::into(there);
  CHECK(there == 450);
}

TEST_CASE("a record counts as forwarded only when the database has its bytes") {
  const Postgres server;
  const Folder folder;
  RecordStore store(folder.file());
  fill(store, 5);
  forward(store, server.connection());
  soci::session sql("postgresql", server.connection());
  // A trigger that keeps something else, and one that keeps nothing.
  sql << "CREATE FUNCTION spoil() RETURNS trigger AS $$ BEGIN NEW.body = NEW.body || ' '; RETURN NEW; END $$ LANGUAGE plpgsql";
  sql << "CREATE FUNCTION drop_it() RETURNS trigger AS $$ BEGIN RETURN NULL; END $$ LANGUAGE plpgsql";
  for (int i = 5; i < 8; ++i) store.append(a_test("id" + std::to_string(i), std::to_string(i)), texts());
  for (const char* what : {"spoil", "drop_it"}) {
    sql << std::string("CREATE TRIGGER t BEFORE INSERT ON buzzout_record FOR EACH ROW EXECUTE FUNCTION ") + what + "()";
    CHECK(ended([&] { forward(store, server.connection()); }).error.code == "forward-differs");
    sql << "DROP TRIGGER t ON buzzout_record";
    int there = 0;
    sql << "SELECT count(*) FROM buzzout_record", soci::into(there);
    CHECK(there == 5);
  }
  CHECK(forward(store, server.connection()).records == 3);
}
