#include "protocol/vocabulary.h"

#include "protocol/flash.h"

namespace buzzout {
namespace protocol {
namespace {

const char patterns[][25] BUZZOUT_FLASH = {
    "*IDN?",       "*OPT?",          "*TST?",        "*RST",           "*CLS",
    "SYSTem:ERRor?", "SYSTem:VERSion?", "SYSTem:BOOT?", "SYSTem:NUMBer",  "SCAN?",
    "SCAN:KEEP?",  "SCAN:ROWS?",     "SCAN:HOLD?",  "LEARn?",         "DISPlay:LAMP", "INPut:BUTTon?",
    "MEASure:RAW?",  "MEASure:RAW:MILLiohm?", "MEASure:RAW:SUPPly?", "MEASure:RAW:TEMPerature?", "MEASure:RESistance?",
};
static_assert(sizeof(patterns) / sizeof(patterns[0]) == static_cast<uint8_t>(Command::count_),
              "one pattern per command");

const char options[][9] BUZZOUT_FLASH = {"PROTOCOL", "POINTS", "OHMS", "LINE", "HOLD", "LAMP", "ROWS", "READ", "RANGE", "ADDON"};
static_assert(sizeof(options) / sizeof(options[0]) == static_cast<uint8_t>(Option::count_), "one key per option");

const char lamps[][5] BUZZOUT_FLASH = {"OFF", "BUSY", "PASS", "FAIL"};
static_assert(sizeof(lamps) / sizeof(lamps[0]) == static_cast<uint8_t>(Lamp::count_),
              "one word per lamp");

const char none[] BUZZOUT_FLASH = "No error";
const char invalid_character[] BUZZOUT_FLASH = "Invalid character";
const char parameter_not_allowed[] BUZZOUT_FLASH = "Parameter not allowed";
const char missing_parameter[] BUZZOUT_FLASH = "Missing parameter";
const char undefined_header[] BUZZOUT_FLASH = "Undefined header";
const char settings_conflict[] BUZZOUT_FLASH = "Settings conflict";
const char out_of_range[] BUZZOUT_FLASH = "Data out of range";
const char hardware_missing[] BUZZOUT_FLASH = "Hardware missing";
const char queue_overflow[] BUZZOUT_FLASH = "Queue overflow";
const char line_too_long[] BUZZOUT_FLASH = "Input buffer overrun";
const char broken_envelope[] BUZZOUT_FLASH = "Envelope does not check";
const char envelope_required[] BUZZOUT_FLASH = "Envelope required";
const char watchdog_restart[] BUZZOUT_FLASH = "Restarted by watchdog";
const char unknown_error[] BUZZOUT_FLASH = "Unknown error";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// Each mnemonic of the pattern must be matched by its capitals or by all of its letters.
bool matches(const char* pattern, const char* header, uint8_t length) {
  uint8_t i = 0;
  for (;;) {
    char p = flash_read(pattern);
    while (p != 0 && !is_lower(p)) {
      if (i == length || upper(header[i]) != p) return false;
      ++i;
      p = flash_read(++pattern);
    }
    if (p == 0) return i == length;
    const bool long_form = i < length && upper(header[i]) == upper(p);
    while (is_lower(p)) {
      if (long_form) {
        if (i == length || upper(header[i]) != upper(p)) return false;
        ++i;
      }
      p = flash_read(++pattern);
    }
  }
}

}  // namespace

const char* pattern_of(Command c) { return patterns[static_cast<uint8_t>(c)]; }

Command find_command(const char* header, uint8_t length) {
  if (length > 1 && header[0] == ':') {  // SCPI: a leading colon means the root
    ++header;
    --length;
  }
  uint8_t c = 0;
  while (c < static_cast<uint8_t>(Command::count_) && !matches(patterns[c], header, length)) ++c;
  return static_cast<Command>(c);
}

const char* key_of(Option o) { return options[static_cast<uint8_t>(o)]; }

const char* word_of(Lamp l) { return lamps[static_cast<uint8_t>(l)]; }

Lamp find_lamp(const char* word, uint8_t length) {
  uint8_t l = 0;
  while (l < static_cast<uint8_t>(Lamp::count_) && !matches(lamps[l], word, length)) ++l;
  return static_cast<Lamp>(l);
}

const char* text_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::none: return none;
    case ErrorCode::invalid_character: return invalid_character;
    case ErrorCode::parameter_not_allowed: return parameter_not_allowed;
    case ErrorCode::missing_parameter: return missing_parameter;
    case ErrorCode::undefined_header: return undefined_header;
    case ErrorCode::settings_conflict: return settings_conflict;
    case ErrorCode::out_of_range: return out_of_range;
    case ErrorCode::hardware_missing: return hardware_missing;
    case ErrorCode::queue_overflow: return queue_overflow;
    case ErrorCode::line_too_long: return line_too_long;
    case ErrorCode::broken_envelope: return broken_envelope;
    case ErrorCode::envelope_required: return envelope_required;
    case ErrorCode::watchdog_restart: return watchdog_restart;
  }
  return unknown_error;
}

}  // namespace protocol
}  // namespace buzzout
