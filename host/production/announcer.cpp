#include "production/announcer.hpp"

#include <nlohmann/json.hpp>

#include "report/json_text.hpp"
#include "report/record_json.hpp"
#include "store/stamp.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;

void add(std::vector<Undelivered>& to, Undelivered::What what, const Hook* hook) {
  if (hook == nullptr) return;
  const Hook::Counts c = hook->counts();
  const auto bad = c.failed + c.timed_out + c.dropped;
  if (bad > 0) to.push_back({what, bad, bad + c.done, c.trouble, {}});
}

Json about(const Announcer::Cable& c) { return {{"lot", c.lot}, {"serial", c.serial}, {"attempt", c.attempt}}; }

}  // namespace

Announcer::Announcer(const Listeners& to, std::optional<LabelJob> labels) {
  if (to.events) sink_ = std::make_unique<EventSink>(*to.events);
  if (to.on_pass) on_pass_ = std::make_unique<Hook>(*to.on_pass);
  if (to.on_fail) on_fail_ = std::make_unique<Hook>(*to.on_fail);
  if (!labels) return;
  if (!labels->takes_many())
    throw Error("label-target", "all labels would go into one file", labels->target(),
                "write a name with a field in it: labels/{serial}-{number}.zpl");
  labels_ = std::make_unique<LabelQueue>(std::move(*labels));
}

void Announcer::send_event(const std::string& event, Json with) {
  if (!sink_) return;
  Json out = {{"event", event}, {"at", precise_local_time()}};
  out.update(with);
  sink_->send(json_text(out));
}

void Announcer::gate(const Gate& g) { send_event("gate", {{"name", to_string(g.kind)}, {"passed", g.passed}, {"record", g.record}}); }
void Announcer::refused(const std::string& lot, const std::string& why) { send_event("refused", {{"lot", lot}, {"why", why}}); }
void Announcer::armed(const Cable& c) { send_event("armed", about(c)); }
void Announcer::inserted(const Cable& c) { send_event("inserted", about(c)); }
void Announcer::removed(const Cable& c) { send_event("removed", about(c)); }
void Announcer::stopped(const std::string& lot, std::string_view reason) { send_event("stopped", {{"lot", lot}, {"reason", reason}}); }

void Announcer::waiting(const Cable& c, const std::vector<std::string>& ends) {
  Json with = about(c);
  with["ends"] = ends;
  send_event("waiting", std::move(with));
}

void Announcer::judged(const TestRecord& r, const LotCable& cable, const LotCounts& counts, int target,
                       const std::string& label) {
  const Outcome outcome = r.verdict.outcome;
  Json faults = Json::array(), codes = Json::array();
  for (const auto& f : r.verdict.faults) faults.push_back(std::string(to_string(f.kind)) + " " + f.net);
  for (const auto& d : r.verdict.diagnoses) codes.push_back(to_string(d.code));
  Json with = about({r.lot, r.serial, r.attempt});
  with["id"] = r.id;
  if (r.chain) with["number"] = r.chain->number;
  with["counts"] = to_string(cable.counts);
  if (!cable.why.empty()) with["why"] = cable.why;
  if (outcome == Outcome::aborted) {
    send_event("aborted", std::move(with));
  } else {
    with["outcome"] = to_string(outcome);
    with["faults"] = std::move(faults);
    with["diagnoses"] = std::move(codes);
    send_event("verdict", std::move(with));
  }
  send_event("counters", {{"lot", r.lot},
                    {"cables", counts.cables},
                    {"passed", counts.passed},
                    {"failed", counts.failed},
                    {"to_retest", counts.to_retest},
                    {"first_passed", counts.first_passed},
                    {"tests", counts.tests},
                    {"target", target}});
  if (labels_ && !label.empty()) labels_->print(r, label);
  // What still counts as failed is no good cable, though it passed just now.
  const bool good = outcome == Outcome::pass && cable.counts == LotCable::Counts::passed;
  if (good && on_pass_) on_pass_->run(json_text(to_json(r)));
  if ((is_against(r) || (outcome == Outcome::pass && !good)) && on_fail_) on_fail_->run(json_text(to_json(r)));
}

void Announcer::check_label(const TestRecord& r) const {
  if (labels_) labels_->check(r);
}

std::string Announcer::take_trouble() { return labels_ ? labels_->take_trouble() : ""; }

void Announcer::withdraw_label(const std::string& serial) {
  if (labels_) labels_->withdraw(serial);
}

std::vector<LabelQueue::End> Announcer::take_label_ends() {
  return labels_ ? labels_->take_ends() : std::vector<LabelQueue::End>();
}

std::vector<Undelivered> Announcer::finish() {
  std::vector<Undelivered> out;
  if (on_pass_) on_pass_->close();
  if (on_fail_) on_fail_->close();
  add(out, Undelivered::What::on_pass, on_pass_.get());
  add(out, Undelivered::What::on_fail, on_fail_.get());
  if (labels_)
    if (LabelQueue::Missed missed = labels_->finish(); !missed.serials.empty())
      out.push_back({Undelivered::What::labels, 0, 0, missed.why, std::move(missed.serials)});
  if (sink_) {
    sink_->close();
    if (const auto s = sink_->status(); s.lost > 0) out.push_back({Undelivered::What::events, s.lost, s.lost + s.sent, s.trouble, {}});
  }
  return out;
}

}  // namespace buzzout
