#include <soci/soci.h>

#include <cstdlib>

#include "forwarding/postgres.hpp"
#include "store/record_forward.hpp"
#include "store/record_store.hpp"

using namespace buzzout;
using namespace shelf;

namespace {

fs::path old_bench() { return fs::path(BUZZOUT_SOURCE_DIR) / "tests/old/0.1.0/bench-2"; }

std::vector<std::string> bodies_there(const Postgres& server) {
  soci::session sql("postgresql", server.connection());
  const soci::rowset<std::string> all = (sql.prepare << "SELECT body FROM buzzout_record ORDER BY station, number");
  return {all.begin(), all.end()};
}

std::vector<std::string> bodies_here(const RecordStore& store) {
  std::vector<std::string> out;
  store.each({}, [&](const StoredRecord& kept) {
    out.push_back(kept.body);
    return true;
  });
  return out;
}

}  // namespace

TEST_CASE("a database that an older station filled is gone on with, and its rows stay as they are") {
  const Postgres server;
  const std::string load = BUZZOUT_POSTGRES "/psql -q -v ON_ERROR_STOP=1 -d '" + server.connection() + "' -f '" +
                           (old_bench() / "exports/postgres.sql").string() + "'";
  REQUIRE(std::system(load.c_str()) == 0);
  const Folder folder;
  fs::copy(old_bench() / "data/buzzout/records.sqlite", folder.file());
  RecordStore store(folder.file());
  const auto before = bodies_here(store);
  CHECK(bodies_there(server) == before);

  const Forwarded again = forward(store, server.connection());
  CHECK(again.records == 0);
  CHECK(again.there == static_cast<std::int64_t>(before.size()));
  CHECK(bodies_there(server) == before);

  store.append(a_test("new", "NEW-1", "bench-2"), texts());
  const Forwarded more = forward(store, server.connection());
  CHECK(more.records == 1);
  CHECK(bodies_there(server) == bodies_here(store));
}
