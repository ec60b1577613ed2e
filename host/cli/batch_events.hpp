#pragma once

#include <memory>
#include <nlohmann/json.hpp>
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
  void tell(const std::string& event, nlohmann::ordered_json with = nlohmann::ordered_json::object());
  // The record stands: it is on the disk.
  void judged(const TestRecord&, const Tally&, int target);
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
