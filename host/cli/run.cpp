#include <algorithm>
#include <exception>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/keyboard_prompts.hpp"
#include "cli/views/render.hpp"
#include "store/version.hpp"
#include "report/json_text.hpp"
#include "report/record_json.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

bool is_given(const std::vector<std::string>& arguments, std::string_view option) {
  return std::ranges::find(arguments, option) != arguments.end();
}

// Whether the command prints a document a line.
bool is_stream(const std::vector<std::string>& arguments) {
  return is_given(arguments, "--loop") || (!arguments.empty() && (arguments[0] == "batch" || arguments[0] == "watch" || arguments[0] == "build"));
}

constexpr const char* kFirstSteps =
    "buzzout tests cables: plug one in, and it says PASS, or what is wrong and which joint to redo.\n"
    "\n"
    "  buzzout test 4.4-ts -p sim:good    try it without a jig\n"
    "  buzzout profiles list              the cables that it knows\n"
    "  buzzout fixtures list              the jigs that one can build\n"
    "  buzzout identify                   which cable is this?\n"
    "  buzzout --help                     every command\n";

int dispatch(const std::vector<std::string>& arguments, Environment& env) {
  if (arguments.empty()) {
    env.err << kFirstSteps;
    return kExitError;
  }
  const auto [command, options] = parse_command_line(arguments, commands());
  if (options->version) {
    env.out << "buzzout " << kVersion << "\n";
    return kExitDone;
  }
  if (options->help || command == nullptr) {
    env.out << (command != nullptr ? help_text(*command) : help_text(commands()));
    return kExitDone;
  }
  if (options->ascii) env.theme.unicode = env.error_theme.unicode = false;
  if (options->library) {
    // What was meant to hide other files would not.
    if (std::error_code problem; !std::filesystem::is_directory(*options->library, problem))
      throw Error("usage", "there is no folder " + printable(*options->library), "--library", "name one that holds profiles/ or fixtures/");
    env.places.library.insert(env.places.library.begin(), *options->library);
  }
  try {
    return command->action.run(*options, env);
  } catch (const Interrupted&) {
    if (env.interactive) env.out << "\n";
    return kExitInterrupted;
  }
}

// As a document where one was asked for and can still be written; in a stream of documents, as a line.
void report(const Error& e, const std::vector<std::string>& arguments, Environment& env) {
  if (is_given(arguments, "--json") && env.out)
    env.out << json_text(worded(failure_json(e)), is_stream(arguments) ? -1 : 2) << std::endl;
  else
    print(env.err, render(e, env.error_theme, env.watched), env.error_theme);
}

}  // namespace

int exit_status(Outcome o) {
  switch (o) {
    case Outcome::pass:
      return kExitDone;
    case Outcome::fail:
      return kExitFail;
    case Outcome::no_cable:
      return kExitNoCable;
    case Outcome::aborted:
      return kExitInterrupted;
    case Outcome::error:
      break;
  }
  return kExitError;
}

int run(const std::vector<std::string>& arguments, Environment& env) {
  try {
    const int status = dispatch(arguments, env);
    flush_output(env);
    return status;
  } catch (const InterruptedError& e) {
    report(e, arguments, env);
    return kExitInterrupted;
  } catch (const Error& e) {
    report(e, arguments, env);
  } catch (const std::filesystem::filesystem_error& e) {
    report(Error("file-trouble", "a file or folder cannot be reached: " + e.code().message(), e.path1().string(),
                 "look whether it is there, and at the permissions on the way to it"),
           arguments, env);
  } catch (const std::exception& e) {
    report(Error("internal", std::string("unexpected: ") + e.what(), "", "please report this"),
           arguments, env);
  }
  return kExitError;
}

}  // namespace buzzout
