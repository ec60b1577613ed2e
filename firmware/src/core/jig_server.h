#pragma once

#include <stdint.h>

#include "core/error_queue.h"
#include "core/meter_commands.h"
#include "core/reply.h"
#include "core/scanner.h"
#include "protocol/line_decoder.h"
#include "protocol/request.h"
#include "protocol/vocabulary.h"

#define BUZZOUT_FIRMWARE_VERSION "0.3.0"

namespace buzzout {

// Answers the protocol for one board. A Board is a type that offers:
//
//   typedef … Bank;                     // its PinBank
//   Bank& bank();
//   typedef … Meter;                    // its Meter, or NoMeter
//   Meter& meter();
//   const char* name() const;           // "uno"
//   bool read_byte(uint8_t* byte);      // false: nothing has come
//   void write_byte(uint8_t);           // waits until the line takes it
//   void write_byte_spaced(uint8_t);    // the same, and it begins at least 240 cycles after the byte before it
//   void line_was_garbage();            // what came cannot be a line: perhaps the baud rate is wrong
//   uint32_t number() const;            // 0: none written yet
//   bool write_number(uint32_t);        // false: there is one already, or it did not stay written
//   uint16_t boot_id() const;           // differs from boot to boot
//   bool restarted_by_watchdog() const;
//   uint16_t button_presses() const;
//   void show(protocol::Lamp);
//   void begin_second();                // a second begins now
//   bool second_is_over();              // once for every second since
//   void feed_watchdog();
//
// No heap, no line longer than protocol::max_line, replies streamed.
template <class Board>
class JigServer {
 public:
  typedef typename Board::Bank Bank;
  typedef typename Bank::Mask Mask;

  explicit JigServer(Board& board) : board_(board), scanner_(board.bank()), meter_(board.meter()) {}

  // Once after power-up: pins idle, and the hello line that tells a host the boot is over.
  void start() {
    board_.bank().idle();
    board_.show(protocol::Lamp::off);
    meter_.find_addon();
    if (board_.restarted_by_watchdog()) errors_.push(protocol::ErrorCode::watchdog_restart);
    protocol::Request nobody = protocol::Request();
    Reply<Board> hello(board_, nobody);
    hello.text("#BUZZOUT ");
    hello.text(board_.name());
    hello.text(" " BUZZOUT_FIRMWARE_VERSION);
    hello.end();
  }

  // Takes what has come in; answers when a line is complete. Call it for ever.
  void poll() {
    keep_time();
    uint8_t byte = 0;
    while (board_.read_byte(&byte)) {
      receive(byte);
      keep_time();
    }
  }

 private:
  typedef protocol::Command Command;
  typedef protocol::ErrorCode ErrorCode;
  typedef protocol::Request Request;
  typedef MeterCommands<typename Board::Meter> Commands;

  static const uint8_t mask_digits = (Bank::points + 3) / 4;
  // Of SCAN:ROWS?. A sealed reply is "@<ten digits> <boot>,<count>,<rows> *<eight digits>" and the line end: 37 bytes
  // without its rows.
  static const uint8_t rows_fit = (protocol::safe_reply - 37) / (1 + mask_digits);
  static const uint8_t rows_a_reply = rows_fit < Bank::points ? rows_fit : Bank::points;

  BUZZOUT_INLINE void keep_time() {
    board_.feed_watchdog();
    board_.meter().keep_time();
    if (lamp_seconds_ > 0 && board_.second_is_over() && --lamp_seconds_ == 0) board_.show(protocol::Lamp::off);
  }

  BUZZOUT_INLINE void receive(uint8_t byte) {
    const protocol::LineDecoder::Event event = decoder_.push(byte);
    if (event != protocol::LineDecoder::Event::none) react(event);
  }

  BUZZOUT_NOINLINE void react(protocol::LineDecoder::Event event) {
    switch (event) {
      case protocol::LineDecoder::Event::none: return;
      case protocol::LineDecoder::Event::too_long: errors_.push(ErrorCode::line_too_long); return;
      case protocol::LineDecoder::Event::bad_byte:
        errors_.push(ErrorCode::invalid_character);
        board_.line_was_garbage();
        return;
      case protocol::LineDecoder::Event::line: break;
    }
    const Request request = protocol::parse_request(decoder_);
    if (request.kind == Request::Kind::broken)
      errors_.push(ErrorCode::broken_envelope);
    else
      execute(request);
  }

  void execute(const Request& r) {
    const Command command = protocol::find_command(r.header, r.header_length);
    const bool by_addon = command == Command::raw_milliohm;
    const bool measures = command == Command::raw || command == Command::raw_supply || by_addon ||
                          command == Command::raw_temperature || command == Command::resistance;
    const bool takes_argument =
        command == Command::set_number || command == Command::rows || command == Command::hold || command == Command::lamp ||
        measures;
    if (command == Command::count_) return refuse(r, ErrorCode::undefined_header);
    if ((measures && !Commands::exist) || (by_addon && meter_.addon() == 0)) return refuse(r, ErrorCode::hardware_missing);
    if (!takes_argument && r.argument_length > 0) return refuse(r, ErrorCode::parameter_not_allowed);
    if (takes_argument && r.argument_length == 0) return refuse(r, ErrorCode::missing_parameter);
    switch (command) {
      case Command::identify: return identify(r);
      case Command::options: return options(r);
      case Command::self_test: return self_test(r);
      case Command::reset:
        board_.bank().idle();
        show(protocol::Lamp::off, 0);
        return done(r);
      case Command::clear: errors_.clear(); return done(r);
      case Command::next_error: return next_error(r);
      case Command::scpi_version: return reply_text(r, "1999.0");
      case Command::boot: return boot(r);
      case Command::set_number: return set_number(r);
      case Command::scan: return scan(r);
      case Command::keep: return keep(r);
      case Command::rows: return rows(r);
      case Command::hold: return hold(r);
      case Command::learn: return learn(r);
      case Command::lamp: return lamp(r);
      case Command::button: return button(r);
      case Command::raw: return raw(r);
      case Command::raw_milliohm: return raw_milliohm(r);
      case Command::raw_supply: return raw_supply(r);
      case Command::raw_temperature: return raw_temperature(r);
      case Command::resistance: return resistance(r);
      case Command::count_: return;
    }
  }

  // A command without a reply: SCPI says nothing, an envelope is always answered.
  void done(const Request& r) {
    if (r.kind == Request::Kind::sealed) reply_text(r, "OK");
  }

  void refuse(const Request& r, ErrorCode code) {
    errors_.push(code);
    if (r.kind != Request::Kind::sealed) return;
    Reply<Board> reply(board_, r);
    reply.put('!');
    reply.signed_decimal(static_cast<int16_t>(code));
    reply.end();
  }

  void reply_text(const Request& r, const char* text) {
    Reply<Board> reply(board_, r);
    reply.text(text);
    reply.end();
  }

  void identify(const Request& r) {
    Reply<Board> reply(board_, r);
    reply.text("Buzzout,");
    reply.text(board_.name());
    reply.put(',');
    reply.decimal(board_.number());
    reply.text("," BUZZOUT_FIRMWARE_VERSION);
    reply.end();
  }

  uint32_t value_of(protocol::Option option) const {
    switch (option) {
      case protocol::Option::protocol: return protocol::version;
      case protocol::Option::points: return Bank::points;
      case protocol::Option::ohms:
        return static_cast<uint8_t>(static_cast<uint8_t>(Board::Meter::method) | (meter_.addon() != 0 ? protocol::addon_ohms : 0));
      case protocol::Option::line: return protocol::max_line;
      case protocol::Option::hold: return protocol::max_hold_ms;
      case protocol::Option::lamp: return protocol::max_lamp_seconds;
      case protocol::Option::rows: return rows_a_reply;
      case protocol::Option::read: return Board::Meter::readable;
      case protocol::Option::range: return Commands::range_ohm;
      case protocol::Option::addon: return meter_.addon();
      case protocol::Option::count_: break;
    }
    return 0;
  }

  void options(const Request& r) {
    Reply<Board> reply(board_, r);
    for (uint8_t o = 0; o < static_cast<uint8_t>(protocol::Option::count_); ++o) {
      if (static_cast<protocol::Option>(o) == protocol::Option::addon && meter_.addon() == 0) continue;
      if (o > 0) reply.put(',');
      reply.flash_text(protocol::key_of(static_cast<protocol::Option>(o)));
      reply.put('=');
      reply.decimal(value_of(static_cast<protocol::Option>(o)));
    }
    reply.end();
  }

  void next_error(const Request& r) {
    const ErrorCode code = errors_.pop();
    Reply<Board> reply(board_, r);
    reply.signed_decimal(static_cast<int16_t>(code));
    reply.text(",\"");
    reply.flash_text(protocol::text_of(code));
    reply.put('"');
    reply.end();
  }

  void boot(const Request& r) {
    Reply<Board> reply(board_, r);
    reply.hex(board_.boot_id(), 4);
    reply.text(board_.restarted_by_watchdog() ? ",WATCHDOG" : ",POWER");
    reply.end();
  }

  void button(const Request& r) {
    Reply<Board> reply(board_, r);
    reply.decimal(board_.button_presses());
    reply.end();
  }

  void self_test(const Request& r) {
    typename Bank::Set rows[Bank::points];
    const typename Scanner<Bank>::Check check = scanner_.scan(rows);
    uint8_t result = 0;
    if (check.held_high != 0)
      result = 1;
    else if (check.held_low != 0)
      result = 2;
    else if (Scanner<Bank>::dead(rows) != 0)
      result = 3;
    Reply<Board> reply(board_, r);
    reply.decimal(result);
    reply.end();
  }

  void set_number(const Request& r) {
    if (r.kind != Request::Kind::sealed) return refuse(r, ErrorCode::envelope_required);
    uint32_t number = 0;
    if (!protocol::parse_decimal(r.argument, r.argument_length, &number) || number == 0 ||
        number == 0xFFFFFFFFu)
      return refuse(r, ErrorCode::out_of_range);
    // A retry of a request that was carried out but whose reply was lost finds its own number there.
    if (board_.number() != number && !board_.write_number(number))
      return refuse(r, ErrorCode::settings_conflict);
    done(r);
  }

  void lamp(const Request& r) {
    const uint8_t comma = comma_in(r);
    uint32_t seconds = 0;
    const bool timed = comma < r.argument_length;
    const protocol::Lamp lamp = protocol::find_lamp(r.argument, comma);
    if (lamp == protocol::Lamp::count_ ||
        (timed && (!protocol::parse_decimal(r.argument + comma + 1, static_cast<uint8_t>(r.argument_length - comma - 1),
                                            &seconds) ||
                   seconds == 0 || seconds > protocol::max_lamp_seconds)))
      return refuse(r, ErrorCode::out_of_range);
    show(lamp, static_cast<uint8_t>(seconds));
    done(r);
  }

  // For that many seconds; 0: until something else is shown.
  void show(protocol::Lamp lamp, uint8_t seconds) {
    board_.begin_second();
    lamp_seconds_ = seconds;
    board_.show(lamp);
  }

  // Where the argument's first comma is; its length if it has none.
  static uint8_t comma_in(const Request& r) {
    uint8_t at = 0;
    while (at < r.argument_length && r.argument[at] != ',') ++at;
    return at;
  }

  void put_count(Reply<Board>& reply, uint32_t count) {
    reply.hex(board_.boot_id(), 4);
    reply.put(',');
    reply.hex(count, 8);
  }

  // Boot, count and the two-sided check: how every measurement's reply begins.
  void put_check(Reply<Board>& reply, const typename Scanner<Bank>::Check& check) {
    put_count(reply, ++count_);
    reply.put(',');
    reply.hex(check.held_high, mask_digits);
    reply.put(',');
    reply.hex(check.held_low, mask_digits);
  }

  void scan(const Request& r) {
    typename Bank::Set rows[Bank::points];
    const typename Scanner<Bank>::Check check = scanner_.scan(rows);
    Reply<Board> reply(board_, r);
    put_check(reply, check);
    for (uint8_t p = 0; check.clean() && p < Bank::points; ++p) {
      reply.put(',');
      reply.hex(Scanner<Bank>::lows(rows[p]), mask_digits);
    }
    reply.end();
  }

  void keep(const Request& r) {
    typename Bank::Set rows[Bank::points];
    const typename Scanner<Bank>::Check check = scanner_.scan(rows);
    for (uint8_t p = 0; check.clean() && p < Bank::points; ++p) kept_rows_[p] = Scanner<Bank>::lows(rows[p]);
    Reply<Board> reply(board_, r);
    put_check(reply, check);
    reply.end();
    kept_ = check.clean() ? count_ : 0;
  }

  // Of the kept measurement only, whose count must be named.
  void rows(const Request& r) {
    const uint8_t comma = comma_in(r);
    if (comma == r.argument_length) return refuse(r, ErrorCode::missing_parameter);
    uint32_t count = 0;
    uint32_t from = 0;
    if (!parse_hex(r.argument, comma, 8, &count) || count == 0 ||
        !protocol::parse_decimal(r.argument + comma + 1, static_cast<uint8_t>(r.argument_length - comma - 1), &from) ||
        from < 1 || from > Bank::points)
      return refuse(r, ErrorCode::out_of_range);
    if (count != kept_) return refuse(r, ErrorCode::settings_conflict);
    const uint8_t first = static_cast<uint8_t>(from - 1);
    const uint8_t left = static_cast<uint8_t>(Bank::points - first);
    Reply<Board> reply(board_, r);
    put_count(reply, kept_);
    const uint8_t end = static_cast<uint8_t>(first + (left < rows_a_reply ? left : rows_a_reply));
    for (uint8_t p = first; p < end; ++p) {
      reply.put(',');
      reply.hex(kept_rows_[p], mask_digits);
    }
    reply.end();
  }

  // Exactly that many hexadecimal digits.
  template <class T>
  static bool parse_hex(const char* text, uint8_t length, uint8_t digits, T* value) {
    bool legal = length == digits;
    for (uint8_t i = 0; legal && i < digits; ++i) {
      const uint8_t d = protocol::hex_value(text[i]);
      legal = d != 0xFF;
      *value = static_cast<T>((*value << 4) | d);
    }
    return legal;
  }

  void learn(const Request& r) {
    const typename Scanner<Bank>::Check check = scanner_.check();
    typename Bank::Set levels[Scanner<Bank>::patterns];
    if (check.clean()) scanner_.learn(levels);
    Reply<Board> reply(board_, r);
    put_check(reply, check);
    if (check.clean()) {
      Mask masks[Scanner<Bank>::patterns];
      for (uint8_t k = 0; k < Scanner<Bank>::patterns; ++k) masks[k] = Bank::to_mask(levels[k]);
      for (uint8_t p = 0; p < Bank::points; ++p) {
        reply.put(',');
        reply.hex(Scanner<Bank>::label_of(masks, p), 2);
      }
    }
    reply.end();
  }

  void hold(const Request& r) {
    const uint8_t comma = comma_in(r);
    if (comma == r.argument_length) return refuse(r, ErrorCode::missing_parameter);
    uint32_t ms = 0;
    Mask driven = 0;
    const bool legal = protocol::parse_decimal(r.argument, comma, &ms) && ms >= 1 && ms <= protocol::max_hold_ms &&
                       parse_hex(r.argument + comma + 1, static_cast<uint8_t>(r.argument_length - comma - 1), mask_digits, &driven);
    if (!legal || (driven & ~Bank::to_mask(Bank::all())) != 0)
      return refuse(r, ErrorCode::out_of_range);
    const typename Scanner<Bank>::Check check = scanner_.check();
    typename Scanner<Bank>::Held held = typename Scanner<Bank>::Held();
    if (check.clean()) held = scanner_.hold(driven, static_cast<uint8_t>(ms));
    Reply<Board> reply(board_, r);
    put_check(reply, check);
    if (check.clean()) {
      reply.put(',');
      reply.hex(held.always_low, mask_digits);
      reply.put(',');
      reply.hex(held.ever_low, mask_digits);
    }
    reply.end();
  }

  void raw(const Request& r) {
    MeterRequest setup = MeterRequest();
    if (!Commands::parse(r, Bank::points, &setup)) return refuse(r, ErrorCode::out_of_range);
    uint16_t sums[most_sums];
    uint8_t done = 0;
    const typename Scanner<Bank>::Check check = measure(setup, sums, &done);
    Reply<Board> reply(board_, r);
    put_check(reply, check);
    reply.put(',');
    reply.decimal(done);
    for (uint8_t i = 0; i < done * setup.point_count; ++i) {
      reply.put(',');
      reply.hex(sums[i], 4);
    }
    reply.end();
  }

  // Nothing is driven if the two-sided check fails.
  typename Scanner<Bank>::Check measure(const MeterRequest& setup, uint16_t (&sums)[most_sums], uint8_t* done) {
    const typename Scanner<Bank>::Check check = scanner_.check();
    if (check.clean()) *done = meter_.measure(setup, sums);
    board_.bank().idle();
    return check;
  }

  void raw_milliohm(const Request& r) {
    MilliohmSetup setup = MilliohmSetup();
    if (!Commands::parse(r, Bank::points, &setup)) return refuse(r, ErrorCode::out_of_range);
    int16_t codes[most_addon_codes];
    uint8_t done = 0;
    const typename Scanner<Bank>::Check check = measure(setup, codes, &done);
    Reply<Board> reply(board_, r);
    put_check(reply, check);
    reply.put(',');
    reply.decimal(done);
    for (uint8_t i = 0; i < done; ++i) {
      reply.put(',');
      reply.hex(static_cast<uint16_t>(codes[i]), 4);
    }
    reply.end();
  }

  typename Scanner<Bank>::Check measure(const MilliohmSetup& setup, int16_t (&codes)[most_addon_codes], uint8_t* done) {
    const typename Scanner<Bank>::Check check = scanner_.check();
    if (check.clean()) *done = meter_.measure(setup, codes);
    board_.bank().idle();
    return check;
  }

  void raw_supply(const Request& r) {
    uint8_t readings = 0;
    if (!readings_of(r, &readings)) return refuse(r, ErrorCode::out_of_range);
    put_sum(r, meter_.supply(readings));
  }

  void raw_temperature(const Request& r) {
    uint8_t readings = 0;
    if (!Commands::has_thermometer) return refuse(r, ErrorCode::hardware_missing);
    if (!readings_of(r, &readings)) return refuse(r, ErrorCode::out_of_range);
    put_sum(r, meter_.temperature(readings));
  }

  static bool readings_of(const Request& r, uint8_t* readings) {
    Fields fields(r);
    return fields.next_byte(readings) && fields.over() && *readings >= 1 && *readings <= most_readings;
  }

  void put_sum(const Request& r, uint16_t sum) {
    Reply<Board> reply(board_, r);
    put_count(reply, ++count_);
    reply.put(',');
    reply.hex(sum, 4);
    reply.end();
  }

  // For people and instruments' programs, by the add-on if there is one and the board's own way asks for nothing more.
  void resistance(const Request& r) {
    MilliohmSetup by_addon = MilliohmSetup();
    if (meter_.addon() != 0 && Commands::parse_list(r, Bank::points, &by_addon)) {
      int16_t codes[most_addon_codes];
      uint8_t done = 0;
      measure(by_addon, codes, &done);
      return put_ohms(r, done == 6, done == 6 ? Commands::milliohms(codes) : 0, 3);
    }
    MeterRequest setup = MeterRequest();
    if (!Commands::parse_list(r, Bank::points, &setup)) return refuse(r, ErrorCode::out_of_range);
    uint16_t sums[most_sums];
    uint8_t done = 0;
    measure(setup, sums, &done);
    put_ohms(r, done != 0, done != 0 ? Commands::centiohms(setup, sums) : 0, 2);
  }

  // What is no path, or was not measured, is SCPI's infinity or "not a number".
  void put_ohms(const Request& r, bool measured, uint32_t value, uint8_t decimals) {
    Reply<Board> reply(board_, r);
    if (!measured) {
      reply.text("9.91E37");
    } else if (value == Commands::no_path) {
      reply.text("9.9E37");
    } else {
      uint16_t unit = decimals == 3 ? 1000 : 100;
      reply.decimal(value / unit);
      reply.put('.');
      for (unit = static_cast<uint16_t>(unit / 10); unit > 0; unit = static_cast<uint16_t>(unit / 10))
        reply.put(static_cast<char>('0' + value / unit % 10));
    }
    reply.end();
  }

  Board& board_;
  Scanner<Bank> scanner_;
  Commands meter_;
  protocol::LineDecoder decoder_;
  ErrorQueue errors_;
  uint32_t count_ = 0;
  Mask kept_rows_[Bank::points];  // of the last clean SCAN:KEEP?
  uint32_t kept_ = 0;             // its count; 0: there is none
  uint8_t lamp_seconds_ = 0;  // until the lamp goes out; 0: it does not by itself
};

}  // namespace buzzout
