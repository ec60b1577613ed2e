#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "events/event_sink.hpp"
#include "events/hook.hpp"
#include "label/label_queue.hpp"
#include "station/tally.hpp"

namespace buzzout {

// Who is told what happens; none: nobody.
struct Listeners {
  std::optional<std::string> events;   // a file, "-" or tcp://HOST:PORT
  std::optional<std::string> on_pass;  // commands, which get the record of each PASS, or FAIL, on their input
  std::optional<std::string> on_fail;
};

// What did not get through in a whole run.
struct Undelivered {
  enum class What { on_pass, on_fail, labels, events };
  What what = What::events;
  std::uint64_t failed = 0, of = 0;  // commands, or lines; not of labels
  std::string why;
  std::vector<std::string> serials;  // of labels
};

// What a production run tells others: events to a listener, records to commands, labels to a printer. None of them
// makes it wait.
class Announcer {
 public:
  // Throws what EventSink and Hook throw, and "label-target" if all labels would go into one file.
  Announcer(const Listeners&, std::optional<LabelJob>);

  // Which cable an event is about.
  struct Cable {
    std::string lot, serial;
    int attempt = 1;
  };
  void gate(const Gate&);
  void refused(const std::string& lot, const std::string& why);
  void armed(const Cable&);
  void inserted(const Cable&);
  void waiting(const Cable&, const std::vector<std::string>& ends);
  void removed(const Cable&);
  // The record stands: it is on the disk. What its cable counts as in the lot; `label`: the id of what was written down
  // of its label, which is printed if there is one.
  void judged(const TestRecord&, const LotCable&, const LotCounts&, int target, const std::string& label);
  void stopped(const std::string& lot, std::string_view reason);

  // The cable is tested again: a label of it that still waits is not printed.
  void withdraw_label(const std::string& serial);
  // Null: no labels are printed.
  const LabelJob* label_job() const { return labels_ ? &labels_->job() : nullptr; }
  // What became of labels, each told once.
  std::vector<LabelQueue::End> take_label_ends();
  // Throws what would keep the label of such a record from being printed; see render_label().
  void check_label(const TestRecord&) const;
  // The last label that could not be printed, told once; else empty.
  std::string take_trouble();
  // Waits a moment for what is on its way, and says what did not get through.
  std::vector<Undelivered> finish();

 private:
  void send_event(const std::string& event, nlohmann::ordered_json with);

  std::unique_ptr<EventSink> sink_;
  std::unique_ptr<Hook> on_pass_, on_fail_;
  std::unique_ptr<LabelQueue> labels_;
};

}  // namespace buzzout
