#include "link/damage.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";
constexpr std::string_view kMarks = "@* ,\r\n";

void flip_bits(std::string& bytes, std::size_t first_bit, std::size_t bits, Random& random) {
  // An error burst: its first bit and its last are wrong, those between as they fall.
  for (std::size_t i = 0; i < bits; ++i) {
    const std::size_t bit = first_bit + i;
    if (bit / 8 < bytes.size() && (i == 0 || i == bits - 1 || random() % 2 == 0))
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  }
}

// Where a byte of `wanted` stands; the place is random among them. The size if there is none.
std::size_t place_of(std::string_view wanted, std::string_view bytes, Random& random) {
  if (bytes.empty()) return 0;
  const std::size_t start = below(random, bytes.size());
  const std::size_t after = bytes.find_first_of(wanted, start);
  const std::size_t at = after != std::string_view::npos ? after : bytes.find_first_of(wanted);
  return std::min(at, bytes.size());
}

std::string some_noise(Random& random) {
  std::string out;
  for (std::size_t n = 1 + below(random, 12); n > 0; --n)
    out += random() % 4 == 0 ? "\r\n@*"[random() % 4] : static_cast<char>(random());
  return out;
}

}  // namespace

std::string_view to_string(Damage d) {
  constexpr std::string_view kNames[] = {
      "flip",        "drop",        "duplicate",  "reorder",   "burst",  "digits",      "seal",
      "marks",       "truncate",    "join",       "noise",     "lost",   "short stall", "long stall",
      "good rows",   "splice",      "old session", "old line", "swap lines", "second host", "same number",
      "typed",       "reset",       "silence",    "unplugged"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Damage::count_));
  return kNames[static_cast<std::size_t>(d)];
}

std::size_t below(Random& random, std::size_t n) { return random() % n; }

std::string damaged(Damage d, std::string bytes, Random& random) {
  if (bytes.empty()) return bytes;
  const std::size_t at = below(random, bytes.size());
  const std::size_t some = 1 + below(random, 5);
  switch (d) {
    case Damage::flip:
      for (std::size_t n = 1 + below(random, 8); n > 0; --n)
        flip_bits(bytes, below(random, bytes.size() * 8), 1, random);
      break;
    case Damage::drop: bytes.erase(at, some); break;
    case Damage::duplicate: bytes.insert(at, bytes.substr(at, some)); break;
    case Damage::reorder:
      for (std::size_t n = some; n > 0; --n) {
        const std::size_t from = below(random, bytes.size());
        std::swap(bytes[from], bytes[random() % 2 == 0 ? at : std::min(from + 1, bytes.size() - 1)]);
      }
      break;
    case Damage::burst: flip_bits(bytes, at * 8 + below(random, 8), 2 + below(random, 31), random); break;
    case Damage::digits: {
      const std::size_t end = std::min(bytes.rfind('*'), bytes.size());
      for (std::size_t n = some; n > 0; --n)
        if (const auto i = place_of(kDigits, std::string_view(bytes).substr(0, end), random); i < end)
          bytes[i] = kDigits[below(random, kDigits.size())];
      break;
    }
    case Damage::seal:
      if (const std::size_t star = bytes.rfind('*'); star != std::string::npos)
        flip_bits(bytes, (star + 1) * 8 + below(random, 32), 1 + below(random, 32), random);
      break;
    case Damage::marks:
      for (std::size_t n = 1 + below(random, 2); n > 0; --n)
        if (const auto i = place_of(kMarks, bytes, random); i < bytes.size())
          flip_bits(bytes, i * 8 + below(random, 8), 1, random);
      break;
    case Damage::truncate: bytes = bytes.substr(0, at) + "\r\n"; break;
    case Damage::join: bytes.resize(at); break;
    case Damage::noise:
      bytes.insert(random() % 2 == 0 ? at : random() % 2 * bytes.size(), some_noise(random));
      break;
    case Damage::lost: bytes.clear(); break;
    default: break;
  }
  return bytes;
}

}  // namespace buzzout
