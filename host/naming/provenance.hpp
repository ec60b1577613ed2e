#pragma once

#include <optional>
#include <string>

#include "core/scan.hpp"

namespace buzzout {

// Who measured a cable, when and on what: what the source of a learned profile says.
struct Occasion {
  std::string date;    // "2026-03-14"
  std::string person;  // see may_be_person()
  JigIdentity jig;
  std::string fixture;
};

// "learned on 2026-03-14 by Anna from one cable on jig 4711 (uno), fixture headphone-bench"
std::string learned_text(const Occasion&);
// The same with who held another cable, or the same one, against it; `cable` says which other one, and may be empty.
std::string confirmed_text(const std::string& learned, const Occasion&, const std::string& cable);

// Who learned it, as learned_text() says; none if the text is no such one.
struct Learner {
  std::string person;
  bool simulated = false;
};
std::optional<Learner> learner_of(const std::string& source_text);

// A name that learner_of() reads back.
bool may_be_person(const std::string&);
// Letter case and spaces make no other person.
bool same_person(const std::string&, const std::string&);

}  // namespace buzzout
