#include "cli/options.hpp"

#include <algorithm>
#include <boost/program_options.hpp>

#include "core/suggest.hpp"

namespace buzzout {
namespace {

namespace po = boost::program_options;

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known,
                         const std::string& prefix, const std::string& otherwise) {
  const auto best = nearest(word, known);
  return best ? "did you mean `" + prefix + *best + "`?" : otherwise;
}

// The command that the first words name, and how many words that takes.
const Command* find_command(Commands commands, const std::vector<std::string>& words, std::size_t& taken) {
  for (const Command* command : commands) {
    const std::string name(command->name);
    const auto space = name.find(' ');
    if (space == std::string::npos) {
      if (words[0] == name) return taken = 1, command;
    } else if (words[0] == name.substr(0, space) && words.size() > 1 && words[1] == name.substr(space + 1)) {
      return taken = 2, command;
    }
  }
  return nullptr;
}

[[noreturn]] void unknown_command(Commands commands, const std::vector<std::string>& words) {
  std::vector<std::string> families, members;
  for (const Command* command : commands) {
    const std::string name(command->name);
    const auto space = name.find(' ');
    families.push_back(name.substr(0, space));
    if (space != std::string::npos && words[0] == families.back()) members.push_back(name.substr(space + 1));
  }
  if (!members.empty()) {
    std::string list;
    for (const auto& m : members) list += (list.empty() ? "" : ", ") + m;
    if (words.size() == 1) usage_error("`buzzout " + words[0] + "` needs to know what to do", "one of: " + list);
    usage_error("there is no `buzzout " + words[0] + " " + words[1] + "`",
                did_you_mean(words[1], members, "buzzout " + words[0] + " ", "one of: " + list));
  }
  families.erase(std::unique(families.begin(), families.end()), families.end());
  usage_error("there is no command `" + words[0] + "`",
              did_you_mean(words[0], families, "buzzout ", "see `buzzout --help`"));
}

const OptionEntry* find_option(const OptionList& list, std::string_view name) {
  const auto it = std::ranges::find(list.options(), name, &OptionEntry::name);
  return it == list.options().end() ? nullptr : &*it;
}

po::options_description for_boost(const OptionList& list) {
  po::options_description all;
  auto add = all.add_options();
  for (const auto& option : list.options()) {
    const std::string name = option.letter == '\0' ? option.name : option.name + "," + option.letter;
    if (option.parameter.empty())
      add(name.c_str(), "");
    else if (option.repeats)
      add(name.c_str(), po::value<std::vector<std::string>>()->composing(), "");
    else
      add(name.c_str(), po::value<std::string>(), "");
  }
  add("words", po::value<std::vector<std::string>>(), "");
  return all;
}

// Values go through Boost as they are: it puts a word that it refuses into a message that it then fills in, and with
// %value% in the word it never comes to an end.
po::variables_map parse_words(const std::vector<std::string>& words, const OptionList& list, const Command* command) {
  const po::options_description known = for_boost(list);
  po::positional_options_description positions;
  positions.add("words", -1);
  po::variables_map got;
  try {
    using namespace po::command_line_style;
    const int style = unix_style & ~allow_guessing;
    po::store(po::command_line_parser(words).options(known).positional(positions).style(style).run(), got);
  } catch (const po::unknown_option& e) {
    const std::string typed = e.get_option_name(), name = typed.substr(std::min(typed.find_first_not_of('-'), typed.size()));
    std::vector<std::string> names;
    for (const auto& option : list.options()) names.push_back(option.name);
    const std::string by = command != nullptr ? std::string(command->name) : "";
    usage_error("there is no option `" + typed + "`" + (by.empty() ? "" : " for `buzzout " + by + "`"),
                did_you_mean(name, names, "--", "see `buzzout " + by + (by.empty() ? "" : " ") + "--help`"));
  } catch (const po::error_with_option_name& e) {
    const std::string typed = e.get_option_name();
    const OptionEntry* option = typed.starts_with("--") ? find_option(list, typed.substr(2)) : nullptr;
    if (option == nullptr || option->parameter.empty()) usage_error(e.what(), "see --help");
    usage_error("`" + typed + "` needs its " + option->parameter,
                "write `" + typed + " " + option->parameter + "`: " + option->description);
  } catch (const po::error& e) {
    usage_error(e.what(), "see --help");
  }
  return got;
}

void hand_over(const OptionList& list, const po::variables_map& got) {
  for (const auto& option : list.options()) {
    if (got.count(option.name) == 0) continue;
    const auto& given = got[option.name];
    if (option.parameter.empty())
      option.set("");
    else if (option.repeats)
      for (const auto& value : given.as<std::vector<std::string>>()) option.set(value);
    else
      option.set(given.as<std::string>());
  }
}

std::string option_rows(const OptionList& list) {
  std::size_t width = 0;
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& option : list.options()) {
    std::string left = option.letter == '\0' ? "    --" : std::string("-") + option.letter + ", --";
    left += option.name + (option.parameter.empty() ? "" : " ") + option.parameter;
    width = std::max(width, left.size());
    rows.emplace_back(left, option.description);
  }
  std::string out = "\nOptions\n";
  for (auto& [left, right] : rows) {
    left.resize(width + 2, ' ');
    out += "  " + left + right + "\n";
  }
  return out;
}

std::string name_and_words(const Command& command) {
  return std::string(command.name) + (command.words.empty() ? "" : " ") + std::string(command.words);
}

}  // namespace

OptionList options_of(Common& options) {
  OptionList out;
  out.flag("help,h", "this text", options.help);
  out.flag("version", "the program's version", options.version);
  out.flag("json", "machine-readable output", options.json);
  out.flag("ascii", "draw with plain ASCII", options.ascii);
  out.text("library", "DIR", "look for profiles/ and fixtures/ in this folder first", options.library);
  options.declare(out);
  return out;
}

CommandLine parse_command_line(const std::vector<std::string>& arguments, Commands commands) {
  std::vector<std::string> rest = arguments;
  const Command* command = nullptr;
  if (!rest.empty() && !rest[0].starts_with('-')) {
    std::size_t taken = 0;
    command = find_command(commands, rest, taken);
    const bool asks_help = std::ranges::any_of(rest, [](const auto& w) { return w == "--help" || w == "-h"; });
    if (command == nullptr && !(asks_help && rest.size() == 2)) unknown_command(commands, rest);
    rest.erase(rest.begin(), rest.begin() + static_cast<long>(command != nullptr ? taken : 1));
  }

  CommandLine out{command, command != nullptr ? command->action.options() : std::make_unique<Common>()};
  Common& o = *out.options;
  const OptionList list = options_of(o);
  const po::variables_map got = parse_words(rest, list, command);
  if (got.count("words") != 0) o.words = got["words"].as<std::vector<std::string>>();
  hand_over(list, got);
  if (command == nullptr) {
    if (!o.help && !o.version) {
      if (!o.words.empty()) unknown_command(commands, o.words);
      usage_error("no command given", "see `buzzout --help`");
    }
    return out;
  }
  o.arguments = arguments;
  if (o.help) return out;
  for (const auto& rule : list.rules()) rule();
  const std::string name = "buzzout " + std::string(command->name);
  if (o.words.size() < command->least_words)
    usage_error("`" + name + "` needs " + std::string(command->words), "see `" + name + " --help`");
  if (o.words.size() > command->most_words)
    usage_error("`" + o.words[command->most_words] + "` is one word too many for `" + name + "`",
                "see `" + name + " --help`");
  return out;
}

std::string help_text(const Command& command) {
  std::string out = "buzzout " + name_and_words(command) + " [OPTION]...\n\n" + std::string(command.summary) + "\n";
  if (!command.help.empty()) out += "\n" + std::string(command.help) + "\n";
  const auto options = command.action.options();
  return out + option_rows(options_of(*options));
}

std::string help_text(Commands commands) {
  std::string out =
      "buzzout COMMAND [OPTION]...\n\nTests cables: plug one in, and it says PASS, or what is wrong and "
      "which joint to redo.\n\n  buzzout test 4.4-ts -p sim:good      try it without a jig\n"
      "  buzzout test 4.4-ts                  with the jig that is connected\n\n";
  std::size_t width = 0;
  for (const Command* command : commands) width = std::max(width, command->name.size() + 1 + command->words.size());
  for (const Command* command : commands) {
    std::string left = name_and_words(*command);
    left.resize(width + 2, ' ');
    out += "  " + left + std::string(command->summary) + "\n";
  }
  out += "\nEvery command takes --help, which teaches, and --json.\n";
  Common options;
  return out + option_rows(options_of(options));
}

}  // namespace buzzout
