#include "bench/zero_taking.hpp"

#include <algorithm>
#include <cmath>

#include "core/netlist.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"
#include "ohms/nominal_ohms.hpp"

namespace buzzout {
namespace {

constexpr unsigned kSupplyReadings = 16, kTemperatureReadings = 16;
constexpr double kBandgapVolt = 1.1;  // data sheets: 1.0 to 1.2
constexpr double kCoarse = 1e3;  // what is kept of the supply: thousandths

double rounded_to_thousandth(double value) { return std::round(value * kCoarse) / kCoarse; }

Problem zero_problem(std::string message, std::string remedy, std::string where = {}) {
  return {"zero-refused", std::move(message), std::move(where), std::move(remedy)};
}

}  // namespace

OhmMethod method_with(const JigIdentity& jig, const Fixture& fixture) { return ohm_task(jig, fixture).method; }

std::vector<OhmPath> zero_paths(const Fixture& fixture, PointSet points, OhmMethod method) {
  if (method == OhmMethod::milliohm) {
    PointSet tapped = 0;
    for (const auto& [point, channel] : fixture.taps) tapped |= only(point);
    points &= tapped;
  }
  return zero_paths(points, method, fixture.senses);
}

std::vector<ZeroPlace> zero_places(const Fixture& fixture, OhmMethod method) {
  std::vector<ZeroPlace> out;
  if (method == OhmMethod::none) return out;
  if (method == OhmMethod::kelvin) {
    for (const auto& s : fixture.sockets)
      if (size(s.points()) > 1) out.push_back({{s.name}, s.points()});
    return out;
  }
  const auto shares = [&](const Socket& s) {
    return std::ranges::any_of(fixture.sockets, [&](const Socket& o) { return o.name != s.name && (o.points() & s.points()) != 0; });
  };
  ZeroPlace common;  // in each lead
  std::vector<const Socket*> one_of;
  for (const auto& s : fixture.sockets) {
    if (shares(s)) {
      one_of.push_back(&s);
      continue;
    }
    common.sockets.push_back(s.name);
    common.points |= s.points();
  }
  const auto add = [&](ZeroPlace place) {
    if (place.is_lead() && !zero_paths(fixture, place.points, method).empty()) out.push_back(std::move(place));
  };
  if (one_of.empty()) add(common);
  for (const Socket* s : one_of) {
    ZeroPlace place = common;
    place.sockets.insert(place.sockets.begin(), s->name);
    place.points |= s->points();
    add(std::move(place));
  }
  return out;
}

ZeroTaking::ZeroTaking(JigClient& jig, const Fixture& fixture)
    : jig_(jig), fixture_(fixture), method_(method_with(jig.identity(), fixture)) {}

PointSet ZeroTaking::readers() const {
  PointSet out = 0;
  for (const auto& [contact, reader] : fixture_.senses) out |= only(reader);
  return out;
}

std::string ZeroTaking::contact_on(Point point, const ZeroPlace& place) const {
  for (const auto& name : place.sockets)
    if (const Socket* socket = fixture_.socket(name))
      for (const auto& [pin, at] : socket->wires)
        if (at == point) return Contact{name, pin}.name();
  return "point " + std::to_string(point_number(point));
}

// `joined` is the one net of several points, of two scans that agree; none if nothing is joined. Points that only read others
// are left out.
std::optional<Problem> ZeroTaking::scan(PointSet& joined, const std::string& what) {
  joined = 0;
  const Scan first = jig_.scan(), second = jig_.scan();
  jig_.require_same_jig();
  if (!first.clean() || !second.clean())
    return Problem{"powered-cable", "a contact is held from outside", "fixture " + fixture_.name, "unplug everything that has power"};
  if (first.matrix != second.matrix)
    return Problem{"unsteady", "two scans in a row differ", "fixture " + fixture_.name, "push " + what + " home, and hold it still"};
  const PointSet contacts = ~readers();
  for (Point p = 0; p < second.matrix.points(); ++p) {
    const PointSet row = (second.matrix.rows[p] | only(p)) & contacts;
    if (!has(contacts, p) || size(row) < 2) continue;
    if (joined == 0) joined = row;
    const bool same = has(joined, p) && row == joined;
    if (!same)
      return Problem{"joined", "more is plugged in than " + what, "fixture " + fixture_.name, "leave only " + what + " in"};
  }
  for (const Point p : members(joined))
    if ((second.matrix.rows[p] & contacts) != joined)
      return Problem{"joined", "more is plugged in than " + what, "fixture " + fixture_.name, "leave only " + what + " in"};
  return {};
}

bool ZeroTaking::is_empty() {
  PointSet joined = 0;
  return !scan(joined, "nothing") && joined == 0;
}

std::optional<Problem> ZeroTaking::measure(const std::vector<OhmPath>& paths, std::vector<PathOhms>& out, std::vector<SinkOhms>& sinks) {
  OhmTask task = ohm_task(jig_.identity(), fixture_);
  task.paths = paths;
  OhmMeasurement measurement(jig_, task);
  OhmEvidence evidence = measurement.measure();
  if (evidence.problem) return evidence.problem;
  sinks.insert(sinks.end(), measurement.sinks().begin(), measurement.sinks().end());
  out = std::move(evidence.paths);
  if (std::ranges::all_of(out, [](const PathOhms& p) { return std::isfinite(p.ohm); }) && out.size() == paths.size()) return {};
  return zero_problem("a contact that the scan saw joined has no resistance that can be measured", "push the plug home, and look at its joints");
}

std::optional<Problem> ZeroTaking::take(ZeroPlace& whole, ZeroInsertions& so_far) {
  ZeroPlace place = whole;
  const std::string what = place.is_lead() ? "the link lead between " + list_of(place.sockets) : "the loop-back plug in " + place.sockets.front();
  PointSet joined = 0;
  if (auto problem = scan(joined, what)) return problem;
  if (place.is_lead() && so_far.insertions.empty()) {
    ZeroPlace held;
    for (const auto& name : place.sockets)
      if (const PointSet points = fixture_.socket(name)->points(); (points & joined) != 0) {
        held.sockets.push_back(name);
        held.points |= points;
      }
    if (held.is_lead() && !zero_paths(fixture_, held.points, method_).empty()) place = held;
  }
  if (joined != place.points) {
    std::string missing;
    for (const Point p : members(place.points & ~joined)) missing += (missing.empty() ? "" : ", ") + contact_on(p, place);
    if (missing.empty()) return zero_problem("more is joined than " + what + " joins", "leave only " + what + " in");
    return zero_problem(what + " does not join " + missing, "push it home, and see that it joins all of its contacts");
  }
  ZeroInsertions next = so_far;
  next.method = method_;
  next.insertions.emplace_back();
  const auto paths = zero_paths(fixture_, place.points, method_);
  if (auto problem = measure(paths, next.insertions.back(), next.sinks)) return problem;
  if (const auto bad = next.fault()) {
    const std::string contact = contact_on(bad->point, place), ohm = ohms_in_words(bad->ohm, 0.02);
    const std::string clean = "clean that contact of the plug and of the socket, look at the plug's joint, and put it in again";
    switch (bad->kind) {
      case BadZero::Kind::one_contact:
        return zero_problem(contact + " of " + what + " has " + ohm + " more than its best contact", clean);
      case BadZero::Kind::out_of_bounds:
        return zero_problem(contact + " measures " + ohm + " through " + what + ", which no whole joint and wire have", clean);
      case BadZero::Kind::unsteady:
        return zero_problem(contact + " differs by " + ohm + " between insertions of " + what, clean);
      case BadZero::Kind::odd_resistor:
        return zero_problem("the series resistor of point " + std::to_string(point_number(bad->point)) + ", at " + contact + ", is " +
                                std::to_string(std::lround(std::abs(bad->ohm - 1) * 100)) + " % " + (bad->ohm < 1 ? "smaller" : "larger") +
                                " than the others",
                            "measure that resistor: it should have 470 Ω, 1 %; and look at its joints");
    }
  }
  so_far = std::move(next);
  whole = std::move(place);
  return {};
}

std::vector<Calibration::Zero> ZeroTaking::finished(const ZeroPlace& place, const ZeroInsertions& all, std::int64_t now) {
  auto out = all.zeros();
  const Board* board = find_board(fixture_.board);
  std::optional<double> volt, celsius;
  // The bandgap against the supply: a sum of codes of kSteps steps.
  if (const ChipReading r = jig_.raw_supply(kSupplyReadings); r.sum > 0)
    volt = rounded_to_thousandth(kBandgapVolt * kSteps * r.readings / r.sum);
  if (board != nullptr && !board->kelvin)  // an ATmega2560 has no thermometer
    celsius = chip_celsius(jig_.raw_temperature(kTemperatureReadings));
  const auto socket_of = [&](Point p) {
    const auto found = std::ranges::find_if(place.sockets, [&](const std::string& name) { return has(fixture_.socket(name)->points(), p); });
    return found == place.sockets.end() ? std::string() : *found;
  };
  for (auto& z : out) {
    z.socket = socket_of(z.to);
    z.far = method_ == OhmMethod::kelvin ? z.socket : socket_of(z.from);
    z.made = now;
    z.celsius = celsius;
    if (volt && *volt >= 3 && *volt <= 7) z.supply_volt = volt;
  }
  return out;
}

std::vector<Calibration::Source> ZeroTaking::sources(const ZeroPlace& place, const ZeroInsertions& all, std::int64_t now) {
  std::vector<Calibration::Source> out;
  for (const auto& [point, ratio] : source_ratios(all.sinks)) out.push_back({place.sockets.front(), point, ratio, now});
  return out;
}

std::optional<Problem> ZeroTaking::take_span(const Calibration& calibration, Calibration::Span& span) {
  PointSet joined = 0;
  if (auto problem = scan(joined, "the resistor")) return problem;
  const auto refused = [](std::string message, std::string remedy) {
    return Problem{"span-refused", std::move(message), "", std::move(remedy)};
  };
  if (size(joined) != 2)
    return refused(joined == 0 ? "no resistor is seen" : "the resistor joins more than two contacts",
                   "put it between two contacts of the fixture, and nothing else");
  const Point a = lowest(joined), b = lowest(joined & ~only(a));
  const auto path = path_between(a, b, method_, fixture_.senses);
  if (!path) return refused("nothing reads either of these two contacts", "choose a contact that a point senses");
  const Calibration::Zero* zero = calibration.zero(path->from, path->to);
  if (zero == nullptr) return refused("no zero was taken of this path", "put the resistor between contacts whose zero was taken");
  std::vector<PathOhms> measured;
  std::vector<SinkOhms> sinks;
  if (auto problem = measure({*path}, measured, sinks)) return problem;
  span.from = path->from;
  const double ohm = measured.front().ohm - zero->ohm;
  span.factor = ohm > 0 ? span.ohm / ohm : 0;
  if (span.factor >= kLeastFactor && span.factor <= kMostFactor) return {};
  return refused("the resistor of " + ohms_in_words(span.ohm, span.ohm / 1000) + " measures " + ohms_in_words(ohm, span.ohm / 1000) +
                     ", more than 5 % off",
                 "look at the resistor's value and at its joints; if both are right, the jig's 470 Ω resistors are wrong");
}

}  // namespace buzzout
