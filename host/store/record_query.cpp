#include "store/record_query.hpp"

#include <string_view>

#include "core/error.hpp"

namespace buzzout {
namespace {

bool digits(std::string_view text, int least, int most) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  return value >= least && value <= most;
}

// A beginning of "2026-03-14T09:26:53" that ends behind a number.
bool is_moment(std::string_view text) {
  struct Field {
    char before;
    std::size_t length;
    int least, most;
  };
  constexpr Field kFields[] = {{0, 4, 1, 9999}, {'-', 2, 1, 12}, {'-', 2, 1, 31},
                               {'T', 2, 0, 23}, {':', 2, 0, 59}, {':', 2, 0, 60}};
  for (const auto& field : kFields) {
    if (text.empty()) return field.before != 0;
    if (field.before != 0) {
      if (text[0] != field.before) return false;
      text.remove_prefix(1);
    }
    if (text.size() < field.length || !digits(text.substr(0, field.length), field.least, field.most)) return false;
    text.remove_prefix(field.length);
  }
  return text.empty();
}

void check(const std::optional<std::string>& date) {
  if (date && !is_moment(*date))
    throw Error("bad-date", "`" + *date + "` is no date", "", "write the year, month and day: 2026-03-14");
}

}  // namespace

void check_dates(const RecordQuery& q) {
  check(q.from);
  check(q.to);
}

}  // namespace buzzout
