#include "store/database.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

using soci::into;
using soci::use;

void add_one(soci::session& sql, std::int64_t jig, const std::string& fixture, const std::string& socket) {
  sql << "INSERT INTO insertion VALUES(:jig, :fixture, :socket, 1, '') ON CONFLICT DO UPDATE SET count = count + 1",
      use(jig, "jig"), use(fixture, "fixture"), use(socket, "socket");
}

}  // namespace

std::int64_t RecordStore::add_insertion(std::uint32_t jig, const std::string& fixture, const std::string& socket) {
  add_insertions(jig, fixture, {socket});
  return insertions(jig, fixture).at(socket).count;
}

void RecordStore::add_insertions(std::uint32_t jig, const std::string& fixture,
                                 const std::vector<std::string>& sockets) {
  database_->run([&] {
    Transaction whole(*database_);
    for (const auto& socket : sockets) add_one(database_->sql(), jig, fixture, socket);
    whole.commit();
  });
}

std::map<std::string, Insertions> RecordStore::insertions(std::uint32_t jig, const std::string& fixture) const {
  return database_->run([&] {
    const std::int64_t number = jig;
    std::map<std::string, Insertions> out;
    std::string socket;
    Insertions counted;
    soci::statement rows =
        (database_->sql().prepare
             << "SELECT socket, count, replaced FROM insertion WHERE jig = :jig AND fixture = :fixture",
         use(number, "jig"), use(fixture, "fixture"), into(socket), into(counted.count), into(counted.replaced));
    rows.execute();
    while (rows.fetch()) out[socket] = counted;
    return out;
  });
}

void RecordStore::socket_replaced(std::uint32_t jig, const std::string& fixture, const std::string& socket,
                                  const std::string& when) {
  database_->run([&] {
    const std::int64_t number = jig;
    Transaction whole(*database_);
    database_->sql() << "INSERT INTO insertion VALUES(:jig, :fixture, :socket, 0, :when) ON CONFLICT DO UPDATE SET "
                        "count = 0, replaced = :when",
        use(number, "jig"), use(fixture, "fixture"), use(socket, "socket"), use(when, "when");
    whole.commit();
  });
}

}  // namespace buzzout
