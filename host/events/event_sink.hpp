#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace buzzout {

// Tells a listener what happens at the station, a JSON document a line, and never makes the station wait for it. What
// did not get through is counted, and told in front of the next line that does: {"event":"lost","count":N}.
class EventSink {
 public:
  // What waits for a slow listener. Beyond, the oldest lines go.
  struct Room {
    std::size_t lines = 10'000;
    std::size_t bytes = 16 * 1024 * 1024;
  };
  struct Status {
    std::uint64_t sent = 0, lost = 0;
    std::string trouble;  // the last one, empty if there was none
  };

  // `target` as open_outlet() takes it, and throws.
  explicit EventSink(const std::string& target) : EventSink(target, Room()) {}
  EventSink(const std::string& target, Room);
  EventSink(const EventSink&) = delete;
  EventSink& operator=(const EventSink&) = delete;
  ~EventSink();  // closes

  // Takes one document without its line end; line ends in it become spaces. Returns at once, whatever the listener
  // does. From any thread.
  void send(std::string json_line);

  // Waits at most that long for what is still on its way; the rest counts as lost. Afterwards nothing is sent.
  void close(std::chrono::milliseconds patience = std::chrono::milliseconds(500));

  Status status() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace buzzout
