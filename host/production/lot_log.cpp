#include "production/lot_log.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "store/stamp.hpp"
#include "core/profile_content.hpp"
#include "digest/sha256.hpp"
#include "records/cable_events.hpp"
#include "records/label_log.hpp"
#include "records/latest_moment.hpp"
#include "report/record_json.hpp"
#include "report/record_reader.hpp"
#include "station/gates.hpp"
#include "core/moment.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;

Json parsed(const StoredRecord& k) { return Json::parse(k.body); }

}  // namespace

LockedProfile locked(const Profile& p) { return {p.name, p.revision, p.sha256, p.connector_hashes()}; }

LotLog::LotLog(const CableTester& test, std::string lot, const std::optional<std::filesystem::path>& file)
    : test_(test),
      lot_(std::move(lot)),
      profile_(locked(test.job().profile)),
      simulated_(test.session().jig().identity().simulated) {
  if (!file) return;
  store_ = std::make_unique<RecordStore>(*file, Access::write, read_back);
  store_->check_chains();
  lock_ = std::make_unique<HeldLock>(file->parent_path() / "lots" / (sha256_hex(lot_) + ".lock"), "lot-busy",
                                     "another program is at work on this lot", "end it first: one station works on a lot at a time");
}

Scene LotLog::scene() const {
  const JigIdentity& jig = test_.session().jig().identity();
  Scene out;
  out.id = new_id();
  out.started = local_time(test_.now());
  out.software = software();
  out.simulated = simulated_;
  out.lot = lot_;
  out.operator_name = test_.operator_name();
  out.station = test_.station();
  out.profile = profile_;
  out.fixture = test_.session().fixture().name;
  out.fixture_sha256 = test_.session().fixture().sha256;
  out.fixture_connectors = test_.session().fixture().connector_hashes();
  out.board = jig.board;
  out.jig = jig.number;
  return out;
}

std::optional<Lot> LotLog::find_lot() const {
  if (!store_) return {};
  RecordQuery query;
  query.lot = lot_;
  query.format = "buzzout.lot/1";
  std::optional<Lot> out;
  store_->each(query, [&](const StoredRecord& k) {
    const Json document = parsed(k);
    if (document.at("simulated") != simulated_)
      throw Error("lot-exists", "lot " + lot_ + " was begun on a " + (simulated_ ? "real" : "simulated") + " jig", "",
                  "give this one another name");
    out = lot_of(document);
    return true;
  });
  return out;
}

void LotLog::begin(const Lot& lot) {
  if (store_) store_->append(lot_document(scene(), lot), test_.texts());
}

void LotLog::keep(TestRecord& r) {
  if (store_) r.chain = store_->append(to_json(r), test_.texts());
  else unkept_[r.serial].push_back(event_of(r, content()));
}

std::string LotLog::begin_label(const TestRecord& r, const std::string& label, const std::string& to) {
  const Signature by = signature(test_.operator_name(), test_.station());
  if (store_) {
    labels_[by.id] = buzzout::begin_label(*store_, r, label, to, by);
  } else {
    CableEvent e;
    e.kind = CableEvent::Kind::labelled;
    e.simulated = r.simulated;
    e.record = by.id;
    e.started = by.started;
    unkept_[r.serial].push_back(std::move(e));
  }
  return by.id;
}

void LotLog::end_label(const std::string& begun, LabelPrint::Status status, const std::string& why) {
  const auto label = labels_.find(begun);
  if (!store_ || label == labels_.end()) return;
  buzzout::end_label(*store_, label->second, status, why, signature(test_.operator_name(), test_.station()));
  labels_.erase(label);
}

Gate LotLog::keep_gate(GateKind gate, const std::string& problem) {
  const Scene s = scene();
  if (store_) store_->append(gate_document(s, gate, problem), test_.texts());
  return {gate, s.id, s.started};
}

void LotLog::keep_stop(const std::string& fault, int cables) {
  if (store_) store_->append(stop_document(scene(), fault, cables), test_.texts());
}

Tally LotLog::tally() const {
  Tally out;
  if (!store_) return out;
  ProfileContents contents(*store_);
  std::map<std::string, std::vector<CableEvent>> cables;
  each_cable_of_lot(*store_, lot_, contents, [&](const std::string& serial, std::span<const CableEvent> events) {
    cables[serial] = {events.begin(), events.end()};
  });
  RecordQuery query;
  query.lot = lot_;
  store_->each(query, [&](const StoredRecord& k) {
    if (k.format.starts_with("buzzout.test/")) {
      const TestRecord r = test_record_of(parsed(k));
      if (r.simulated == simulated_) count(out, r, cables[r.serial]);
    } else if (k.format == "buzzout.stop/1") {
      forgive(out);
    }
    return true;
  });
  return out;
}

Tally LotLog::recount(const Tally& so_far) const {
  if (!store_) return so_far;
  Tally out = tally();
  out.streak_fault = so_far.streak_fault;
  out.streak_serials = so_far.streak_serials;
  return out;
}

std::vector<CableEvent> LotLog::events(const std::string& serial) const {
  if (store_) {
    ProfileContents contents(*store_);
    return cable_events(*store_, serial, contents);
  }
  const auto known = unkept_.find(serial);
  return known == unkept_.end() ? std::vector<CableEvent>() : known->second;
}

std::string LotLog::content() const { return sha256_hex(canonical_form(test_.job().profile)); }

std::vector<CableEvent> LotLog::events_after_pass(const std::string& serial) const {
  std::vector<CableEvent> out = events(serial);
  CableEvent pass;
  pass.kind = CableEvent::Kind::passed;
  pass.simulated = simulated_;
  pass.lot = lot_;
  pass.content = content();
  out.push_back(std::move(pass));
  return out;
}

std::optional<Elsewhere> LotLog::elsewhere(const std::string& serial) const {
  if (!store_) return {};
  RecordQuery query;
  query.serial = serial;
  query.format = "buzzout.test/1";
  query.simulated = simulated_;
  std::optional<Elsewhere> out;
  store_->each(query, [&](const StoredRecord& k) {
    const TestRecord r = test_record_of(parsed(k));
    if (r.lot != lot_ && r.simulated == simulated_ && r.purpose == Purpose::production)
      out = Elsewhere{r.lot, r.verdict.outcome};
    return true;
  });
  return out;
}

// All that opens a gate or closes it, at whatever station, oldest first. The clock may have been wrong: what closes one
// counts whenever it was.
std::vector<StoredRecord> LotLog::gate_records() const {
  std::vector<StoredRecord> out;
  const auto add = [&](RecordQuery query) {
    store_->each(query, [&](const StoredRecord& k) {
      out.push_back(k);
      return true;
    });
  };
  for (const char* format : {"buzzout.gate/1", "buzzout.stop/1"}) {
    RecordQuery query;
    query.format = format;
    add(query);
  }
  for (const auto purpose : {Purpose::golden, Purpose::red_rabbit}) {
    RecordQuery query;
    query.purpose = std::string(to_string(purpose));
    add(query);
  }
  std::ranges::sort(out, {}, &StoredRecord::row);
  return out;
}

Shift LotLog::shift() const {
  Shift out;
  if (!store_) return out;
  const Scene here = scene();
  const std::int64_t now = test_.now();
  // A clock that was set back makes no gate younger than the records behind it show it to be.
  const auto latest_behind = [&](const StoredRecord& k) {
    const auto latest = moment_of(latest_of(store_->started_behind(k.row)));
    return latest ? std::max(now, latest->utc) : now;
  };
  for (const StoredRecord& k : gate_records()) {
    const Json d = parsed(k);
    // What closes a gate does so for the jig, whatever the station and the fixture's file are called.
    if (d.at("simulated") != simulated_ || d.at("jig").at("number") != here.jig) continue;
    const bool same_bench = d.at("station") == test_.station() && d.at("fixture").at("sha256") == here.fixture_sha256 &&
                            d.at("fixture").at("connectors") == Json(here.fixture_connectors);
    if (k.format == "buzzout.stop/1") {
      out.gates.clear();
      continue;
    }
    const bool is_gate = k.format == "buzzout.gate/1";
    const Code<GateKind> gate(d.at(is_gate ? "gate" : "purpose").get<std::string>(), gate_kinds());
    const bool same_profile = same_bench && d.at("profile").at("sha256") == profile_.sha256 &&
                              d.at("profile").at("connectors") == Json(profile_.connectors);
    const bool passed = is_gate ? d.at("outcome") == "PASS" : passes_gate(test_record_of(d));
    // What the bench or its jig does not pass under one profile, it does not pass under another.
    if (!passed || same_profile) std::erase_if(out.gates, [&](const Gate& g) { return g.kind == gate; });
    const std::string started = d.at("started").get<std::string>();
    if (passed && same_profile && is_of_shift(started, now) && is_of_shift(started, latest_behind(k)))
      out.gates.push_back({gate, d.at("id"), started});
  }
  return out;
}

void LotLog::check_writable() {
  if (store_) store_->check_writable();
}

std::vector<std::string> LotLog::sockets() const {
  std::vector<std::string> out;
  for (const auto& p : test_.job().map.placements()) out.push_back(p.socket);
  return out;
}

void LotLog::count_insertion() {
  if (!store_) return;
  const Scene here = scene();
  store_->add_insertions(here.jig, here.fixture, sockets());
}

std::vector<Advice> LotLog::worn_sockets() const {
  std::vector<Advice> out;
  if (!store_) return out;
  const Fixture& fixture = test_.job().fixture;
  const Scene here = scene();
  const auto counts = store_->insertions(here.jig, here.fixture);
  for (const auto& name : sockets()) {
    const Socket* socket = fixture.socket(name);
    const auto count = counts.find(name);
    if (socket == nullptr || socket->life == 0 || count == counts.end() || count->second.count <= socket->life)
      continue;
    out.push_back({"Socket " + name + " was used " + std::to_string(count->second.count) + " times and is made for " +
                       std::to_string(socket->life) + ": replace it, and have its insertions counted from 0.",
                   Action{ActionCode::renew_socket, {{"fixture", fixture.name}, {"socket", name}}}});
  }
  return out;
}

std::string LotLog::newest() const {
  if (!store_) return {};
  return latest_moment(*store_);
}

ChainLink LotLog::head() const { return store_ ? store_->head(test_.station()) : ChainLink{}; }

}  // namespace buzzout
