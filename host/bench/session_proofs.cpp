#include "bench/session_proofs.hpp"
#include "core/error_codes.hpp"

namespace buzzout {
namespace {

// Those of the library and the one in use; a file that does not load is none.
std::vector<Fixture> fixtures_now(const std::vector<std::filesystem::path>& library, const Fixture& in_use) {
  const Catalog catalog(library);
  std::vector<Fixture> out{in_use};
  for (const auto& name : catalog.fixture_names()) {
    try {
      out.push_back(catalog.fixture(name));
    } catch (const Error&) {
    }
  }
  return out;
}

}  // namespace

SessionProofs::SessionProofs(const Places& places, const JigSession& session)
    : ledger_(places.data / "proofs.json",
              [library = places.library, &in_use = session.fixture()] { return fixtures_now(library, in_use); }),
      jig_(session.jig_name()),
      fixture_(session.fixture()) {
  if (jig_.starts_with("sim:")) return;
  try {
    alone_.emplace(places.data / "jigs" / (jig_ + ".lock"), kJigNumberTwice,
                   "another program is at work with a jig of the same number on another port",
                   "two jigs must not share a number: erase the EEPROM of one, and its next test gives it a new one");
  } catch (const Error& e) {
    if (e.code == kJigNumberTwice) throw;  // where nothing can be written, whoever saves something says so
  }
}

}  // namespace buzzout
