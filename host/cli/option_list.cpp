#include "cli/option_list.hpp"

#include <charconv>

#include "text/utf8.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr unsigned kMostNumber = 1'000'000;

// "--port" of "port,p".
std::string dashed(std::string_view name) { return "--" + std::string(name.substr(0, name.find(','))); }

}  // namespace

void usage_error(std::string message, std::string remedy) {
  throw Error("usage", std::move(message), "", std::move(remedy));
}

std::optional<unsigned> whole_number(std::string_view word) {
  unsigned number = 0;
  const char* const end = word.data() + word.size();
  const auto [rest, problem] = std::from_chars(word.data(), end, number);
  if (problem != std::errc{} || rest != end) return {};
  return number;
}

OptionEntry& OptionList::add(std::string_view name, std::string_view parameter, std::string_view description) {
  OptionEntry& entry = options_.emplace_back();
  const auto comma = name.find(',');
  entry.name = name.substr(0, comma);
  if (comma != std::string_view::npos) entry.letter = name[comma + 1];
  entry.parameter = parameter;
  entry.description = description;
  return entry;
}

void OptionList::flag(std::string_view name, std::string_view description, bool& to) {
  add(name, "", description).set = [&to](const std::string&) { to = true; };
}

void OptionList::value(std::string_view name, std::string_view parameter, std::string_view description,
                       std::function<void(const std::string&)> set) {
  add(name, parameter, description).set = [option = dashed(name), set = std::move(set)](const std::string& value) {
    if (value.empty()) usage_error(option + " needs a value", "see --help");
    set(value);
  };
}

void OptionList::values(std::string_view name, std::string_view parameter, std::string_view description,
                        std::function<void(const std::string&)> set) {
  OptionEntry& entry = add(name, parameter, description);
  entry.repeats = true;
  entry.set = std::move(set);
}

void OptionList::text(std::string_view name, std::string_view parameter, std::string_view description,
                      std::optional<std::string>& to) {
  value(name, parameter, description, [&to](const std::string& value) { to = value; });
}

void OptionList::kept_text(std::string_view name, std::string_view parameter, std::string_view description,
                           std::optional<std::string>& to) {
  value(name, parameter, description, [&to, option = dashed(name)](const std::string& value) {
    if (!is_utf8(value))
      usage_error("what `" + option + "` says is not UTF-8", "set the terminal to UTF-8, and type it again");
    to = value;
  });
}

void OptionList::number(std::string_view name, std::string_view parameter, std::string_view description,
                        unsigned least, std::optional<unsigned>& to) {
  value(name, parameter, description, [&to, least, option = dashed(name)](const std::string& word) {
    const auto number = whole_number(word);
    if (!number || *number < least || *number > kMostNumber)
      usage_error("`" + option + " " + word + "` is no number from " + std::to_string(least) + " to " +
                      std::to_string(kMostNumber),
                  "write for example " + option + " 3");
    to = number;
  });
}

}  // namespace buzzout
