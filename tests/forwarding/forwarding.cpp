#include <soci/soci.h>

#include <algorithm>

#include "forwarding/postgres.hpp"
#include "store/record_forward.hpp"
#include "store/record_store.hpp"

using namespace buzzout;
using namespace shelf;

namespace {

void fill(RecordStore& store, int from, int to, const std::string& station = "bench-2") {
  for (int i = from; i < to; ++i) store.append(a_test(station + std::to_string(i), std::to_string(i), station), texts());
}

std::vector<std::string> bodies_here(const RecordStore& store) {
  std::vector<std::string> out;
  store.each({}, [&](const StoredRecord& kept) {
    out.push_back(kept.body);
    return true;
  });
  std::ranges::sort(out);
  return out;
}

std::vector<std::string> bodies_there(const Postgres& server) {
  soci::session sql("postgresql", server.connection());
  const soci::rowset<std::string> all = (sql.prepare << "SELECT body FROM buzzout_record");
  std::vector<std::string> out(all.begin(), all.end());
  std::ranges::sort(out);
  return out;
}

Error error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& e) {
    return e;
  }
  return {"none", ""};
}

}  // namespace

TEST_CASE("records and their texts are forwarded once, byte for byte, and the next time what is new") {
  const Postgres server;
  const Folder folder;
  RecordStore store(folder.file());
  fill(store, 0, 450);
  fill(store, 0, 3, "");
  const Forwarded first = forward(store, server.connection());
  CHECK(first.records == 453);
  CHECK(first.texts == 1);
  CHECK(first.there == 453);
  CHECK(bodies_there(server) == bodies_here(store));
  CHECK(forward(store, server.connection()).records == 0);
  fill(store, 450, 460);
  const Forwarded more = forward(store, server.connection());
  CHECK(more.records == 10);
  CHECK(more.texts == 0);
  CHECK(bodies_there(server) == bodies_here(store));
  soci::session sql("postgresql", server.connection());
  std::string text;
  sql << "SELECT convert_from(bytes, 'UTF8') FROM buzzout_text WHERE sha256 = encode(sha256(bytes), 'hex')",
      soci::into(text);
  CHECK(text == profile_text());
  int fitting = 0;
  sql << "SELECT count(*) FROM buzzout_record WHERE hash = encode(sha256(convert_to(body, 'UTF8')), 'hex')",
      soci::into(fitting);
  CHECK(fitting == 463);
}

TEST_CASE("hostile serial numbers and texts of any bytes arrive as they are") {
  const Postgres server;
  const Folder folder;
  RecordStore store(folder.file());
  const std::string odd("\0\xff'\\ \r\n", 7);
  for (const std::string& serial : {std::string("'; DROP TABLE buzzout_record; --"), std::string("\\'"), std::string("nul\0", 4),
                                    std::string("\U0001F50C"), std::string(10'240, 'x'), std::string(":serial")}) {
    Json document = a_test("id " + serial, serial, serial);
    document["profile"]["sha256"] = sha256_hex(odd);
    store.append(document, {{sha256_hex(odd), odd}});
  }
  CHECK(forward(store, server.connection()).records == 6);
  CHECK(bodies_there(server) == bodies_here(store));
  soci::session sql("postgresql", server.connection());
  int whole = 0;
  sql << "SELECT count(*) FROM buzzout_text WHERE sha256 = encode(sha256(bytes), 'hex') AND octet_length(bytes) = 7",
      soci::into(whole);
  CHECK(whole == 1);
  CHECK(forward(store, server.connection()).records == 0);
}

TEST_CASE("a server that is not there, or goes away in the middle, is an error, and nothing is lost or sent twice") {
  Postgres server;
  const Folder folder;
  RecordStore store(folder.file());
  fill(store, 0, 700);
  bool killed = false;
  const Error vanished = error_of([&] {
    forward(store, server.connection(), [&](std::int64_t done, std::int64_t) {
      if (done == 450 && !killed) {
        killed = true;
        server.kill();
      }
      return true;
    });
  });
  CHECK(vanished.code == "forward-failed");
  const Error absent = error_of([&] { forward(store, server.connection() + " password=secret"); });
  CHECK(absent.code == "forward-failed");
  CHECK((absent.message + absent.where + absent.remedy).find("secret") == std::string::npos);
  CHECK(store.count({}) == 700);
  server.start();
  const auto before = bodies_there(server);
  CHECK(before.size() == 400);  // whole transactions of 200
  CHECK(forward(store, server.connection()).records == 300);
  CHECK(bodies_there(server) == bodies_here(store));
}

TEST_CASE("another store with a station of the same name is refused, and the database stays as it is") {
  const Postgres server;
  const Folder folder, other;
  RecordStore store(folder.file()), second(other.file());
  fill(store, 0, 5);
  fill(second, 100, 110);
  forward(store, server.connection());
  const Error e = error_of([&] { forward(second, server.connection()); });
  CHECK(e.code == "forward-differs");
  CHECK(e.message == "the database has another record 5 of station bench-2");
  CHECK(bodies_there(server) == bodies_here(store));
}
