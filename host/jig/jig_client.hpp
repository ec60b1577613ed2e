#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/milliohm_reading.hpp"
#include "core/raw_reading.hpp"
#include "core/scan.hpp"
#include "core/sense_fold.hpp"
#include "jig/byte_channel.hpp"
#include "jig/clock.hpp"
#include "jig/envelope.hpp"
#include "protocol/vocabulary.h"

namespace buzzout {

// The conversation with one jig. Every request goes in the integrity envelope, under a sequence number
// that is used once; a damaged, late or foreign reply is never taken for an answer. Every request is
// idempotent and is repeated until it is answered or the tries are used up.
//
// A USB chip between host and jig may damage replies while the host looks elsewhere: the 16U2 of an Uno R3 or a Mega keeps
// 128 bytes, and what comes beyond overwrites them unnoticed. Damage is told from silence. After one damaged reply longer
// than that, scans are asked for in parts that fit. After two damaged replies within a minute both ends go to the slower
// baud rate, at which 10 ms of the host's absence fit. Either lasts for the client's life.
//
// Throws Error: "jig-no-answer", "jig-wrong-firmware", "jig-protocol", "jig-refused", "jig-bad-reply",
// "jig-exchanged", and whatever the channel throws ("jig-unplugged").
class JigClient {
 public:
  // `first_sequence` is random, so that replies left over from another session do not fit. The channel
  // and the clock outlive the client.
  JigClient(ByteChannel&, Clock&, std::uint32_t first_sequence);
  JigClient(const JigClient&) = delete;
  JigClient& operator=(const JigClient&) = delete;
  // Sends a jig that was slowed down back to the faster rate, at which the next client looks for it first.
  ~JigClient();

  // From now on at this rate only, protocol::fast_baud or protocol::slow_baud, whatever is damaged. Before connect().
  void fix_baud(unsigned);

  // Says hello: asks at once, without a reset; if there is no answer, waits for a board that is booting;
  // then tries the slower baud rate, unless the rate is fixed. Gives up after four seconds on a jig that never answers, and after
  // Patience::whole_connect() on one that does now and then.
  JigIdentity connect();

  const JigIdentity& identity() const { return identity_; }

  struct Line {
    unsigned baud = protocol::fast_baud;  // at present
    unsigned damaged = 0;                 // replies that arrived and did not check, since connect()
    bool slowed = false;                  // by damaged replies
    bool in_parts = false;                // so are scans asked for since a long reply was damaged
  };
  const Line& line() const { return line_; }

  // Asks again who answers. Throws "jig-exchanged" if it is not the jig of connect(). It is asked by itself when a
  // measurement shows another boot; where one boot comes back after another, two jigs answer: "jig-number-twice".
  void require_same_jig();

  // From now on what scan(), hold() and learn() give is that of the contacts, and Error "sense-wire" where a point does
  // not read as the contact that it is soldered to.
  void fold_senses(const Fixture& fixture) { senses_ = SenseFold(fixture); }

  // In parts or whole, it is one measurement.
  Scan scan();
  // Holds the points low for `ms`, 1 to protocol::max_hold_ms.
  Hold hold(PointSet driven, unsigned ms);
  // The smallest index in each point's net, by the jig's arbitration. A live view, not a certificate.
  // Empty if the two-sided check was not clean.
  std::vector<Point> learn();

  // One raw measurement of resistance, of points as the jig has them, and of the supply or the chip's temperature. Only with a jig that can: identity().
  RawReading raw(const RawRequest&);
  // One through the milliohm add-on. Only with a jig that found one: identity().
  MilliohmReading raw_milliohm(const MilliohmRequest&);
  ChipReading raw_supply(unsigned readings);
  ChipReading raw_temperature(unsigned readings);

  // *TST?: 0 is good; else 1 held high, 2 held low, 3 dead.
  int self_test();
  void set_lamp(protocol::Lamp);
  // The same for that many seconds: then the jig puts it out by itself, unless it was asked again. For as long as the
  // jig can if that is less; with older firmware (identity().lamp_seconds is 0) until it is put out.
  void show_for(protocol::Lamp, unsigned seconds);
  // Times the jig's button was pressed since it booted.
  unsigned button_presses();
  // Writes the jig's number, once for ever. A jig that has another refuses: "jig-refused".
  void give_number(std::uint32_t);

  // Any command in the envelope; returns the reply's text. `extra` is the time that the jig needs for
  // the command itself. Gives up after Patience::whole_ask(extra).
  std::string ask(std::string_view command, Duration extra = Duration{0});

 private:
  enum class Reply { none, damaged, good };  // none: silence, or what was meant for somebody else
  Reply try_ask(std::string_view command, Duration wait, std::string& answer);
  // The replies to the requests that were sent before fit none of the later ones.
  bool is_late(const std::string& line) const;
  // nullopt: a damaged reply, and `give_up_when_damaged`.
  std::optional<std::string> answer_to(std::string_view command, Duration extra, bool give_up_when_damaged);
  void note_damage();
  void go_slow();
  Scan scan_at_once();  // in parts, if its reply is damaged
  Scan scan_in_parts();
  Scan read_scan_head(const std::vector<std::string>& fields) const;
  bool read_line(Clock::time_point deadline, std::string& line);
  bool wait_for_hello(Duration);
  bool takes_baud(unsigned);  // false: the port refuses that speed
  JigIdentity named(const std::string& name) const;  // by its reply to *IDN?
  void identify(const std::string& name);
  void note_boot(std::uint32_t);           // of a measurement
  std::vector<std::string> ask_fields(protocol::Command, const std::string& arguments, Duration extra);
  ChipReading chip(protocol::Command, unsigned readings);
  PointSet mask(const std::string& hex) const;
  std::string mask_text(PointSet) const;
  std::size_t mask_digits() const { return (identity_.points + 3) / 4; }

  ByteChannel& channel_;
  Clock& clock_;
  std::uint32_t next_sequence_;
  std::vector<SealedRequest> asked_;  // the last few
  std::string received_;
  std::string last_stray_;  // the last line that was no reply: says what else is out there
  JigIdentity identity_;
  Line line_;
  bool baud_fixed_ = false;
  std::optional<Clock::time_point> damaged_at_;  // the last time
  SenseFold senses_;
  std::vector<std::uint32_t> boots_;  // that measurements showed, the present one last
};

}  // namespace buzzout
