#include "cli/batch_events.hpp"

#include <nlohmann/json.hpp>

#include "cli/name_warnings.hpp"
#include "cli/stamp.hpp"
#include "report/json_text.hpp"
#include "report/record_json.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;

std::string trouble_of(const char* option, const Hook* hook) {
  if (hook == nullptr) return {};
  const Hook::Counts c = hook->counts();
  const auto bad = c.failed + c.timed_out + c.dropped;
  if (bad == 0) return {};
  return std::string(option) + " did not succeed " + std::to_string(bad) + " of " + std::to_string(bad + c.done) +
         " times: " + c.trouble + ". ";
}

}  // namespace

BatchEvents::BatchEvents(const Options& o, const Environment& env) {
  if (o.events) sink_ = std::make_unique<EventSink>(*o.events);
  if (o.on_pass) on_pass_ = std::make_unique<Hook>(*o.on_pass);
  if (o.on_fail) on_fail_ = std::make_unique<Hook>(*o.on_fail);
  if (!o.label_to) return;
  const std::string set = load_config(env.config_file).value("label");
  LabelJob job(Catalog(env.library), o.label.value_or(set.empty() ? "default" : set), {}, *o.label_to);
  if (job.drawn() != nullptr) warn_of_clashes(name_clashes(*job.drawn()), env);
  if (!job.takes_many())
    throw Error("label-target", "all labels would go into one file", *o.label_to,
                "write a name with a field in it: labels/{serial}-{number}.zpl");
  labels_ = std::make_unique<LabelPrinter>(std::move(job));
}

void BatchEvents::check_label(const TestRecord& r) const {
  if (labels_) labels_->check(r);
}

std::string BatchEvents::take_trouble() { return labels_ ? labels_->take_trouble() : ""; }

void BatchEvents::tell(const std::string& event, Json with) {
  if (!sink_) return;
  Json out = {{"event", event}, {"at", precise_local_time()}};
  out.update(with);
  sink_->send(json_text(out));
}

void BatchEvents::withdraw_label(const std::string& serial) {
  if (labels_) labels_->withdraw(serial);
}

std::vector<LabelPrinter::End> BatchEvents::take_label_ends() {
  return labels_ ? labels_->take_ends() : std::vector<LabelPrinter::End>();
}

void BatchEvents::judged(const TestRecord& r, const LotCable& cable, const Tally& tally, int target,
                         const std::string& label) {
  const Outcome outcome = r.verdict.outcome;
  Json faults = Json::array(), codes = Json::array();
  for (const auto& f : r.verdict.faults) faults.push_back(std::string(to_string(f.kind)) + " " + f.net);
  for (const auto& d : r.verdict.diagnoses) codes.push_back(d.code);
  Json with = {{"lot", r.lot}, {"serial", r.serial}, {"attempt", r.attempt}, {"id", r.id}};
  if (r.chain) with["number"] = r.chain->number;
  with["counts"] = to_string(cable.counts);
  if (!cable.why.empty()) with["why"] = cable.why;
  if (outcome == Outcome::aborted) {
    tell("aborted", std::move(with));
  } else {
    with["outcome"] = to_string(outcome);
    with["faults"] = std::move(faults);
    with["diagnoses"] = std::move(codes);
    tell("verdict", std::move(with));
  }
  tell("counters", {{"lot", r.lot},
                    {"cables", tally.cables.size()},
                    {"passed", tally.passed()},
                    {"failed", tally.failed()},
                    {"to_retest", tally.to_retest()},
                    {"first_passed", tally.first_passed()},
                    {"tests", tally.records},
                    {"target", target}});
  if (labels_ && !label.empty()) labels_->print(r, label);
  // What still counts as failed is no good cable, though it passed just now.
  const bool good = outcome == Outcome::pass && cable.counts == LotCable::Counts::passed;
  if (good && on_pass_) on_pass_->run(json_text(to_json(r)));
  if ((is_against(r) || (outcome == Outcome::pass && !good)) && on_fail_) on_fail_->run(json_text(to_json(r)));
}

std::string BatchEvents::finish() {
  if (on_pass_) on_pass_->close();
  if (on_fail_) on_fail_->close();
  std::string out = trouble_of("--on-pass", on_pass_.get()) + trouble_of("--on-fail", on_fail_.get());
  if (labels_) out += labels_->finish();
  if (sink_) {
    sink_->close();
    if (const auto s = sink_->status(); s.lost > 0)
      out += "--events lost " + std::to_string(s.lost) + " of " + std::to_string(s.lost + s.sent) + " lines: " + s.trouble + ". ";
  }
  return out;
}

}  // namespace buzzout
