#include <doctest/doctest.h>

#include "catalog/names.hpp"
#include "digest/sha256.hpp"
#include "core/suggest.hpp"

using namespace buzzout;

TEST_CASE("A misspelt name finds the one that was meant") {
  const std::vector<std::string> names{"pentaconn-4.4", "trs-3.5", "trs-6.35", "xlr-3", "xlr-4"};
  CHECK(nearest("pentacon-4.4", names) == "pentaconn-4.4");
  CHECK(nearest("pentacnon-4.4", names) == "pentaconn-4.4");
  CHECK(nearest("PENTACONN-4.4", names) == "pentaconn-4.4");
  CHECK(nearest("trs-635", names) == "trs-6.35");
  CHECK(nearest("xlr4", names) == "xlr-4");
}

TEST_CASE("No guess is made where none is better than another") {
  CHECK(nearest("xlr-5", {"xlr-3", "xlr-4"}) == std::nullopt);
  CHECK(nearest("R", {"T", "S"}) == std::nullopt);
  CHECK(nearest("R", {"R1", "T"}) == "R1");
  CHECK(nearest("speakon", {"pentaconn-4.4", "trs-3.5"}) == std::nullopt);
  CHECK(nearest("", {"a"}) == std::nullopt);
  CHECK(nearest(std::string(100'000, 'x'), {std::string(100'000, 'x')}) == std::nullopt);
}

TEST_CASE("SHA-256 gives the published values") {
  // FIPS 180-4 examples of NIST's Cryptographic Standards and Guidelines.
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("Names have the characters that their rule states") {
  CHECK(follows(kContactName, "R1"));
  CHECK(follows(kContactName, "1+"));
  CHECK(follows(kContactName, "1-"));
  CHECK(follows(kContactName, "shell"));
  CHECK_FALSE(follows(kContactName, "R.1"));
  CHECK_FALSE(follows(kContactName, "+"));
  CHECK_FALSE(follows(kContactName, std::string(17, 'R')));
  CHECK(follows(kThingName, "pentaconn-4.4"));
  CHECK_FALSE(follows(kThingName, ".hidden"));
  CHECK_FALSE(follows(kThingName, "a/b"));
  CHECK_FALSE(follows(kThingName, "é"));
  CHECK_FALSE(follows(kThingName, ""));
  CHECK_FALSE(follows(kEndName, "1st"));
}
