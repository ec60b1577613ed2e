#pragma once

#include <doctest/doctest.h>

#include <string>

#include "catalog/catalog.hpp"
#include "catalog/fixture_yaml.hpp"
#include "catalog/profile_yaml.hpp"
#include "core/error.hpp"

namespace buzzout::sample {

inline const std::string kProfile = R"(profile: sample
title: Sample cable
revision: 1
use: headphone
wiring: balanced
ends: {amp: four, left: two, right: two}
nets:
  L+: [amp.T,  left.T]
  L-: [amp.R1, left.S]
  R+: [amp.R2, right.T]
  R-: [amp.S, right.S]
trust: sourced
source: {text: a page, certainty: B}
)";

inline const std::string kMic = R"(profile: mic
title: Microphone cable
revision: 2
use: mic
wiring: other
ends: {in: xlr, out: xlr}
nets:
  shield: [in.1, out.1]
  hot: [in.2, out.2]
trust: sourced
source: {text: a page, certainty: A}
)";

inline const std::string kFixture = R"(fixture: sample
title: Sample bench
board: uno
sockets:
  amp4:
    type: four
    label: amp
    contacts: {T: 1, R1: 2, R2: 3, S: 4}
    accepts:
      two: {T: T, S: [R2, S]}
  amp2: {type: two, label: amp, contacts: {T: 1, S: 4}}
  left: {type: two, contacts: {S: 6, T: 5}}
  right: {type: two, contacts: {T: 7, S: 8}}
)";

inline const std::string kConnector = R"(connector: four
title: Four poles
shape: phone
diameter_mm: 2.5
contacts: [T, R1, R2, S]
source: {text: a page, certainty: B}
)";

// Two plugs with two and four contacts, and an XLR with two pins and a shell.
inline ConnectorLibrary connectors() {
  return {[](const std::string& name) -> std::optional<ConnectorType> {
            ConnectorType type;
            type.name = name;
            if (name == "four") type.contacts = {"T", "R1", "R2", "S"};
            if (name == "two") type.contacts = {"T", "S"};
            if (name == "xlr") {
              type.shape = Shape::xlr;
              type.contacts = {"1", "2", "shell"};
              type.shell = "shell";
              type.shell_bond = "1";
            }
            if (type.contacts.empty()) return std::nullopt;
            return type;
          },
          [] {
            return std::vector<std::string>{"four", "two", "xlr"};
          }};
}

inline Profile profile(const std::string& text, const std::string& variant = {}) {
  return load_profile(SourceText("p.yaml", text), connectors(), variant);
}
inline Fixture fixture(const std::string& text) {
  return load_fixture(SourceText("f.yaml", text), connectors());
}

// `text` with one passage replaced, which must be there once.
inline std::string edit(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(from, at + 1) == std::string::npos);
  return text.replace(at, from.size(), to);
}

// The whole Error that a call throws: code and message, where, remedy.
template <typename Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return "\n[" + e.code + "] " + e.message + "\n" + e.where + "\n" + e.remedy + "\n";
  }
  return "no error";
}
inline std::string profile_error(const std::string& from, const std::string& to) {
  return error_of([&] { profile(edit(kProfile, from, to)); });
}
inline std::string mic_error(const std::string& more) {
  return error_of([&] { profile(kMic + more); });
}
inline std::string fixture_error(const std::string& from, const std::string& to) {
  return error_of([&] { fixture(edit(kFixture, from, to)); });
}
inline std::string connector_error(const std::string& from, const std::string& to) {
  return error_of([&] { load_connector(SourceText("c.yaml", edit(kConnector, from, to))); });
}

}  // namespace buzzout::sample
