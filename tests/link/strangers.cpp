#include "link/strangers.hpp"

#include <cstdio>

namespace buzzout {

SealedRequest other_request(std::uint32_t sequence, Random& random) {
  char hold[40];
  std::snprintf(hold, sizeof hold, "SCAN:HOLD? %u,%04X", random() % 2 == 0 ? 20U : 50U,
                static_cast<unsigned>(random() & 0xFFFF));
  const std::string commands[] = {"SCAN?", "LEAR?", "*IDN?", "*TST?", "*CLS", hold, hold, hold};
  return seal(sequence, commands[below(random, std::size(commands))]);
}

std::string typed_line(Random& random) {
  constexpr const char* kTyped[] = {"SCAN?\r\n", "*IDN?\n", "LEAR?\r", "SYST:ERR?\n",
                                    "SCAN",      "*TST?\n", "*CLS\n",  "SCAN:HOLD? 5,0001\n",
                                    "@1 SCA",    "DISP:",   "hello",   "*OPT?\r\n"};
  return kTyped[below(random, std::size(kTyped))];
}

std::string mixed(const std::string& bytes, const std::string& other, Random& random) {
  const std::size_t places[] = {0, below(random, bytes.size() + 1), bytes.size()};
  std::string out = bytes;
  return out.insert(places[below(random, std::size(places))], other);
}

}  // namespace buzzout
