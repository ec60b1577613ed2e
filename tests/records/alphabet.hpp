#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/standing.hpp"

namespace buzzout {

// Everything that can be written down of one cable, as far as it matters what it stands at. A letter may look at what
// came before: a correction names the newest FAIL.
struct Letter {
  std::string name;
  std::function<CableEvent(const std::vector<CableEvent>& before)> write;
};

inline CableEvent an_event(CableEvent::Kind kind) {
  CableEvent e;
  e.kind = kind;
  return e;
}

inline Letter a_test(std::string name, CableEvent e) {
  return {std::move(name), [e](const auto&) { return e; }};
}

inline std::string newest_fail(const std::vector<CableEvent>& before) {
  std::string out = "none";
  for (const auto& e : before)
    if (e.kind == CableEvent::Kind::failed) out = e.record;
  return out;
}

inline Letter a_repair(bool simulated = false) {
  return {simulated ? "repair sim" : "repair", [simulated](const auto&) {
            CableEvent e = an_event(CableEvent::Kind::repaired);
            e.simulated = simulated;
            return e;
          }};
}

inline Letter a_correction() {
  return {"correction", [](const auto& before) {
            CableEvent e = an_event(CableEvent::Kind::corrected);
            e.of = newest_fail(before);
            return e;
          }};
}

inline const std::string kLots[] = {"K7", "K8", ""};  // two lots, and the bench
// Three profiles: the last has the name of the first, and other content.
struct NamedContent {
  const char *name, *content;
};
inline const NamedContent kProfiles[] = {{"4.4-ts", "A"}, {"2.5-ts", "B"}, {"4.4-ts", "A, of a stranger"}};

// Outcomes by lots by profiles, a repair, a correction: 56 letters.
inline std::vector<Letter> the_whole_alphabet() {
  using Kind = CableEvent::Kind;
  std::vector<Letter> out = {a_repair(), a_correction()};
  for (const auto& lot : kLots)
    for (const auto& profile : kProfiles) {
      const auto add = [&](const std::string& outcome, Kind kind, bool intermittent) {
        CableEvent e = an_event(kind);
        e.lot = lot;
        e.profile = profile.name;
        e.content = profile.content;
        e.intermittent = intermittent;
        out.push_back(a_test(outcome + " " + profile.content + " " + (lot.empty() ? "bench" : lot), e));
      };
      add("PASS", Kind::passed, false);
      add("FAIL open", Kind::failed, false);
      add("FAIL intermittent", Kind::failed, true);
      add("ERROR do not plug in", Kind::failed, false);
      add("ERROR", Kind::unjudged, false);
      add("ABORTED", Kind::unjudged, false);
    }
  return out;
}

// Calls `take` with every sequence of one letter up to `longest`, each record with an id of its own.
template <class Take>
void each_sequence(const std::vector<Letter>& alphabet, std::size_t longest, Take take) {
  std::vector<CableEvent> events;
  std::vector<std::string> names;
  const std::function<void()> extend = [&] {
    if (!events.empty()) take(events, names);
    if (events.size() == longest) return;
    for (const auto& letter : alphabet) {
      CableEvent e = letter.write(events);
      e.record = std::string(1, static_cast<char>('a' + events.size()));
      e.started = "2026-11-2" + std::to_string(events.size()) + "T10:00:00+01:00";
      events.push_back(std::move(e));
      names.push_back(letter.name);
      extend();
      events.pop_back();
      names.pop_back();
    }
  };
  extend();
}

inline std::string in_words(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& n : names) out += (out.empty() ? "" : ", ") + n;
  return out;
}

}  // namespace buzzout
