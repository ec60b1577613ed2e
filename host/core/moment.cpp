#include "core/moment.hpp"

#include <algorithm>
#include <chrono>

namespace buzzout {
namespace {

using namespace std::chrono;

// The number in the digits of `text` from `at` on, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int out = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    out = out * 10 + (text[i] - '0');
  }
  return out;
}

std::string padded(std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string date_of(std::int64_t seconds_since_1970) {
  const year_month_day day(floor<days>(sys_seconds(seconds(seconds_since_1970))));
  return padded(static_cast<int>(day.year()), 4) + "-" + padded(static_cast<unsigned>(day.month()), 2) + "-" +
         padded(static_cast<unsigned>(day.day()), 2);
}

std::string time_of(std::int64_t seconds_since_1970) {
  const sys_seconds at{seconds(seconds_since_1970)};
  const auto of_day = (at - floor<days>(at)).count();
  return padded(of_day / 3600, 2) + ":" + padded(of_day / 60 % 60, 2) + ":" + padded(of_day % 60, 2);
}

}  // namespace

std::string Moment::date() const { return date_of(utc + 60 * offset_minutes); }
std::string Moment::time() const { return time_of(utc + 60 * offset_minutes); }
std::string Moment::utc_text() const { return date_of(utc) + "T" + time_of(utc) + "Z"; }

std::string Moment::offset() const {
  const int minutes = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  return (offset_minutes < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2);
}

std::optional<Moment> moment_of(std::string_view text) {
  const bool zulu = text.size() == 20 && text[19] == 'Z';
  if (!zulu && (text.size() != 25 || (text[19] != '+' && text[19] != '-') || text[22] != ':')) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
  const int y = digits(text, 0, 4), mo = digits(text, 5, 2), d = digits(text, 8, 2);
  const int h = digits(text, 11, 2), mi = digits(text, 14, 2), s = digits(text, 17, 2);
  const int oh = zulu ? 0 : digits(text, 20, 2), om = zulu ? 0 : digits(text, 23, 2);
  if (y < 0 || mo < 0 || d < 0 || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60) return std::nullopt;
  if (oh < 0 || oh > 23 || om < 0 || om > 59) return std::nullopt;
  const year_month_day day{year(y), month(static_cast<unsigned>(mo)), std::chrono::day(static_cast<unsigned>(d))};
  if (!day.ok()) return std::nullopt;
  const int offset = (!zulu && text[19] == '-' ? -1 : 1) * (oh * 60 + om);
  const std::int64_t local = sys_days(day).time_since_epoch().count() * std::int64_t{86400} + h * 3600 + mi * 60 + s;
  return Moment{local - std::int64_t{60} * offset, offset};
}

std::string latest_of(const std::vector<std::string>& all) {
  std::string out;
  std::int64_t latest = 0;
  for (const auto& text : all)
    if (const auto at = moment_of(text); at && (out.empty() || at->utc > latest)) {
      latest = at->utc;
      out = text;
    }
  return out;
}

}  // namespace buzzout
