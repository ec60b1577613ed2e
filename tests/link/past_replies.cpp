#include "link/past_replies.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr std::size_t kRemembered = 16;  // replies to one command

// Between "@7 " and " *91F24A0C\r\n".
std::string text_of(const std::string& line) {
  const std::size_t from = line.find(' ') + 1;
  return line.substr(from, line.rfind(" *") - from);
}

// Rows are asked for by the count of their measurement; what is dangerous are the same rows of another one.
std::string whatever_the_count(std::string command) {
  const auto rows = command.find("ROWS? ");
  if (rows != std::string::npos) command.erase(rows + 5, command.find(',', rows) - (rows + 5));
  return command;
}

}  // namespace

void PastReplies::remember(const std::string& command, const std::string& line) {
  if (!good_cable_) return;
  auto& lines = of_this_session_[whatever_the_count(command)];
  if (lines.size() == kRemembered) lines.erase(lines.begin());
  lines.push_back(line);
}

void PastReplies::new_session() {
  for (auto& [command, lines] : of_this_session_) of_earlier_sessions_[command] = std::move(lines);
  of_this_session_.clear();
}

const std::string* PastReplies::any(const std::string& command, bool of_this_session, Random& random) const {
  const auto& past = of_this_session ? of_this_session_ : of_earlier_sessions_;
  const auto found = past.find(whatever_the_count(command));
  if (found == past.end()) return nullptr;
  // The last one with a good cable in is the very reply that is being given.
  const std::size_t n = found->second.size() - (of_this_session && good_cable_ ? 1 : 0);
  return n == 0 ? nullptr : &found->second[below(random, n)];
}

std::string PastReplies::spoilt(Damage d, std::string line, const std::string& command,
                                Random& random) const {
  const bool of_this_session = d == Damage::old_line || (d != Damage::old_session && random() % 2 == 0);
  const std::string* good = any(command, of_this_session, random);
  if (good == nullptr) return line;
  if (d == Damage::splice) {
    const std::size_t cut = below(random, line.size() + 1);
    return line.substr(0, cut) + good->substr(std::min(cut, good->size()));
  }
  if (d != Damage::good_rows) return *good + (random() % 4 == 0 ? "" : line);
  const std::string mine = text_of(line), other = text_of(*good);
  const std::size_t rows = mine.find(',', mine.find(',') + 1);
  if (rows == std::string::npos || other.size() != mine.size()) return line;
  return line.replace(line.find(' ') + 1, mine.size(), mine.substr(0, rows) + other.substr(rows));
}

}  // namespace buzzout
