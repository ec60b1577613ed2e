#include "core/defect_journal.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <optional>

using namespace buzzout;

namespace {

Socket socket_of(const std::string& name, std::vector<std::pair<std::string, Point>> wires) {
  Socket s;
  s.name = name;
  s.type.name = "plug";
  for (const auto& [pin, point] : wires) s.type.contacts.push_back(pin);
  s.wires = std::move(wires);
  return s;
}

Fixture fixture_of(std::vector<Socket> sockets) {
  Fixture f;
  f.board = "uno";
  f.sockets = std::move(sockets);
  return f;
}

// One defect of each kind, as proofs say it.
void find(FixtureEvidence& p, DefectKind kind) {
  ++p.found;
  if (kind == DefectKind::bridged) p.bridged = true;
  if (kind == DefectKind::broken) p.broken.insert({"amp", "S"});
  if (kind == DefectKind::misrouted) p.misrouted.insert({"amp", "S"});
  if (kind == DefectKind::failed) p.failed.insert("amp");
}
void lift(FixtureEvidence& p) {
  p.bridged = false;
  p.broken.clear();
  p.misrouted.clear();
  p.failed.clear();
}
bool is_wrong(const FixtureEvidence& p) { return p.bridged || !p.broken.empty() || !p.misrouted.empty() || !p.failed.empty(); }

constexpr DefectKind kKinds[] = {DefectKind::bridged, DefectKind::broken, DefectKind::misrouted, DefectKind::failed};

// The journal behind one fixture file after the other, as a ledger keeps it.
struct Bench {
  DefectJournal journal;
  std::map<std::string, std::uint64_t> found;

  FixtureEvidence under(const Fixture& f, const std::string& content) {
    FixtureEvidence p;
    p.found = found[content];
    journal.write_to(f, content, p);
    return p;
  }
  void save(const Fixture& f, const std::string& content, const FixtureEvidence& p) {
    journal.note(f, content, p, p.found > found[content]);
    found[content] = p.found;
  }
};

struct Event {
  std::size_t fixture;
  bool finds;  // else it lifts
};

// By the meaning alone: nobody knows which of the files describe one box. What was found under X holds under Y unless a
// proof came later under X or under Y: any other one may have been made in another box.
bool must_be_wrong(const std::vector<Event>& events, std::size_t y) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!events[i].finds) continue;
    bool lifted = false;
    for (std::size_t j = i + 1; j < events.size(); ++j)
      lifted = lifted || (!events[j].finds && (events[j].fixture == events[i].fixture || events[j].fixture == y));
    if (!lifted) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("whatever is found and proved under two files of a jig, in whatever order: each of three knows what it must") {
  const Fixture same = fixture_of({socket_of("amp", {{"T", 0}, {"S", 1}}), socket_of("left", {{"T", 2}, {"S", 3}})});
  const Fixture more = fixture_of({socket_of("amp", {{"T", 0}, {"S", 1}}), socket_of("right", {{"T", 4}, {"S", 5}})});
  const Fixture files[] = {same, more, fixture_of({socket_of("amp", {{"T", 0}, {"S", 1}})})};
  const std::string names[] = {"a", "b", "never used"};
  int sequences = 0;
  for (const DefectKind kind : kKinds)
    for (unsigned length = 1; length <= 6; ++length)
      for (unsigned code = 0; code < (1U << (2 * length)); ++code) {
        Bench bench;
        std::vector<Event> events;
        for (unsigned i = 0; i < length; ++i) {
          const Event e{(code >> (2 * i)) & 1U, ((code >> (2 * i + 1)) & 1U) != 0};
          FixtureEvidence p = bench.under(files[e.fixture], names[e.fixture]);
          e.finds ? find(p, kind) : lift(p);
          bench.save(files[e.fixture], names[e.fixture], p);
          events.push_back(e);
        }
        ++sequences;
        for (std::size_t y = 0; y < 3; ++y) {
          CAPTURE(code);
          CAPTURE(length);
          CAPTURE(y);
          REQUIRE(is_wrong(bench.under(files[y], names[y])) == must_be_wrong(events, y));
        }
      }
  CHECK(sequences == 4 * 5460);
}

TEST_CASE("a defect follows its socket by name and its wires by point, into whatever file describes them") {
  const Fixture found_in = fixture_of({socket_of("amp", {{"T", 0}, {"S", 1}}), socket_of("left", {{"T", 2}, {"S", 3}})});
  const auto told = [&](DefectKind kind, const Fixture& other) {
    Bench bench;
    FixtureEvidence p;
    find(p, kind);
    bench.save(found_in, "a", p);
    return bench.under(other, "b");
  };
  const Fixture renamed = fixture_of({socket_of("in", {{"T", 0}, {"S", 1}}), socket_of("left", {{"T", 2}, {"S", 3}})});
  const Fixture rewired = fixture_of({socket_of("amp", {{"T", 0}, {"S", 7}}), socket_of("new", {{"1", 1}, {"2", 8}})});
  const Fixture elsewhere = fixture_of({socket_of("other", {{"T", 10}, {"S", 11}})});
  const Fixture shared = fixture_of({socket_of("amp", {{"T", 0}, {"S", 1}}), socket_of("also", {{"T", 1}, {"S", 9}})});

  CHECK(told(DefectKind::broken, renamed).broken == std::set<Contact>{{"in", "S"}});
  CHECK(told(DefectKind::broken, rewired).broken == std::set<Contact>{{"amp", "S"}, {"new", "1"}});
  CHECK(told(DefectKind::broken, elsewhere).broken.empty());
  CHECK(told(DefectKind::broken, shared).broken == std::set<Contact>{{"amp", "S"}});  // its own wire, on a shared point
  CHECK(told(DefectKind::misrouted, renamed).misrouted == std::set<Contact>{{"in", "S"}});
  CHECK(told(DefectKind::failed, renamed).failed == std::set<std::string>{"in"});
  CHECK(told(DefectKind::failed, rewired).failed == std::set<std::string>{"amp", "new"});
  CHECK(told(DefectKind::failed, shared).failed == std::set<std::string>{"amp"});
  CHECK(told(DefectKind::failed, elsewhere).failed.empty());
  CHECK(told(DefectKind::bridged, elsewhere).bridged);
}

TEST_CASE("a defect that means several contacts of another file holds until all of them are proved") {
  const Fixture found_in = fixture_of({socket_of("amp", {{"T", 0}, {"S", 1}})});
  const Fixture other = fixture_of({socket_of("one", {{"a", 1}, {"b", 2}}), socket_of("two", {{"a", 1}, {"b", 3}})});
  Bench bench;
  FixtureEvidence p;
  find(p, DefectKind::broken);
  bench.save(found_in, "a", p);
  p = bench.under(other, "b");
  REQUIRE(p.broken == std::set<Contact>{{"one", "a"}, {"two", "a"}});
  p.broken.erase({"one", "a"});
  bench.save(other, "b", p);
  CHECK(bench.under(other, "b").broken.size() == 2);
  p.broken.clear();
  bench.save(other, "b", p);
  CHECK(bench.under(other, "b").broken.empty());
  CHECK(bench.under(found_in, "a").broken == std::set<Contact>{{"amp", "S"}});
}
