#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace buzzout {

// The options a command may take; --json, --ascii, --library and --help go with every one.
enum class Flag { port, fixture, at, serial, loop, board, dry_run, hex, spare,
                  confirm, from, title, use, role, person, cable, unlike, out,
                  station, lot, serials, count, settle, stop_after, attempts, retest, no_gate, resume, button,
                  events, on_pass, on_fail, save,
                  label, format, to, preview, label_to,
                  since, until, outcome, fault, of_profile, limit, head, export_format, did, reason, file, database, paper,
                  connector, wiring, trust, page, svg, takes, details };

inline constexpr std::size_t kMaxEnds = 32;  // of a cable

// Words without a limit of their own.
inline constexpr std::size_t kMaxWords = 1000;

// A command as the user types it, and what --help says of it.
struct CommandSpec {
  std::string_view name;   // "profiles show"
  std::string_view words;  // "PROFILE", "[SOCKET]…"; what follows the name
  std::size_t least_words = 0;
  std::size_t most_words = 0;
  std::string_view summary;
  std::string_view help;  // paragraphs and examples
  std::vector<Flag> flags;
};

std::span<const CommandSpec> command_specs();

// A parsed command line.
struct Options {
  const CommandSpec* command = nullptr;  // null: --help or --version alone
  std::vector<std::string> words;
  std::vector<std::string> arguments;  // as they were typed
  std::optional<std::string> port, fixture, serial, board, hex, library;
  std::map<std::string, std::string> at;  // END → SOCKET
  std::optional<unsigned> spare;          // test point, from 1
  // What `learn` is told. A role is NET=CONTACT[,CONTACT]….
  std::optional<std::string> confirm, from, title, use, person, cable, unlike, out;
  std::vector<std::string> roles;
  // Which profiles `profiles list` lists; `use` too.
  std::optional<std::string> connector, wiring, trust;
  std::optional<std::string> takes;  // the cable that the fixtures of `fixtures list` must take
  // What `batch` is told.
  std::optional<std::string> station, lot, serials, events, on_pass, on_fail;
  std::optional<unsigned> count, settle_ms, stop_after, attempts;
  // What `label` is told.
  std::optional<std::string> label, format, to, label_to;
  bool preview = false;
  // What `records` is told; `from` and `to` are dates there.
  std::optional<std::string> outcome, fault, profile, head, did, reason;
  std::optional<unsigned> limit;
  std::optional<std::string> svg;  // where a picture goes; "-": to the standard output
  bool retest = false, no_gate = false, resume = false, button = false, save = false;
  bool details = false;  // a verdict with all that was not tested
  bool loop = false, dry_run = false, json = false, ascii = false, help = false, version = false;
};

// Throws Error "usage" that names the word at fault and suggests, or "bad-serial".
Options parse_options(const std::vector<std::string>& arguments);

// What --help prints: of one command, of a family ("profiles"), or of the whole program.
std::string help_text(const CommandSpec*);

}  // namespace buzzout
