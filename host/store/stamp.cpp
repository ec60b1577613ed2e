#include "store/stamp.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string_view>

#include "store/version.hpp"

namespace buzzout {

std::string new_id() {
  std::random_device source;
  std::uint32_t words[4];
  for (auto& w : words) w = source();
  words[1] = (words[1] & 0xFFFF0FFFU) | 0x00004000U;
  words[2] = (words[2] & 0x3FFFFFFFU) | 0x80000000U;
  char text[37];
  std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%04x%08x", words[0], words[1] >> 16,
                words[1] & 0xFFFFU, words[2] >> 16, words[2] & 0xFFFFU, words[3]);
  return text;
}

std::string local_time(std::time_t t) {
  std::tm local{};
  localtime_r(&t, &local);
  // RFC 3339 has no offset of a day or more, and none with seconds.
  constexpr long kDay = 86400;
  if (local.tm_gmtoff % 60 != 0 || local.tm_gmtoff <= -kDay || local.tm_gmtoff >= kDay) gmtime_r(&t, &local);
  char text[32];
  std::strftime(text, sizeof text, "%FT%T%z", &local);
  const std::string out = text;
  if (out.size() < 5) return out;
  return out.substr(0, out.size() - 2) + ":" + out.substr(out.size() - 2);
}

std::string local_date(std::time_t t) { return local_time(t).substr(0, std::string_view("2026-03-14").size()); }

std::string precise_local_time() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  std::string out = local_time(static_cast<std::time_t>(ms / 1000));
  char fraction[8];
  std::snprintf(fraction, sizeof fraction, ".%03d", static_cast<int>(ms % 1000));
  return out.insert(out.find_last_of("+-"), fraction);
}

std::string software() { return std::string("buzzout ") + kVersion; }

Signature signature(const std::string& person, const std::string& station) {
  return {new_id(), local_time(std::time(nullptr)), person, station, software()};
}

}  // namespace buzzout
