#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "catalog/catalog.hpp"
#include "cli/options.hpp"
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
  return std::ranges::find(diagnosis_codes(), word) != diagnosis_codes().end() ||
         std::ranges::any_of(fault_kinds(), [&](FaultKind k) { return to_string(k) == word; });
}

void check_names(const Options& o) {
  const std::string words = std::string(o.command->words);
  for (std::size_t i = 0; i < o.words.size(); ++i) {
    const std::string& word = o.words[i];
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
  if (o.fixture && !is_the_readers(*o.fixture)) CHECK_NOTHROW(library().fixture(*o.fixture));
  if (o.takes) CHECK_NOTHROW(library().profile(*o.takes));
  if (o.connector) CHECK(std::ranges::count(library().connector_names(), *o.connector) == 1);
  if (o.board) CHECK(find_board(*o.board) != nullptr);
  if (o.fault) CHECK(is_code(*o.fault));
  if (o.use) CHECK(std::ranges::any_of(all_uses(), [&](Use u) { return to_string(u) == *o.use; }));
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

const CommandSpec& spec_of(std::string_view name) {
  return *std::ranges::find(command_specs(), name, &CommandSpec::name);
}

}  // namespace

TEST_CASE("every example in the help is a command that is taken, and names what exists") {
  unsigned tried = 0;
  std::vector<std::string> texts{help_text(nullptr)};
  for (const auto& spec : command_specs()) texts.push_back(help_text(&spec));
  for (const auto& text : texts)
    for (const auto& example : examples_of(text)) {
      auto words = split(example);
      words.erase(words.begin());
      // The list of commands, and the pattern above each text, have words in capitals.
      if (std::ranges::any_of(words, [](const std::string& w) { return w == "COMMAND" || w.starts_with("["); })) continue;
      CAPTURE(example);
      ++tried;
      Options parsed;
      REQUIRE_NOTHROW(parsed = parse_options(words));
      REQUIRE(parsed.command != nullptr);
      check_names(parsed);
    }
  CHECK(tried > 60);
}

TEST_CASE("every command that a help text speaks of exists") {
  static const std::regex spoken("`buzzout ([a-z-]+)( [a-z-]+)?");
  for (const auto& spec : command_specs()) {
    const std::string text = help_text(&spec);
    for (std::sregex_iterator m(text.begin(), text.end(), spoken), end; m != end; ++m) {
      const std::string one = (*m)[1], both = one + (*m)[2].str();
      CAPTURE(both);
      CHECK(std::ranges::any_of(command_specs(), [&](const CommandSpec& s) { return s.name == one || s.name == both; }));
    }
  }
}

TEST_CASE("the words that the help lists are those that there are") {
  const std::string use = told_of(help_text(&spec_of("profiles list")), "use");
  for (const Use u : all_uses()) CHECK_MESSAGE(has_word(use, to_string(u)), use);
  const std::string fault = told_of(help_text(&spec_of("records list")), "fault");
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
