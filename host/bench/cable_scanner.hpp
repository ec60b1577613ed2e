#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/jig_session.hpp"
#include "bench/library_warnings.hpp"
#include "catalog/places.hpp"
#include "core/evidence.hpp"
#include "naming/identification.hpp"
#include "naming/likeness.hpp"
#include "naming/whole_headphone.hpp"

namespace buzzout {

// What is connected in the fixture, without a profile. Its sockets and profiles are the scanner's.
struct CableScan {
  Evidence evidence;
  Identification id;
  std::optional<Likeness> likeness;
  std::vector<const Socket*> sockets;       // those to be drawn: the ones in use, as far as it is known
  std::optional<WholeHeadphone> headphone;  // where nothing but one plug is connected
  std::optional<HeadphoneOhms> ohms = {};   // of the headphones on it, if they were asked for and could be measured
  std::string sentence = {};                // what they are, or what is wrong with them
  bool is_trouble = false;                  // the latter
  std::vector<BalanceAnswer> answers = {};  // their ohms in words
};

// Says what is connected.
class CableScanner {
 public:
  // Opens the jig. Throws Error for whatever stands in the way.
  CableScanner(const Places&, const JigSession::Request&, LibraryWarnings&);

  const Fixture& fixture() const { return session_.fixture(); }
  // Whatever a fixture with a known defect shows may be its own doing.
  std::optional<Problem> defect() const;
  // Measures. `in_use`: the sockets that hold the plugs, where several share test points; others that something
  // reaches are added. Throws Error "unknown-socket", and what measuring throws.
  CableScan scan(const std::vector<std::string>& in_use);
  // The same of headphones, on the plug in the one socket that is named, and the ohms of their coils; without them on a jig
  // that measures none. `now` in seconds since 1970. Nobody must wear them: see ask_for_headphones_off(). Throws Error
  // "not-headphones", and why the ohms cannot be trusted.
  CableScan scan_headphones(const std::vector<std::string>& in_use, std::int64_t now);
  // Throws Error "which-socket" unless one socket is named, and it takes headphones; before anything is driven.
  void require_headphone_socket(const std::vector<std::string>& in_use) const;

 private:
  std::vector<const Socket*> named_sockets(const std::vector<std::string>& names) const;

  Places places_;
  Catalog catalog_;
  Config config_;
  mutable JigSession session_;
  std::vector<Profile> profiles_;
};

}  // namespace buzzout
