#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/verdict.hpp"
#include "proving/mistake.hpp"

namespace buzzout {

enum class Finding {
  caught,         // a bad cable, and no PASS
  no_difference,  // nothing a continuity test could see has changed: PASS
  escaped,        // a bad cable and PASS: must not be
  refused,        // a good cable and no PASS: must not be
};
std::string_view to_string(Finding);  // "caught", "no-difference", "escaped", "refused"

// One mistake, judged.
struct Trial {
  MistakeKind kind = MistakeKind::open;
  std::string edits;  // in the cable language
  Outcome outcome = Outcome::error;
  std::string diagnosis;  // code of the first one; may be empty
  Finding finding = Finding::escaped;
};

// Mistakes that measure the same: the test catches them all and cannot tell which it was.
struct Alike {
  enum class Kind { open, short_, exchange, one_way, part, unplugged } kind = Kind::open;
  std::vector<std::size_t> trials;  // indices into Proof::trials
};
std::string_view to_string(Alike::Kind);  // "open", "short", "exchange", "one-way", "part", "unplugged"
// How a person finds out which it was.
std::string_view procedure(Alike::Kind);

// A bad cable that passes while two of its plugs sit in each other's sockets.
struct Hidden {
  std::string edits;       // the mistake
  std::string exchange;    // the plugs, in the cable language
};
inline constexpr std::string_view kHiddenProcedure =
    "Read the marks on the plugs and put each into the socket with its mark.";

// What a test of one cable on one fixture is worth.
struct Proof {
  std::vector<Trial> trials;
  std::vector<Alike> alike;
  std::vector<Hidden> hidden;
  std::vector<NotTested> not_tested;  // of a PASS on a fixture about which nothing is known

  std::size_t count(Finding) const;
  std::size_t count(MistakeKind, Finding) const;
  bool holds() const { return count(Finding::escaped) == 0 && count(Finding::refused) == 0; }
  // One line, fit for a certificate.
  std::string summary() const;
};

// Judges the good cable, the empty fixture and every mistake (mistakes_of) as a healthy jig of the
// fixture's board would measure them. Throws Error where the good cable does not pass: the problem of its
// verdict, or "no-pass".
Proof prove(const Job&);

// What a healthy jig reports of a matrix, slow pass included.
Evidence ideal_evidence(const Job&, const ScanMatrix&);

}  // namespace buzzout
