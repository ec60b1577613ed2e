#include "report/record_reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "report/correction.hpp"
#include "report/json_place.hpp"
#include "report/label_print.hpp"
#include "report/record_json.hpp"
#include "report/repair.hpp"
#include "report/station_json.hpp"
#include "core/moment.hpp"

namespace buzzout {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();

constexpr Outcome kOutcomes[] = {Outcome::pass, Outcome::fail, Outcome::error, Outcome::no_cable, Outcome::aborted};
constexpr Wiring kWirings[] = {Wiring::balanced, Wiring::single_ended, Wiring::other};
constexpr BalancedSafe::Answer kAnswers[] = {BalancedSafe::Answer::yes, BalancedSafe::Answer::no,
                                             BalancedSafe::Answer::not_applicable};
constexpr Upset::Kind kUpsets[] = {Upset::Kind::lost, Upset::Kind::touched, Upset::Kind::strayed};
constexpr FaultKind kFaults[] = {FaultKind::open, FaultKind::short_, FaultKind::one_way, FaultKind::high_resistance,
                                 FaultKind::low_isolation, FaultKind::intermittent, FaultKind::component,
                                 FaultKind::weak_link};
constexpr Coverage kCoverages[] = {Coverage::continuity, Coverage::continuity_and_ohms};
constexpr Decision kDecisions[] = {Decision::simple, Decision::guard_band};
constexpr ResistanceStatus kResistanceStatuses[] = {ResistanceStatus::ok,        ResistanceStatus::marginal,
                                                    ResistanceStatus::too_high,  ResistanceStatus::too_low,
                                                    ResistanceStatus::undecided, ResistanceStatus::unlimited};
constexpr Purpose kPurposes[] = {Purpose::test, Purpose::production, Purpose::golden, Purpose::red_rabbit};

// "amp.R1"; an end, or a socket, may have dots of its own.
Contact contact(const JsonPlace& at) {
  const std::string& name = at.text();
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == name.size()) at.refuse("is no contact, END.CONTACT");
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::vector<Contact> contacts(const JsonPlace& at) {
  std::vector<Contact> out;
  for (const auto& item : at.items()) out.push_back(contact(item));
  return out;
}

std::vector<std::vector<Contact>> nets(const JsonPlace& at) {
  std::vector<std::vector<Contact>> out;
  for (const auto& item : at.items()) out.push_back(contacts(item));
  return out;
}

bool flag(const JsonPlace& at, const std::string& key) {
  const auto found = at.find(key);
  return found && found->yes();
}

// One that this program does not know is none: what is written beside it stands.
std::optional<Action> action(const JsonPlace& of) {
  const auto at = of.find("action");
  const auto code = at ? action_code(at->at("code").text()) : std::nullopt;
  return code ? std::optional(Action{*code, at->at("operands").text_map()}) : std::nullopt;
}

template <typename E>
Code<E> code(const JsonPlace& at, std::span<const CodeWord<E>> known) {
  return {at.text(), known};
}

// Ohms, of which there may be infinitely many: null.
double read_ohms(const JsonPlace& at) { return at.is_null() ? std::numeric_limits<double>::infinity() : at.number(); }

std::vector<Fault> faults(const JsonPlace& at) {
  std::vector<Fault> out;
  for (const auto& item : at.items()) {
    Fault f;
    f.kind = item.at("kind").word(kFaults);
    f.net = item.at("net").text();
    f.contacts = contacts(item.at("contacts"));
    if (const auto from = item.find("from"))
      f.from = static_cast<std::size_t>(from->integer(1, static_cast<std::int64_t>(f.contacts.size())));
    f.capacitive = flag(item, "capacitive");
    f.foreign = flag(item, "foreign");
    if (const auto ohm = item.find("ohm")) f.ohm = read_ohms(*ohm);
    if (const auto u = item.find("uncertainty")) f.uncertainty = read_ohms(*u);
    if (const auto limit = item.find("limit")) f.limit = limit->number();
    if (const auto part = item.find("part")) f.part = part->text();
    out.push_back(std::move(f));
  }
  return out;
}

std::vector<Diagnosis> diagnoses(const JsonPlace& at) {
  std::vector<Diagnosis> out;
  for (const auto& item : at.items())
    out.push_back({code(item.at("code"), diagnosis_codes()), item.at("summary").text(), item.at("consequence").text(),
                   item.at("repair").text(), contacts(item.at("contacts")), item.at("alternatives").texts(),
                   flag(item, "dangerous"), flag(item, "rewired"), action(item)});
  return out;
}

PointSet points(const JsonPlace& at, std::size_t count) {
  const std::string& digits = at.text();
  PointSet out = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), out, 16);
  const bool capital = std::ranges::none_of(digits, [](char c) { return c >= 'a' && c <= 'f'; });
  if (problem != std::errc() || end != digits.data() + digits.size() || !capital || digits.size() != (count + 3) / 4 ||
      (out & ~first_points(static_cast<unsigned>(count))) != 0)
    at.refuse("is no row of a matrix of " + std::to_string(count) + " points");
  return out;
}

ScanMatrix matrix(const JsonPlace& at) {
  ScanMatrix out;
  const auto rows = at.items();
  if (rows.size() > kMaxPoints) at.refuse("has more than " + std::to_string(kMaxPoints) + " rows");
  for (const auto& row : rows) out.rows.push_back(points(row, rows.size()));
  return out;
}

std::string moment(const JsonPlace& at) {
  if (!moment_of(at.text())) at.refuse("is no time with its offset, as 2026-03-14T09:26:53+01:00");
  return at.text();
}

Limit limit(const JsonPlace& at, const std::string& key) { return {at.at(key).number(), at.at("basis").text()}; }

std::vector<Resistance> resistances(const JsonPlace& at) {
  std::vector<Resistance> out;
  for (const auto& item : at.items()) {
    Resistance r;
    r.net = item.at("net").text();
    r.from = contact(item.at("from"));
    r.to = contact(item.at("to"));
    r.ohm = read_ohms(item.at("ohm"));
    r.uncertainty = read_ohms(item.at("uncertainty"));
    if (!item.at("min").is_null()) r.min = item.at("min").number();
    if (!item.at("max").is_null()) r.max = item.at("max").number();
    r.basis = item.at("basis").text();
    r.status = item.at("status").word(kResistanceStatuses);
    if (const auto golden = item.find("golden")) r.golden = golden->number();
    if (r.status != held_against(r.ohm, r.uncertainty, r.min, r.max, r.golden)) item.at("status").refuse("is not what the ohms and their limits say");
    out.push_back(std::move(r));
  }
  return out;
}

HeadphoneOhms headphones(const JsonPlace& at) {
  const auto value = [&](const char* key, const char* unit) -> std::optional<HeadphoneOhms::Value> {
    const auto item = at.find(key);
    if (!item) return {};
    HeadphoneOhms::Value v;
    v.value = read_ohms(item->at(unit));
    v.uncertainty = read_ohms(item->at("uncertainty"));
    if (!item->at("min").is_null()) v.min = item->at("min").number();
    if (!item->at("max").is_null()) v.max = item->at("max").number();
    v.basis = item->at("basis").text();
    v.status = item->at("status").word(kResistanceStatuses);
    if (v.status != status_of(v)) item->at("status").refuse("is not what the value and its limits say");
    return v;
  };
  HeadphoneOhms out;
  out.left = value("left", "ohm");
  out.right = value("right", "ohm");
  out.match = value("match", "percent");
  out.common = value("common", "ohm");
  out.current_ma = at.at("current_ma").number();
  return out;
}

std::vector<WireMatch> matches(const JsonPlace& at, const std::vector<Resistance>& all) {
  std::vector<WireMatch> out;
  const auto of_net = [&](const JsonPlace& net) {
    const auto found = std::ranges::find(all, net.text(), &Resistance::net);
    if (found == all.end()) net.refuse("is no net whose resistance was measured");
    return *found;
  };
  for (const auto& item : at.items()) {
    WireMatch m{of_net(item.at("more")), of_net(item.at("less")), item.at("max_percent").number(), item.at("basis").text()};
    m.status = item.at("status").word(kResistanceStatuses);
    if (m.status != status_of(m)) item.at("status").refuse("is not what the ohms and their match say");
    out.push_back(std::move(m));
  }
  return out;
}

Verdict verdict(const JsonPlace& d) {
  Verdict v;
  v.outcome = d.at("outcome").word(kOutcomes);
  v.wiring = {d.at("wiring").at("expected").word(kWirings), d.at("wiring").at("measured").word(kWirings)};
  v.balanced_safe = {d.at("balanced_safe").at("answer").word(kAnswers), d.at("balanced_safe").at("why").text()};
  v.nets = nets(d.at("nets"));
  v.faults = faults(d.at("faults"));
  v.diagnoses = diagnoses(d.at("diagnoses"));
  for (const auto& item : d.at("not_tested").items())
    v.not_tested.push_back({code(item.at("code"), not_tested_codes()), item.at("text").text(), contacts(item.at("contacts")), action(item)});
  v.matrix = matrix(d.at("matrix"));
  v.coverage = d.at("coverage").word(kCoverages);
  v.marginal = d.at("marginal").yes();
  v.decision = d.at("decision").word(kDecisions);
  v.resistances = resistances(d.at("resistances"));
  if (const auto at = d.find("headphones")) v.headphones = headphones(*at);
  if (const auto found = d.find("matches")) v.matches = matches(*found, v.resistances);
  if (const auto links = d.find("capacitive"))
    for (const auto& item : links->items())
      v.capacitive.push_back({item.at("nets").texts(), contacts(item.at("contacts"))});
  if (const auto celsius = d.find("celsius")) v.celsius = celsius->number();
  if (const auto channels = d.find("channels")) v.channels = channels->text();
  if (const auto e = d.find("error"))
    v.problem = Problem{e->at("code").text(), e->at("message").text(), e->at("where").text(), e->at("remedy").text(), action(*e)};
  if (v.problem.has_value() != (v.outcome == Outcome::error))
    d.at("outcome").refuse("is ERROR if and only if there is an error");
  if (v.outcome == Outcome::pass && !v.faults.empty()) d.at("outcome").refuse("is PASS in spite of faults");
  if (v.coverage != Coverage::continuity && v.resistances.empty()) d.at("coverage").refuse("tells of resistances, and there are none");
  for (const auto& r : v.resistances)
    if (v.outcome == Outcome::pass && (r.status == ResistanceStatus::too_high || r.status == ResistanceStatus::too_low))
      d.at("outcome").refuse("is PASS in spite of a resistance beyond its limit");
  if (v.outcome == Outcome::pass && v.headphones && !v.headphones->is_decided())
    d.at("outcome").refuse("is PASS though the headphones are not decided");
  for (const auto& m : v.matches)
    if (v.outcome == Outcome::pass && m.status == ResistanceStatus::too_high)
      d.at("outcome").refuse("is PASS in spite of wires that do not match");
  if (v.marginal && v.outcome != Outcome::pass) d.at("marginal").refuse("is said of what is no PASS");
  return v;
}

Shift shift(const JsonPlace& at) {
  Shift out{at.at("waived").yes(), {}};
  for (const auto& item : at.at("gates").items())
    out.gates.push_back({code(item.at("gate"), gate_kinds()), item.at("record").text(), moment(item.at("passed"))});
  return out;
}

Watched watched(const JsonPlace& at) {
  Watched out{static_cast<long>(at.at("duration_ms").integer(0, kMost)), {}};
  for (const auto& item : at.at("upsets").items()) {
    const JsonPlace kind = item.at("kind");
    Upset u;
    u.kind = kind.word(kUpsets);
    u.net = item.at("net").text();
    u.contacts = contacts(item.at("contacts"));
    u.times = static_cast<unsigned>(item.at("times").integer(0, kMost));
    u.redone = item.at("redone").yes();
    if (const auto change = item.find("change_ohm")) u.change = change->number();
    out.upsets.push_back(std::move(u));
  }
  if (const auto swings = at.find("swings"))
    for (const auto& item : swings->items())
      out.swings.push_back({item.at("net").text(), contact(item.at("from")), contact(item.at("to")), item.at("least_ohm").number(),
                            item.at("most_ohm").number()});
  return out;
}

}  // namespace

TestRecord test_record_of(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  if (d.at("format").text() != "buzzout.test/1") d.at("format").refuse("is not buzzout.test/1");
  TestRecord r;
  r.id = d.at("id").text();
  r.simulated = d.at("simulated").yes();
  r.verdict = verdict(d);
  r.continuity = limit(d.at("limits").at("continuity"), "max_ohm");
  r.isolation = limit(d.at("limits").at("isolation"), "min_ohm");
  r.serial = d.at("serial").text();
  r.lot = d.at("lot").text();
  r.operator_name = d.at("operator").text();
  r.station = d.at("station").text();
  r.attempt = static_cast<int>(d.at("attempt").integer(1, kMost));
  const JsonPlace profile = d.at("profile"), fixture = d.at("fixture"), jig = d.at("jig");
  r.profile.name = profile.at("name").text();
  r.profile.revision = static_cast<int>(profile.at("revision").integer(1, kMost));
  r.profile.sha256 = profile.at("sha256").text();
  r.profile.connectors = profile.at("connectors").text_map();
  r.fixture = {fixture.at("name").text(), fixture.at("sha256").text(), fixture.at("connectors").text_map()};
  r.sockets = d.at("sockets").text_map();
  r.jig.board = jig.at("board").text();
  r.jig.number = static_cast<std::uint32_t>(jig.at("number").integer(0, std::numeric_limits<std::uint32_t>::max()));
  r.jig.firmware = jig.at("firmware").text();
  r.jig.simulated = r.simulated;
  r.jig.points = r.verdict.matrix.points();
  r.self_test_passed = jig.at("self_test").yes();
  r.started = moment(d.at("started"));
  r.duration_ms = static_cast<long>(d.at("duration_ms").integer(0, kMost));
  r.software = d.at("software").text();
  if (const auto why = d.find("unfinished")) r.unfinished = why->text();
  if (!r.unfinished.empty() && r.verdict.outcome != Outcome::aborted) d.at("unfinished").refuse("belongs to ABORTED alone");
  if (const auto purpose = d.find("purpose")) r.purpose = purpose->word(kPurposes);
  if (const auto at = d.find("shift")) r.shift = shift(*at);
  if (const auto at = d.find("chain"))
    r.chain = ChainLink{at->at("number").integer(1, std::numeric_limits<std::int64_t>::max()), at->at("previous").text(), ""};
  if (const auto at = d.find("watched")) r.watched = watched(*at);
  if (const auto at = d.find("before"))
    r.before = Before{moment(at->at("started")), faults(at->at("faults")), diagnoses(at->at("diagnoses")),
                      nets(at->at("nets")), matrix(at->at("matrix"))};
  return r;
}

void read_back(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  const std::string format = d.at("format").text();
  if (const auto started = d.find("started")) moment(*started);
  if (format.starts_with("buzzout.test/") && to_json(test_record_of(document)) != document)
    d.refuse("does not come back as it is");
  if (format == "buzzout.repair/1") repair_of(document);
  if (format == "buzzout.correction/1") correction_of(document);
  if (format == "buzzout.print/1") label_print_of(document);
  if (format != "buzzout.lot/1") return;
  try {
    lot_of(document);
  } catch (const nlohmann::json::exception& e) {
    d.refuse(std::string("is no lot: ") + e.what());
  }
}

nlohmann::ordered_json document_of(std::string_view line) {
  auto out = nlohmann::ordered_json::parse(line, nullptr, false);
  if (out.is_discarded())
    throw Error(kRecordUnreadable, "the record cannot be read: it is not JSON", {}, "it was changed, or cut off");
  return out;
}

}  // namespace buzzout
