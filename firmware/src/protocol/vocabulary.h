#pragma once

#include <stdint.h>

// The words of the jig protocol, one list for both ends. See docs/protocol.md for worked exchanges.
namespace buzzout {
namespace protocol {

// The host refuses a jig that speaks another version.
const uint8_t version = 1;

// Longest line in bytes, its line end not counted. A longer one is discarded whole.
const uint8_t max_line = 80;

// Longest hold of SCAN:HOLD?, in milliseconds.
const uint8_t max_hold_ms = 100;

// Longest time of DISPlay:LAMP, in seconds.
const uint8_t max_lamp_seconds = 60;

// Added to OHMS of *OPT? where the milliohm add-on was found; ADDON says at which addresses.
const uint8_t addon_ohms = 4;

// The baud rates a jig speaks. It starts at the first and changes to the other when it receives what
// cannot have been sent at its present one.
const uint32_t fast_baud = 1000000;
const uint32_t slow_baud = 115200;

// The USB chip of an Uno R3 or a Mega keeps 128 bytes from the jig until its host takes them, and does not notice when
// more come. So a reply's bytes beyond these begin at least so many cycles (15 µs) apart, …
const uint8_t full_rate_bytes = 96;
const uint8_t spacing_cycles = 240;
// … and what must arrive while the host looks elsewhere for milliseconds is asked for in replies no longer than this, with
// envelope and line end.
const uint8_t safe_reply = 128;

enum class Command : uint8_t {
  identify,      // *IDN? → Buzzout,<board>,<number>,<firmware>
  options,       // *OPT? → PROTOCOL=…,POINTS=…,OHMS=…,LINE=…,HOLD=…,LAMP=…,ROWS=…,READ=…,RANGE=…[,ADDON=…]
  self_test,     // *TST? → 0 | 1 held high | 2 held low | 3 dead
  reset,         // *RST: pins and lamps to their idle state, error queue kept
  clear,         // *CLS: empties the error queue
  next_error,    // SYSTem:ERRor? → <code>,"<text>"
  scpi_version,  // SYSTem:VERSion? → 1999.0
  boot,          // SYSTem:BOOT? → <boot id>,POWER|WATCHDOG
  set_number,    // SYSTem:NUMBer <n>: once, in the envelope only
  scan,          // SCAN? → <boot>,<count>,<held high>,<held low>[,<row>…]
  keep,          // SCAN:KEEP? → <boot>,<count>,<held high>,<held low>; the rows are kept for
  rows,          // SCAN:ROWS? <count>,<point> → <boot>,<count>,<row>[,<row>…]: as many as ROWS says, from that point on
  hold,          // SCAN:HOLD? <ms>,<mask> → <boot>,<count>,<held high>,<held low>[,<always low>,<ever low>]
  learn,         // LEARn? → <boot>,<count>,<held high>,<held low>[,<label>…]
  lamp,          // DISPlay:LAMP OFF|BUSY|PASS|FAIL[,<seconds>]
  button,        // INPut:BUTTon? → presses since boot
  raw,           // MEASure:RAW? <reference>,<readings>,<high>,<low>,<points>,<states>
                 //   → <boot>,<count>,<held high>,<held low>,<states done>[,<sum>…]
  raw_milliohm,  // MEASure:RAW:MILLiohm? <first>,<second>,<its channel>,<its channel>,<steps>
                 //   → <boot>,<count>,<held high>,<held low>,<conversions done>[,<code>…]
  raw_supply,    // MEASure:RAW:SUPPly? <readings> → <boot>,<count>,<sum>
  raw_temperature,  // MEASure:RAW:TEMPerature? <readings> → <boot>,<count>,<sum>
  resistance,    // MEASure:RESistance? (@<i>,<j>[,<sense>]) → ohms by nominal values
  count_,
};

// The SCPI pattern of a command in flash, its short form in capitals: "SYSTem:ERRor?". Mnemonics of a
// received line match in short or long form, in any case.
const char* pattern_of(Command);

// The command whose pattern matches the `length` characters at `header`; count_ if none does.
Command find_command(const char* header, uint8_t length);

// What *OPT? tells, in this order: "PROTOCOL=1,POINTS=16,…"; the last only where there is an add-on.
enum class Option : uint8_t { protocol, points, ohms, line, hold, lamp, rows, read, range, addon, count_ };

// The key of an option in flash: "PROTOCOL".
const char* key_of(Option);

enum class Lamp : uint8_t { off, busy, pass, fail, count_ };

// The word for a lamp in flash.
const char* word_of(Lamp);
// The lamp of a word in any case; count_ if there is none.
Lamp find_lamp(const char* word, uint8_t length);

// Codes of SYSTem:ERRor? and of an envelope's "!<code>" reply. Negative ones are SCPI 1999's.
enum class ErrorCode : int16_t {
  none = 0,
  invalid_character = -101,
  parameter_not_allowed = -108,
  missing_parameter = -109,
  undefined_header = -113,
  settings_conflict = -221,
  out_of_range = -222,
  hardware_missing = -241,
  queue_overflow = -350,
  line_too_long = -363,
  broken_envelope = 101,
  envelope_required = 102,
  watchdog_restart = 103,
};

// The SCPI text of a code in flash; "Unknown error" for any other number.
const char* text_of(ErrorCode);

}  // namespace protocol
}  // namespace buzzout
