#include "cli/views/action_words.hpp"

#include <nlohmann/json.hpp>

#include "cli/views/shell_word.hpp"

namespace buzzout {
namespace {

struct ActionWords {
  std::string purpose;       // "prove the fixture"; empty: whatever has the action ends with it
  std::string command = {};  // empty: there is nothing to type
};

// With its value as a shell takes it; nothing without a value.
std::string option(const std::string& name, const std::string& value) {
  return value.empty() ? "" : " " + name + " " + shell_word(value);
}

// "profiles"; nothing that a shell could take otherwise gets into a command.
std::string files_of(const std::string& kind) {
  return kind == "profile" || kind == "fixture" || kind == "connector" ? kind + "s" : "profiles";
}

// A document's action; nothing if it has none that is known here.
std::optional<Action> action_in(const nlohmann::ordered_json& document) {
  const auto action = document.find("action");
  if (action == document.end() || !action->is_object()) return {};
  const auto code = action->find("code"), operands = action->find("operands");
  const auto known = code != action->end() && code->is_string() ? action_code(code->get<std::string>()) : std::nullopt;
  if (!known) return {};
  Action out{*known};
  if (operands != action->end() && operands->is_object())
    for (const auto& [name, value] : operands->items())
      if (value.is_string()) out.operands[name] = value.get<std::string>();
  return out;
}

std::string or_any(const std::string& value, const char* any) { return value.empty() ? any : shell_word(value); }

std::string places(const Action& a) {
  std::string out;
  for (const auto& [end, socket] : a.operands) out += (out.empty() ? "--at " : " --at ") + shell_word(end + "=" + socket);
  return out.empty() ? "--at END=SOCKET" : out;
}

ActionWords words_of(const Action& a) {
  using enum ActionCode;
  const auto operand = [&](const char* name) { return a.operand(name); };
  const std::string in_fixture = option("-f", operand("fixture")), profile = shell_word(operand("profile"));
  const std::string lot = "buzzout batch " + profile + option("--lot", operand("lot"));
  switch (a.code) {
    case prove_fixture: return {"prove the fixture", "buzzout fixtures self-test" + in_fixture};
    case trace_fixture: return {"trace the fixture", "buzzout fixtures trace" + in_fixture};
    case renew_socket: return {"note that a new one is in", "buzzout fixtures renew " + shell_word(operand("socket")) + in_fixture};
    case choose_fixture: return {"choose one", "-f " + or_any(operand("fixture"), "NAME")};
    case list_files: return {"see which there are", "buzzout " + files_of(operand("kind")) + " list"};
    case place_ends: return {"say where they go", places(a)};
    case identify: return {"", "buzzout identify"};
    case scan: return {"scan it", "buzzout scan --json"};
    case watch: return {"watch it live", "buzzout watch " + profile};
    case test: return {"", "buzzout test " + profile};
    case learn: return {"learn it", "buzzout learn NAME" + option("--from", operand("from"))};
    case insist_diodes: return {"say so", "--diodes"};
    case insist_resistors: return {"say so", "--resistors"};
    case insist_unlike: return {"say so", "--unlike " + profile};
    case write_profile: return {"write it", "buzzout profiles new"};
    case name_net: return {"say what it carries", "--role NAME=" + shell_word(operand("contact"))};
    case name_use: return {"say which", "--use USE"};
    case name_cable: return {"say which", "--cable TEXT"};
    case show_file: {
      const std::string name = operand("name");
      return {"see which one was read, and rename or move away your own if you did not mean it",
              "buzzout " + files_of(operand("kind")) + " show" + (name.empty() ? "" : " " + shell_word(name))};
    }
    case give_port: return {"name it", "-p " + or_any(operand("port"), "PORT")};
    case simulate: return {"try one", "-p " + shell_word("sim:" + operand("cable"))};
    case flash: {
      const std::string board = operand("board"), port = option("-p", operand("port"));
      return {"flash it", "buzzout jigs flash" + option("--board", board.empty() && !port.empty() ? "uno" : board) + port};
    }
    case begin_lot: return {"begin it", lot};
    case resume_lot: return {"go on", lot + " --resume"};
    case allow_retests: return {"let it in", "--retest"};
    case keep_simulated: return {"keep them", "--save"};
    case verify_records: return {"see what is damaged", "buzzout records verify"};
    case give_operator: return {"say who you are", "--operator NAME"};
    case choose_library: return {"name another", "--library DIR"};
    case print_to_file: return {"try it", "--to " + shell_word(operand("file"))};
    case look_at_socket: return {"look which socket holds the plug"};
    case look_at_plug: return {"look which plug it is"};
    case read_plug_marks: return {"read the marks on the plugs"};
    case compare_good_cable: return {"compare a cable that is known to be good"};
    case bend_and_repeat: return {"bend it, and test again"};
    case calibrate: return {"calibrate the jig on this fixture", "buzzout fixtures calibrate" + in_fixture};
  }
  return {};
}

}  // namespace

std::string in_words(const Action& action) {
  const auto [purpose, command] = words_of(action);
  return command.empty() ? purpose : purpose + ": " + command;
}

std::string worded(const std::string& text, const std::optional<Action>& action) {
  if (!action) return text;
  const auto [purpose, command] = words_of(*action);
  if (command.empty()) return text;
  if (text.empty()) return command;
  if (!text.ends_with('.')) return text + ": " + command;
  if (purpose.empty()) return text.substr(0, text.size() - 1) + ": " + command + ".";
  return text + " To " + purpose + ": " + command + ".";
}

nlohmann::ordered_json worded(nlohmann::ordered_json document) {
  if (document.is_object())
    if (const auto action = action_in(document))
      for (const char* text : {"repair", "remedy", "notice"})
        if (const auto at = document.find(text); at != document.end() && at->is_string())
          *at = worded(at->get<std::string>(), action);
  if (document.is_structured())
    for (auto& value : document) value = worded(std::move(value));
  return document;
}

}  // namespace buzzout
