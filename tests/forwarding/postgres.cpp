#include "forwarding/postgres.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <soci/soci.h>

#include <chrono>
#include <thread>

namespace shelf {
namespace {

using namespace std::chrono_literals;

// In a new process, as the user that PostgreSQL runs as: it refuses root.
pid_t launch(const std::vector<std::string>& words, uid_t user, gid_t group, const fs::path& log) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child != 0) return child;
  if (::getuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(group) != 0 || ::setuid(user) != 0)) ::_exit(126);
  const int fd = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (fd < 0 || ::dup2(fd, 1) < 0 || ::dup2(fd, 2) < 0 || ::chdir("/") != 0) ::_exit(126);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  std::vector<char*> argv;
  for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

void signal_all(pid_t server, int signal) {
  if (server <= 0) return;
  const std::string process = std::to_string(server);
  std::ifstream children("/proc/" + process + "/task/" + process + "/children");
  ::kill(server, signal);
  for (pid_t child = 0; children >> child;) ::kill(child, signal);
}

}  // namespace

Postgres::Postgres() : user_(::getuid()), group_(::getgid()) {
  if (user_ == 0) {
    const passwd* const account = ::getpwnam("postgres");
    REQUIRE(account != nullptr);
    user_ = account->pw_uid;
    group_ = account->pw_gid;
    REQUIRE(::chown(folder_.path.c_str(), user_, group_) == 0);
  }
  const std::string data = (folder_.path / "data").string();
  const pid_t made = launch({BUZZOUT_POSTGRES "/initdb", "-D", data, "-U", "buzzout", "-A", "trust", "-E", "UTF8", "-N"},
                            user_, group_, folder_.path / "log");
  int status = -1;
  REQUIRE(::waitpid(made, &status, 0) == made);
  INFO(bytes_of(folder_.path / "log"));
  REQUIRE(status == 0);
  start();
}

Postgres::~Postgres() {
  if (server_ > 0) {
    thaw();
    ::kill(server_, SIGINT);
    ::waitpid(server_, nullptr, 0);
  }
}

std::string Postgres::connection() const { return "host=" + folder_.path.string() + " user=buzzout dbname=postgres"; }

void Postgres::start() {
  server_ = launch({BUZZOUT_POSTGRES "/postgres", "-D", (folder_.path / "data").string(), "-k", folder_.path.string(), "-c",
                    "listen_addresses=", "-c", "shared_buffers=16MB"},
                   user_, group_, folder_.path / "log");
  for (int i = 0; i < 600; ++i) {
    try {
      const soci::session there("postgresql", connection());
      return;
    } catch (const soci::soci_error&) {
      std::this_thread::sleep_for(50ms);
    }
  }
  INFO(bytes_of(folder_.path / "log"));
  FAIL("the server did not come up");
}

void Postgres::freeze() const { signal_all(server_, SIGSTOP); }

void Postgres::thaw() const { signal_all(server_, SIGCONT); }

void Postgres::kill() {
  REQUIRE(server_ > 0);  // -1 would be every process there is
  ::kill(server_, SIGQUIT);  // without a checkpoint; its workers go with it
  ::waitpid(server_, nullptr, 0);
  server_ = -1;
}

}  // namespace shelf
