#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/environment.hpp"
#include "cli/label_printer.hpp"
#include "cli/options.hpp"
#include "core/record.hpp"
#include "events/event_sink.hpp"
#include "events/hook.hpp"
#include "station/tally.hpp"

namespace buzzout {

// What a production run tells others: events to a listener, records to commands, labels to a printer. None of them makes it wait.
class BatchEvents {
 public:
  // Throws what EventSink, Hook and LabelJob throw.
  BatchEvents(const Options&, const Environment&);

  // An event with what belongs to it; the time is added.
  void tell(const std::string& event, nlohmann::ordered_json with);
  // The record stands: it is on the disk. What its cable counts as in the lot; `label`: the id of what was written down
  // of its label, which is printed if there is one.
  void judged(const TestRecord&, const LotCable&, const Tally&, int target, const std::string& label);
  // The cable is tested again: a label of it that still waits is not printed.
  void withdraw_label(const std::string& serial);
  // Null: no labels are printed.
  const LabelJob* label_job() const { return labels_ ? &labels_->job() : nullptr; }
  // What became of labels, each told once.
  std::vector<LabelPrinter::End> take_label_ends();
  // Throws what would keep the label of such a record from being printed; see render_label().
  void check_label(const TestRecord&) const;
  // The last label that could not be printed, told once; else empty.
  std::string take_trouble();
  // Waits a moment for what is on its way; what did not get through, as a sentence, or empty.
  std::string finish();

 private:
  std::unique_ptr<EventSink> sink_;
  std::unique_ptr<Hook> on_pass_, on_fail_;
  std::unique_ptr<LabelPrinter> labels_;
};

}  // namespace buzzout
