#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

#include "catalog/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "core/board.hpp"
#include "core/diagnosis.hpp"
#include "core/fault.hpp"

// What the help teaches is there: every command in it is taken, and what it names exists.
using namespace buzzout;

namespace {

const Catalog& library() {
  static const Catalog catalog({BUZZOUT_SOURCE_DIR});
  return catalog;
}

// The words of a line as a shell would split it, up to a pipe or a redirection.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (const char c : line + " ") {
    if (quote != '\0' ? c == quote : c == '\'' || c == '"') {
      quote = quote != '\0' ? '\0' : c;
      in_word = true;
    } else if (quote == '\0' && c == ' ') {
      if (in_word) out.push_back(word);
      word.clear();
      in_word = false;
      if (!out.empty() && (out.back() == "|" || out.back() == ">")) {
        out.pop_back();
        break;
      }
    } else {
      word += c;
      in_word = true;
    }
  }
  return out;
}

// Lines of a help text that are commands to type, without what is said beside them.
std::vector<std::string> examples_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("  buzzout ")) continue;
    line.erase(0, 2);
    const std::size_t beside = line.find("   ");
    out.push_back(line.substr(0, beside));
  }
  return out;
}

// What a reader makes for himself.
bool is_the_readers(const std::string& name) {
  return name.starts_with("my-") || name.find('.') != std::string::npos || name == "NAME";
}

bool is_code(const std::string& word) {
  return std::ranges::find(diagnosis_codes(), word, &CodeWord<DiagnosisCode>::word) != diagnosis_codes().end() ||
         std::ranges::any_of(fault_kinds(), [&](FaultKind k) { return to_string(k) == word; });
}

// What is typed behind an option.
std::optional<std::string> value_of(const std::vector<std::string>& typed, const std::vector<std::string>& names) {
  for (std::size_t i = 0; i + 1 < typed.size(); ++i)
    if (std::ranges::find(names, typed[i]) != names.end()) return typed[i + 1];
  return {};
}

void check_names(const CommandLine& line) {
  const std::string words(line.command->words);
  const std::vector<std::string>& typed = line.options->arguments;
  for (std::size_t i = 0; i < line.options->words.size(); ++i) {
    const std::string& word = line.options->words[i];
    CAPTURE(word);
    // 4.4-ts has a dot and is not a file.
    const bool mine = word.starts_with("my-") || word.ends_with(".yaml");
    if (words.starts_with("PROFILE") && !mine) CHECK_NOTHROW(library().profile(word));
    if (words.starts_with("FIXTURE") && !mine) CHECK_NOTHROW(library().fixture(word));
    if (words.starts_with("NAME CONNECTOR") && i > 0) {
      const std::string type = word.substr(word.find('=') == std::string::npos ? 0 : word.find('=') + 1);
      CHECK(std::ranges::count(library().connector_names(), type) == 1);
    }
    if (words.find("SOCKET") != std::string::npos) {
      bool there = false;
      for (const auto& name : library().fixture_names()) there = there || library().fixture(name).socket(word) != nullptr;
      CHECK(there);
    }
  }
  if (const auto fixture = value_of(typed, {"--fixture", "-f"}); fixture && !is_the_readers(*fixture))
    CHECK_NOTHROW(library().fixture(*fixture));
  if (const auto cable = value_of(typed, {"--for"})) CHECK_NOTHROW(library().profile(*cable));
  if (const auto type = value_of(typed, {"--connector"})) CHECK(std::ranges::count(library().connector_names(), *type) == 1);
  if (const auto board = value_of(typed, {"--board"})) CHECK(find_board(*board) != nullptr);
  if (const auto fault = value_of(typed, {"--fault"})) CHECK(is_code(*fault));
  if (const auto use = value_of(typed, {"--use"}))
    CHECK(std::ranges::any_of(all_uses(), [&](Use u) { return to_string(u) == *use; }));
}

// The list behind an option in a help text: "headphone, mic or line".
std::string told_of(const std::string& help, const std::string& option) {
  std::istringstream in(help);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin != std::string::npos && line.substr(begin).starts_with("--" + option + " ")) out = line + " ";
    else if (!out.empty() && line.find(" --") == std::string::npos && !line.empty()) out += line + " ";
    else if (!out.empty()) break;
  }
  return out;
}

bool has_word(const std::string& text, std::string_view word) {
  return std::regex_search(text, std::regex("(^|[ ,:])" + std::string(word) + "([ ,.]|$)"));
}

std::vector<OptionEntry> options_of_command(const Command& command) {
  const auto options = command.action.options();
  return options_of(*options).options();
}

// The command with as many words as it needs, and an option.
std::vector<std::string> typed(const Command& command, const OptionEntry& option) {
  std::vector<std::string> out = split(std::string(command.name));
  for (std::size_t i = 0; i < command.least_words; ++i) out.push_back("word");
  out.push_back("--" + option.name);
  if (!option.parameter.empty()) out.push_back(option.name == "at" ? "amp=amp-4.4" : "1");
  return out;
}

}  // namespace

TEST_CASE("every example in the help is a command that is taken, and names what exists") {
  unsigned tried = 0;
  std::vector<std::string> texts{help_text(commands())};
  for (const Command* command : commands()) texts.push_back(help_text(*command));
  for (const auto& text : texts)
    for (const auto& example : examples_of(text)) {
      auto words = split(example);
      words.erase(words.begin());
      // The list of commands, and the pattern above each text, have words in capitals.
      if (std::ranges::any_of(words, [](const std::string& w) { return w == "COMMAND" || w.starts_with("["); })) continue;
      CAPTURE(example);
      ++tried;
      CommandLine parsed;
      REQUIRE_NOTHROW(parsed = parse_command_line(words, commands()));
      REQUIRE(parsed.command != nullptr);
      check_names(parsed);
    }
  CHECK(tried > 60);
}

TEST_CASE("every command that a help text speaks of exists") {
  static const std::regex spoken("`buzzout ([a-z-]+)( [a-z-]+)?");
  for (const Command* command : commands()) {
    const std::string text = help_text(*command);
    for (std::sregex_iterator m(text.begin(), text.end(), spoken), end; m != end; ++m) {
      const std::string one = (*m)[1], both = one + (*m)[2].str();
      CAPTURE(both);
      CHECK(std::ranges::any_of(commands(), [&](const Command* c) { return c->name == one || c->name == both; }));
    }
  }
}

TEST_CASE("the words that the help lists are those that there are") {
  const std::string use = told_of(help_text(profiles_list_command), "use");
  for (const Use u : all_uses()) CHECK_MESSAGE(has_word(use, to_string(u)), use);
  const std::string fault = told_of(help_text(records_list_command), "fault");
  const auto codes = fault.substr(fault.find(": ") + 2);
  std::istringstream in(codes);
  unsigned named = 0;
  for (std::string word; in >> word; ++named) {
    std::erase(word, ',');
    CAPTURE(word);
    CHECK(is_code(word));
  }
  CHECK(named == 2);
}

TEST_CASE("an option is taken by each command whose help has it, once, and by no other") {
  std::map<std::string, OptionEntry> all;
  for (const Command* command : commands())
    for (const auto& option : options_of_command(*command)) all.emplace(option.name, option);
  CHECK(all.size() > 50);
  for (const Command* command : commands()) {
    const std::string help = help_text(*command);
    const auto own = options_of_command(*command);
    for (const auto& [name, any] : all) {
      CAPTURE(command->name);
      CAPTURE(name);
      const auto mine = std::ranges::find(own, name, &OptionEntry::name);
      CHECK(std::regex_search(help, std::regex("\n  (-[a-z], |    )--" + name + " ")) == (mine != own.end()));
      CHECK(std::ranges::count(own, name, &OptionEntry::name) == (mine != own.end() ? 1 : 0));
      if (mine != own.end()) {
        CHECK_NOTHROW(parse_command_line(typed(*command, *mine), commands()));
        continue;
      }
      try {
        parse_command_line(typed(*command, any), commands());
        FAIL("it was taken");
      } catch (const Error& e) {
        CHECK(e.message == "there is no option `--" + name + "` for `buzzout " + std::string(command->name) + "`");
      }
    }
  }
}

TEST_CASE("no two commands go by one name") {
  std::set<std::string_view> names;
  for (const Command* command : commands()) CHECK(names.insert(command->name).second);
}
