#pragma once

#include <soci/soci.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace buzzout {

// A PostgreSQL session that holds nobody: it lives on a thread of its own, and whoever waits for it may leave at any
// time. A server, or a name server, that stays silent is then left behind, and what was not committed is undone when
// the connection ends.
class FarDatabase {
 public:
  using Work = std::function<void(soci::session&)>;

  // `go_on` is asked about ten times a second while something is waited for.
  explicit FarDatabase(std::function<bool()> go_on);
  FarDatabase(const FarDatabase&) = delete;
  FarDatabase& operator=(const FarDatabase&) = delete;
  ~FarDatabase();

  // Throws what the work throws; InterruptedError when `go_on` is false, and Error "database-silent" when `patience` is
  // over. The work may go on after that: it owns all that it uses. Nothing can be run then any more.
  void run(Work, std::chrono::milliseconds patience);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::function<bool()> go_on_;
  std::thread thread_;
};

}  // namespace buzzout
