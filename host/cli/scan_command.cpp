#include <algorithm>
#include <ostream>

#include "bench/test_cable.hpp"
#include "cli/commands.hpp"
#include "cli/jig_session.hpp"
#include "drawing/picture_of.hpp"
#include "cli/render.hpp"
#include "core/netlist.hpp"
#include "core/suggest.hpp"
#include "core/verdict.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace buzzout {
namespace {

struct ScanResult {
  Scan scan;
  ScanMatrix settled;
  bool steady = true;
};

ScanResult scan_slowly(JigClient& jig) {
  const Evidence e = measure(jig);
  ScanResult out;
  out.scan = e.scans.back();
  out.steady = e.scans.front().clean() == out.scan.clean() && e.scans.front().matrix == out.scan.matrix;
  if (const auto slow = slow_pass_of(e.holds, out.scan.matrix.points()))
    out.settled = slow->settled(out.scan.matrix);
  else
    out.settled = out.scan.matrix;
  return out;
}

std::vector<const Socket*> named_sockets(const Fixture& fixture, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const auto& s : fixture.sockets) known.push_back(s.name);
  std::vector<const Socket*> out;
  for (const auto& name : names) {
    const Socket* s = fixture.socket(name);
    if (s == nullptr) {
      const auto best = nearest(name, known);
      std::string list;
      for (const auto& k : known) list += (list.empty() ? "" : ", ") + k;
      throw Error("unknown-socket", "fixture " + fixture.name + " has no socket `" + name + "`", "",
                  best ? "did you mean `" + *best + "`?" : "its sockets are: " + list);
    }
    out.push_back(s);
  }
  return out;
}

// The sockets with something in them, as far as the measurement tells: all whose points take part in
// a link; of those that share points, the first.
std::vector<const Socket*> linked_sockets(const Fixture& fixture, const Netlist& measured) {
  PointSet linked = 0, shown = 0;
  for (PointSet net : measured.nets)
    if (size(net) > 1) linked |= net;
  for (const auto& w : measured.one_ways) linked |= w.from | w.to;
  std::vector<const Socket*> out;
  for (const auto& s : fixture.sockets) {
    if ((s.points() & linked) == 0 || (s.points() & shown) != 0) continue;
    shown |= s.points();
    out.push_back(&s);
  }
  return out;
}

std::string sharing_note(const Fixture& fixture, const std::vector<const Socket*>& shown) {
  std::string out;
  for (const Socket* s : shown) {
    std::string others;
    for (const auto& o : fixture.sockets)
      if (&o != s && (o.points() & s->points()) != 0) others += (others.empty() ? "" : ", ") + o.name;
    if (!others.empty())
      out += "Socket " + s->name + " stands for those it shares test points with (" + others +
             "): if the cable is in one of them, name the sockets in use: buzzout scan " + s->name + " …";
  }
  return out;
}

nlohmann::ordered_json to_json(const ScanResult& r, const Netlist& measured, const Fixture& fixture,
                               const JigIdentity& jig) {
  nlohmann::ordered_json nets = nlohmann::ordered_json::array();
  for (PointSet net : measured.nets) {
    if (size(net) < 2) continue;
    auto entry = nlohmann::ordered_json::array();
    for (Point p : members(net)) {
      auto names = nlohmann::ordered_json::array();
      for (const auto& c : fixture.contacts_at(p)) names.push_back(c.name());
      entry.push_back({{"point", point_number(p)}, {"contacts", names}});
    }
    nets.push_back(entry);
  }
  auto one_ways = nlohmann::ordered_json::array();
  for (const auto& w : measured.one_ways) {
    auto numbers = [](PointSet set) {
      auto out = nlohmann::ordered_json::array();
      for (Point p : members(set)) out.push_back(point_number(p));
      return out;
    };
    one_ways.push_back({{"from", numbers(w.from)}, {"to", numbers(w.to)}});
  }
  auto matrix = nlohmann::ordered_json::array();
  for (PointSet row : r.scan.matrix.rows)
    matrix.push_back(fmt::format("{:0{}X}", row, (jig.points + 3) / 4));
  return {{"format", "buzzout.scan/1"},
          {"simulated", jig.simulated},
          {"steady", r.steady},
          {"nets", nets},
          {"one_way", one_ways},
          {"matrix", matrix},
          {"fixture", {{"name", fixture.name}, {"sha256", fixture.sha256}}},
          {"jig", {{"board", jig.board}, {"number", jig.number}, {"firmware", jig.firmware}}}};
}

}  // namespace

int run_scan(const Options& options, Environment& env) {
  const Config config = load_config(env.config_file);
  const Catalog catalog(env.library);
  JigSession session(catalog, config, {options.port.value_or(""), options.fixture.value_or(""), nullptr, {}});
  const Fixture& fixture = session.fixture();
  const auto named = named_sockets(fixture, options.words);
  const ScanResult result = scan_slowly(session.jig());
  if (!result.scan.clean()) {
    const bool high = result.scan.held_high != 0;
    std::string points;
    for (Point p : members(high ? result.scan.held_high : result.scan.held_low))
      points += (points.empty() ? "" : ", ") + std::to_string(point_number(p));
    throw Error(high ? "held-high" : "held-low",
                std::string(high ? "an outside voltage or a stuck pin holds points high: "
                                 : "ground or a stuck pin holds points low: ") + points,
                "fixture " + fixture.name, "unplug the cable and whatever it is connected to");
  }
  const Netlist measured = netlist_of(result.settled);
  if (measured.dead != 0)
    throw Error("dead-point", "a point does not pull low when driven: point " +
                std::to_string(point_number(lowest(measured.dead))), "fixture " + fixture.name,
                "check the pin and its resistor");
  const bool nothing = std::ranges::all_of(measured.nets, [](PointSet n) { return size(n) == 1; }) &&
                       measured.one_ways.empty();
  if (options.json) {
    env.out << to_json(result, measured, fixture, session.jig().identity()).dump(2) << "\n";
    return nothing ? kExitNoCable : kExitDone;
  }
  if (nothing) {
    env.out << "\n  Nothing is connected: no cable, or only one end of it is plugged in.\n\n";
    return kExitNoCable;
  }
  const auto sockets = named.empty() ? linked_sockets(fixture, measured) : named;
  std::vector<Line> lines = {{}};
  for (auto& l : draw(picture_of(fixture, sockets, result.settled), env.theme)) lines.push_back(std::move(l));
  lines.push_back({});
  if (!result.steady)
    for (auto& l : wrapped("The connections changed between two scans: seat the plugs and scan again.",
                           Ink::warn, 2, env.theme, {"  ", Ink::plain}))
      lines.push_back(std::move(l));
  if (named.empty())
    if (const std::string note = sharing_note(fixture, sockets); !note.empty())
      for (auto& l : wrapped(note, Ink::dim, 2, env.theme, {"  ", Ink::plain})) lines.push_back(std::move(l));
  print(env.out, lines, env.theme);
  return kExitDone;
}

}  // namespace buzzout
