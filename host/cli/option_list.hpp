#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace buzzout {

// An option as --help shows it, and where its value goes.
struct OptionEntry {
  std::string name;                    // "lot"
  char letter = '\0';                  // "-p", if it has one
  std::string parameter, description;  // no parameter: it takes no value
  bool repeats = false;
  std::function<void(const std::string& value)> set;  // once for each value; throws Error "usage"
};

// The options that a command takes, in the order in which --help has them. What they are bound to outlives the list,
// and stays as it is where an option is not given. A name may have its letter behind it: "port,p". An empty value is
// an Error "usage", but of values().
class OptionList {
 public:
  void flag(std::string_view name, std::string_view description, bool& to);
  // Any bytes: a path may have them.
  void text(std::string_view name, std::string_view parameter, std::string_view description,
            std::optional<std::string>& to);
  // UTF-8: what is kept and printed.
  void kept_text(std::string_view name, std::string_view parameter, std::string_view description,
                 std::optional<std::string>& to);
  // A whole number from `least` to a million.
  void number(std::string_view name, std::string_view parameter, std::string_view description, unsigned least,
              std::optional<unsigned>& to);
  // A value of another kind: `set` keeps it, or throws Error.
  void value(std::string_view name, std::string_view parameter, std::string_view description,
             std::function<void(const std::string&)> set);
  // One that may be given again and again.
  void values(std::string_view name, std::string_view parameter, std::string_view description,
              std::function<void(const std::string&)> set);
  // What must hold among options: run when all of them are bound and no help is asked for. Throws Error "usage".
  void check(std::function<void()> rule) { rules_.push_back(std::move(rule)); }

  const std::vector<OptionEntry>& options() const { return options_; }
  const std::vector<std::function<void()>>& rules() const { return rules_; }

 private:
  OptionEntry& add(std::string_view name, std::string_view parameter, std::string_view description);

  std::vector<OptionEntry> options_;
  std::vector<std::function<void()>> rules_;
};

[[noreturn]] void usage_error(std::string message, std::string remedy);

// A word of digits and nothing else.
std::optional<unsigned> whole_number(std::string_view word);

}  // namespace buzzout
