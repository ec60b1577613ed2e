#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option_list.hpp"
#include "core/error.hpp"

namespace buzzout {

struct Environment;

// What every command takes. The options of a command are a struct that begins with it.
struct Common {
  virtual ~Common() = default;
  // Adds the command's own options, bound to its fields.
  virtual void declare(OptionList&) {}

  std::vector<std::string> words;      // behind the command's name
  std::vector<std::string> arguments;  // as they were typed
  std::optional<std::string> library;
  bool json = false, ascii = false, help = false, version = false;
};

// What a command does with its options; the result is the exit status.
struct CommandAction {
  std::unique_ptr<Common> (*options)();  // as they are when nothing is given
  int (*run)(const Common&, Environment&);
};

template <class Options, int (*Run)(const Options&, Environment&)>
constexpr CommandAction action() {
  return {[]() -> std::unique_ptr<Common> { return std::make_unique<Options>(); },
          [](const Common& options, Environment& env) { return Run(static_cast<const Options&>(options), env); }};
}

// Words without a limit of their own.
inline constexpr std::size_t kMaxWords = 1000;

// A command as the user types it, and what --help says of it.
struct Command {
  std::string_view name;   // "profiles show"
  std::string_view words;  // "PROFILE", "[SOCKET]..."; what follows the name
  std::size_t least_words = 0;
  std::size_t most_words = 0;
  std::string_view summary;
  std::string_view help;  // paragraphs and examples
  CommandAction action;
};

using Commands = std::span<const Command* const>;

// A parsed command line.
struct CommandLine {
  const Command* command = nullptr;  // null: --help or --version alone
  std::unique_ptr<Common> options;   // of that command
};

// Throws Error "usage" that names the word at fault and suggests, or "bad-serial".
CommandLine parse_command_line(const std::vector<std::string>& arguments, Commands);

// All that a command takes, bound to its options, which outlive the list.
OptionList options_of(Common&);

// What --help prints of a command, or of a whole program or a family ("profiles").
std::string help_text(const Command&);
std::string help_text(Commands);

}  // namespace buzzout
