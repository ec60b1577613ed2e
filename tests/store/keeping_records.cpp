#include <algorithm>
#include <thread>

#include "store/record_store.hpp"
#include "store/record_verify.hpp"
#include "store/shelf.hpp"

using namespace buzzout;
using namespace shelf;

namespace {

std::vector<std::string> ids(const std::vector<StoredRecord>& all) {
  std::vector<std::string> out;
  for (const auto& kept : all) out.push_back(Json::parse(kept.body).at("id"));
  return out;
}

std::vector<std::string> found(const RecordStore& store, const RecordQuery& query) {
  std::vector<StoredRecord> all;
  store.each(query, [&](const StoredRecord& kept) {
    all.push_back(kept);
    return true;
  });
  CHECK(store.count(query) == static_cast<std::int64_t>(all.size()));
  auto back = store.newest(query, 1000);
  std::ranges::reverse(back);
  CHECK(ids(back) == ids(all));
  return ids(all);
}

}  // namespace

TEST_CASE("a record comes back byte for byte, with its place in its station's chain") {
  const Folder folder;
  ChainLink first, second;
  {
    RecordStore store(folder.file());
    first = store.append(a_test("one"), texts());
    second = store.append(a_test("two"), texts());
  }
  const RecordStore store(folder.file(), Access::read);
  const auto newest = store.newest({}, 10);
  REQUIRE(newest.size() == 2);
  Json expected = a_test("one");
  expected["chain"] = {{"number", 1}, {"previous", ""}};
  CHECK(newest[1].body == expected.dump());
  CHECK(newest[1].chain.hash == sha256_hex(expected.dump()));
  expected = a_test("two");
  expected["chain"] = {{"number", 2}, {"previous", sha256_hex(newest[1].body)}};
  CHECK(newest[0].body == expected.dump());
  CHECK(newest[0].chain.number == 2);
  CHECK(newest[0].chain.previous == first.hash);
  CHECK(newest[0].chain.hash == second.hash);
  CHECK(newest[0].format == "buzzout.test/1");
  CHECK(newest[0].station == "bench-2");
  CHECK(store.head("bench-2").hash == second.hash);
  CHECK(store.head("bench-2").number == 2);
  CHECK(store.head("elsewhere").number == 0);
  CHECK(store.text(sha256_hex(profile_text())) == profile_text());
  CHECK_FALSE(store.text(sha256_hex("another")));
  CHECK(verify(store).sound());
}

TEST_CASE("each station has a chain of its own") {
  const Folder folder;
  RecordStore store(folder.file());
  CHECK(store.append(a_test("a", "1", "left"), texts()).number == 1);
  CHECK(store.append(a_test("b", "2", "right"), texts()).number == 1);
  CHECK(store.append(a_test("c", "3", "left"), texts()).number == 2);
  CHECK(store.append(a_test("d", "4", ""), texts()).number == 1);
  CHECK(store.heads().size() == 3);
  const Verification v = verify(store, store.head("left").hash);
  CHECK(v.sound());
  CHECK(v.records == 4);
  CHECK(v.texts == 1);
}

TEST_CASE("records are found by what they are") {
  const Folder folder;
  RecordStore store(folder.file());
  store.append(a_test("one", "A"), texts());
  Json other = a_test("two", "B", "bench-3");
  other["outcome"] = "PASS";
  other["lot"] = "L8";
  other["faults"] = other["diagnoses"] = Json::array();
  other["simulated"] = true;
  other["purpose"] = "golden";
  other["profile"]["name"] = "jumper";
  other["started"] = "2026-03-15T00:00:00+01:00";
  store.append(other, texts());
  Json third = a_test("three", "A");
  third["diagnoses"][0]["code"] = "broken-wire";
  third["started"] = "2026-03-15T23:59:59+01:00";
  store.append(third, texts());
  store.append({{"format", "buzzout.repair/1"}, {"id", "four"}, {"serial", "A"}, {"did", "redo b.1"}}, {});
  using Ids = std::vector<std::string>;
  const auto by = [&](auto set) {
    RecordQuery q;
    set(q);
    return found(store, q);
  };
  CHECK(by([](auto&) {}) == Ids{"one", "two", "three", "four"});
  CHECK(by([](auto& q) { q.serial = "A"; }) == Ids{"one", "three", "four"});
  CHECK(by([](auto& q) { q.serial = "A"; q.lot = "L7"; }) == Ids{"one", "three"});
  CHECK(by([](auto& q) { q.serial = "a"; }) == Ids{});
  CHECK(by([](auto& q) { q.lot = "L8"; }) == Ids{"two"});
  CHECK(by([](auto& q) { q.outcome = "PASS"; }) == Ids{"two"});
  CHECK(by([](auto& q) { q.fault = "open"; }) == Ids{"one", "three"});
  CHECK(by([](auto& q) { q.fault = "broken-wire"; q.outcome = "FAIL"; }) == Ids{"three"});
  CHECK(by([](auto& q) { q.profile = "jumper"; }) == Ids{"two"});
  CHECK(by([](auto& q) { q.station = "bench-2"; }) == Ids{"one", "three"});
  CHECK(by([](auto& q) { q.format = "buzzout.repair/1"; }) == Ids{"four"});
  CHECK(by([](auto& q) { q.purpose = "test"; }) == Ids{"one", "three"});
  CHECK(by([](auto& q) { q.id = "two"; }) == Ids{"two"});
  CHECK(by([](auto& q) { q.simulated = false; }) == Ids{"one", "three", "four"});
  CHECK(by([](auto& q) { q.after_row = 2; }) == Ids{"three", "four"});
  CHECK(by([](auto& q) { q.from = "2026-03-15"; }) == Ids{"two", "three"});
  CHECK(by([](auto& q) { q.to = "2026-03-14"; }) == Ids{"one", "four"});  // what has no date is before all
  CHECK(by([](auto& q) { q.from = q.to = "2026-03-15"; }) == Ids{"two", "three"});
  CHECK(by([](auto& q) { q.from = "2026-03-15T00:00:01"; }) == Ids{"three"});
  CHECK(by([](auto& q) { q.from = "2026"; q.to = "2026-03"; }) == Ids{"one", "two", "three"});
  for (const char* wrong : {"", "yesterday", "2026-3-1", "2026-13-01", "2026-03-32", "2026-03-", "2026-03-14 09:00",
                            "2026-03-14T24", "2026-03-14T09:26:53+01:00", "%", "2026-03-14'"}) {
    CAPTURE(wrong);
    CHECK(code_of([&] { by([&](auto& q) { q.from = wrong; }); }) == "bad-date");
    CHECK(code_of([&] { by([&](auto& q) { q.to = wrong; }); }) == "bad-date");
  }
}

TEST_CASE("reading ends when enough was read, and records can be added meanwhile") {
  const Folder folder;
  RecordStore store(folder.file());
  for (int i = 0; i < 5; ++i) store.append(a_test(std::to_string(i)), texts());
  int seen = 0;
  store.each({}, [&](const StoredRecord&) {
    store.append(a_test("during " + std::to_string(seen)), texts());
    return ++seen < 3;
  });
  CHECK(seen == 3);
  CHECK(store.count({}) == 8);
  CHECK(store.newest({}, 0).empty());
}

TEST_CASE("what cannot be a record is refused, and nothing of it is kept") {
  const Folder folder;
  RecordStore store(folder.file());
  store.append(a_test("one"), texts());
  const auto refused = [&](const Json& document, const std::map<std::string, std::string>& sources = texts()) {
    return code_of([&] { store.append(document, sources); });
  };
  CHECK(refused(a_test("one")) == "store-duplicate");
  CHECK(refused(Json::array()) == "store-document");
  CHECK(refused("text") == "store-document");
  CHECK(refused({{"format", "buzzout.test/1"}}) == "store-document");
  CHECK(refused({{"id", "x"}}) == "store-document");
  Json chained = a_test("two");
  chained["chain"] = {{"number", 7}, {"previous", ""}};
  CHECK(refused(chained) == "store-document");
  Json wrong = a_test("two");
  wrong["serial"] = 417;
  CHECK(refused(wrong) == "store-document");
  CHECK(refused(a_test("two", "\xC3\x28")) == "store-document");     // no UTF-8
  CHECK(refused(a_test("two", "cut \xE2\x82")) == "store-document");
  CHECK(refused(a_test("two"), {{sha256_hex("a"), "b"}}) == "store-document");
  CHECK(store.count({}) == 1);
  CHECK_FALSE(store.text(sha256_hex("a")));
  CHECK(verify(store).sound());
  CHECK(store.append(a_test("two"), texts()).number == 2);
}

TEST_CASE("hostile serial numbers are found again as they were, and nothing else is") {
  const Folder folder;
  RecordStore store(folder.file());
  const std::vector<std::string> serials = {
      "'; DROP TABLE record; --", "\"", "a,b;c", "=cmd()", "<script>alert(1)</script>", "line\nbreak\r", "\x1b[31m",
      std::string("nul\0in it", 9), "nul", "\u202Eright to left", "\U0001F50C", std::string(10'240, 'x'), "%", "_", ":serial",
      "{\"chain\":{\"number\":9}}", "\\u0000", "ends with \\"};
  for (std::size_t i = 0; i < serials.size(); ++i) {
    Json document = a_test("id " + serials[i], serials[i], serials[i]);
    document["lot"] = serials[i];
    CHECK(store.append(document, texts()).number == 1);
  }
  for (const auto& serial : serials) {
    RecordQuery q;
    q.serial = q.lot = q.station = serial;
    CHECK(found(store, q) == std::vector<std::string>{"id " + serial});
    CHECK(Json::parse(store.newest(q, 1).at(0).body).at("serial") == serial);
  }
  CHECK(verify(store).sound());
}

TEST_CASE("a text of any bytes is kept once") {
  const Folder folder;
  RecordStore store(folder.file());
  const std::string odd("\0\xff\xfe profile\r\n\0", 14);
  const std::map<std::string, std::string> sources = {{sha256_hex(odd), odd}, {sha256_hex(""), ""}};
  store.append(a_test("one"), sources);
  store.append(a_test("two"), sources);
  CHECK(store.text(sha256_hex(odd)) == odd);
  CHECK(store.text(sha256_hex("")) == "");
  CHECK(verify(store).texts == 2);
}

TEST_CASE("two processes at once both write, and the chain holds") {
  const Folder folder;
  { const RecordStore made(folder.file()); }
  constexpr int kEach = 100;
  const auto write = [&](const std::string& name) {
    return [&, name] {
      RecordStore store(folder.file());
      for (int i = 0; i < kEach; ++i) store.append(a_test(name + std::to_string(i)), texts());
      return 0;
    };
  };
  std::vector<int> statuses(3);
  {
    std::vector<pid_t> children;
    for (const std::string name : {"a", "b", "c"}) {
      const pid_t child = ::fork();
      REQUIRE(child >= 0);
      if (child == 0) {
        try {
          ::_exit(write(name)());
        } catch (const Error& e) {
          std::fprintf(stderr, "%s: %s\n", e.code.c_str(), e.message.c_str());
          ::_exit(1);
        }
      }
      children.push_back(child);
    }
    for (std::size_t i = 0; i < children.size(); ++i) ::waitpid(children[i], &statuses[i], 0);
  }
  for (const int status : statuses) CHECK(status == 0);
  const RecordStore store(folder.file());
  CHECK(store.count({}) == 3 * kEach);
  CHECK(store.head("bench-2").number == 3 * kEach);
  CHECK(verify(store).sound());
}

TEST_CASE("many processes that find no store make one store") {
  const Folder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      try {
        RecordStore(folder.path / "new" / "records.sqlite").append(a_test(std::to_string(i)), texts());
        ::_exit(0);
      } catch (const Error& e) {
        std::fprintf(stderr, "%s: %s\n", e.code.c_str(), e.message.c_str());
        ::_exit(1);
      }
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  const RecordStore store(folder.path / "new" / "records.sqlite");
  CHECK(store.count({}) == 8);
  CHECK(verify(store).sound());
  for (const auto& entry : fs::directory_iterator(folder.path / "new"))
    CHECK(entry.path().filename().string().starts_with("records.sqlite"));
}

TEST_CASE("insertions are counted per jig, fixture and socket, until the socket is replaced") {
  const Folder folder;
  RecordStore store(folder.file());
  CHECK(store.add_insertion(4294967295U, "bench", "amp") == 1);
  CHECK(store.add_insertion(4294967295U, "bench", "amp") == 2);
  store.add_insertions(4294967295U, "bench", {"amp", "left", "right"});
  CHECK(store.add_insertion(1, "bench", "amp") == 1);
  CHECK(store.add_insertion(4294967295U, "other", "amp") == 1);
  auto counted = store.insertions(4294967295U, "bench");
  CHECK(counted.size() == 3);
  CHECK(counted["amp"].count == 3);
  CHECK(counted["left"].count == 1);
  CHECK(counted["amp"].replaced.empty());
  store.socket_replaced(4294967295U, "bench", "amp", "2026-03-14T09:26:53+01:00");
  CHECK(store.add_insertion(4294967295U, "bench", "amp") == 1);
  CHECK(store.insertions(4294967295U, "bench")["amp"].replaced == "2026-03-14T09:26:53+01:00");
  CHECK(store.insertions(7, "bench").empty());
}
