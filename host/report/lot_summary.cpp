#include "report/lot_summary.hpp"

#include <algorithm>

#include "report/findings.hpp"
#include "report/json_place.hpp"
#include "core/moment.hpp"
#include "report/record_reader.hpp"
#include "station/gates.hpp"

namespace buzzout {
namespace {

bool is_judgement(Outcome o) { return o == Outcome::pass || o == Outcome::fail; }

template <class List, class Item>
void list(List& all, std::uint64_t& more, Item item) {
  if (all.size() < LotSummary::kMostListed)
    all.push_back(std::move(item));
  else
    ++more;
}

void count_name(std::map<std::string, LotSummary::ByName>& all, const std::string& name, Outcome outcome) {
  const bool room = all.size() < LotSummary::kMostNames || all.contains(name);
  auto& entry = all[room ? name : "others"];
  ++entry.tests;
  entry.passed += outcome == Outcome::pass;
  entry.failed += outcome == Outcome::fail;
}

void count_file(std::map<LotSummary::Locked, std::uint64_t>& all, LotSummary::Locked file) {
  if (all.size() < LotSummary::kMostNames || all.contains(file)) ++all[std::move(file)];
}

bool same(const Shift& a, const Shift& b) {
  return a.waived == b.waived && std::ranges::equal(a.gates, b.gates, [](const Gate& x, const Gate& y) {
           return x.kind == y.kind && x.record == y.record && x.passed == y.passed;
         });
}

std::string text_at(const JsonPlace& d, const char* key) {
  const auto found = d.find(key);
  return found ? found->text() : std::string();
}

}  // namespace

void LotSummary::take(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  const std::string format = d.at("format").text();
  if (format.starts_with("buzzout.test/")) take(test_record_of(document));
  if (format == "buzzout.gate/1") take_gate(document);
  if (format == "buzzout.stop/1") take_stop(document);
  if (format == "buzzout.repair/1") take_repair(repair_of(document));
  if (format == "buzzout.lot/1") target = d.at("target").integer(0, INT32_MAX);
}

void LotSummary::take_repair(Repair r) { list(repairs, more_repairs, std::move(r)); }

void LotSummary::take_gate(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  const std::string problem = text_at(d, "problem");
  const bool clean = d.at("outcome").text() == "PASS";
  list(gates, more_gates,
       GateCheck{d.at("gate").text(), d.at("started").text(), clean ? "" : problem.empty() ? "failed" : problem});
}

void LotSummary::take_stop(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  list(stops, more_stops,
       Stop{d.at("started").text(), d.at("fault").text(), text_at(d, "operator"), d.at("cables").integer(0, INT32_MAX)});
}

void LotSummary::take(const TestRecord& r) {
  all_simulated += r.simulated;
  if (r.purpose == Purpose::golden || r.purpose == Purpose::red_rabbit)
    list(gates, more_gates,
         GateCheck{std::string(to_string(r.purpose)), r.started,
                   passes_gate(r) ? "" : "measured " + std::string(to_string(r.verdict.outcome))});
  resistances.take(r);
  if (r.purpose != Purpose::production) return;
  const Outcome outcome = r.verdict.outcome;
  ++tests;
  simulated += r.simulated;
  passed += outcome == Outcome::pass;
  failed += outcome == Outcome::fail;
  not_judged += !is_judgement(outcome);
  if (first.empty()) first = r.started;
  last = r.started;
  const auto at = moment_of(r.started);
  if (at && is_judgement(outcome)) trend.count(at->utc + 60 * at->offset_minutes, outcome == Outcome::pass);
  if (outcome == Outcome::fail)
    for (const auto& what : findings(r)) faults.count(what);
  count_name(operators, r.operator_name, outcome);
  count_name(stations, r.station, outcome);
  count_name(jigs, r.jig.board + " " + std::to_string(r.jig.number), outcome);
  count_file(profiles, {r.profile.name, r.profile.sha256, r.profile.revision});
  count_file(fixtures, {r.fixture.name, r.fixture.sha256, 0});
  count_shift(r);
  unnamed += r.serial.empty();
  set_back += std::ranges::any_of(r.verdict.not_tested, [](const NotTested& n) { return n.code == NotTestedCode::clock_set_back; });
}

void LotSummary::count_shift(const TestRecord& r) {
  const Shift shift = r.shift.value_or(Shift{true, {}});
  waived += shift.waived;
  const auto known = std::ranges::find_if(shifts.rbegin(), shifts.rend(),
                                          [&](const ShiftCount& s) { return same(s.shift, shift); });
  if (known != shifts.rend())
    ++known->tests;
  else
    list(shifts, more_shifts, ShiftCount{shift, 1});
}

}  // namespace buzzout
