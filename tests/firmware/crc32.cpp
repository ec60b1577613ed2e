#include <numeric>

#include "line.hpp"

using namespace buzzout;

TEST_CASE("the check values of CRC-32") {
  CHECK(crc32_of("") == 0);
  CHECK(crc32_of("a") == 0xE8B7BE43);
  CHECK(crc32_of("abc") == 0x352441C2);
  CHECK(crc32_of("123456789") == 0xCBF43926);
  CHECK(crc32_of(std::string(32, '\0')) == 0x190A55AD);
  CHECK(crc32_of(std::string(32, '\xFF')) == 0xFF6CAB0B);
  std::string all(256, '\0');
  std::iota(all.begin(), all.end(), '\0');
  CHECK(crc32_of(all) == 0x29058C73);
}

TEST_CASE("every entry of the table is the remainder of its byte") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    std::uint32_t remainder = ~0U ^ byte;
    for (int bit = 0; bit < 8; ++bit)
      remainder = (remainder & 1U) != 0 ? (remainder >> 1) ^ 0xEDB88320U : remainder >> 1;
    CHECK(crc32_update(0, static_cast<std::uint8_t>(byte)) == ~remainder);
  }
}

TEST_CASE("a CRC goes on from another one's value") {
  CHECK(crc32_of("6789", crc32_of("12345")) == 0xCBF43926);
  CHECK(crc32_of("reply", crc32_of("request 1")) != crc32_of("reply", crc32_of("request 2")));
}
