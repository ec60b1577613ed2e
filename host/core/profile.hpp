#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/connector.hpp"
#include "core/contact.hpp"
#include "core/coverage.hpp"
#include "core/limits.hpp"
#include "core/namesakes.hpp"
#include "core/part.hpp"
#include "core/wire.hpp"

namespace buzzout {

enum class Wiring { balanced, single_ended, other };
enum class Use { headphone, mic, line, speaker, data, adapter, headset, midi, instrument };
// All of them, in the order in which they are listed to people.
const std::vector<Use>& all_uses();

// How far a profile is believed. A template can never PASS.
enum class Trust { sourced, presumed, confirmed, template_only };

std::string_view to_string(Wiring);  // "balanced", "single-ended", "other"
std::string_view to_string(Use);
std::string_view to_string(Trust);   // "sourced", …, "template"

struct End {
  std::string name;  // "amp"
  ConnectorType type;
  Gender gender = Gender::unsaid;
};

// Contacts that must be joined to each other and to nothing else. The name is the role, or several
// roles joined by '=' when they share the conductor ("L-=R-").
struct Net {
  std::string name;
  std::vector<Contact> contacts;

  std::vector<std::string> roles() const;
  bool has_role(std::string_view) const;
};

// Headphones at the far ends of a cable, of which only the amplifier's plugs are in the jig: see with_headphones().
struct AttachedHeadphones {
  double most_apart = 10;  // percent of their mean by which the coils of left and right may differ
  std::string basis;
  std::map<std::string, std::string> connectors;  // of all the ends of the cable: connector_hashes()
};

// What a cable must be. Loaded and checked by the catalog, which guarantees: end, net and contact
// names exist and are unique, no contact is in two nets, every net has two contacts, or one and a part, and every
// end shares a net with another end, or a part joins it to one or lies in it (so an empty fixture can never satisfy it).
struct Profile {
  std::string name;
  std::vector<std::string> aliases;
  std::string title;
  int revision = 1;
  Use use = Use::adapter;
  Wiring wiring = Wiring::other;
  std::vector<End> ends;
  std::vector<Net> nets;  // shells that the profile requires are already members
  std::vector<Contact> ignored;  // contacts whose connection is nobody's business
  std::map<std::string, Wire> wires;  // by net, and what is said of all of them is in each
  Limit continuity{kHouseContinuity, "house default"};  // at most, where no `allowance` says it
  std::optional<Limit> allowance;  // for joints and contacts, over the copper of each wire, whose size is then known
  std::optional<MatchLimit> match;
  std::optional<GoldenLimit> golden;
  Decision decision = Decision::guard_band;      // where a measured value lies near its limit
  Limit isolation{1'000'000, "house default"};  // at least
  std::vector<Part> parts;  // between the nets; their names are unique
  Trust trust = Trust::presumed;
  Source source;
  std::string hazard;  // a cable that is known to be bad, and why: nothing passes against it; may be empty
  std::string note;    // a caveat that the reader of a verdict should see; may be empty
  std::string sha256;  // of the profile file's bytes, lower-case hex
  Namesakes namesakes;
  std::vector<std::string> variants;  // of the file: each is a profile of its own, "name:variant"
  std::optional<AttachedHeadphones> headphones = {};  // then its parts are the coils kLeftCoil and kRightCoil

  const End* end(std::string_view name) const;
  bool has_contact(const Contact&) const;
  bool is_ignored(const Contact&) const;
  const Net* net_of(const Contact&) const;
  const Net* net_of_role(std::string_view role) const;
  const Net* net_named(std::string_view name) const;
  const Part* part(std::string_view name) const;
  const Wire* wire(const Net&) const;  // null: nothing is said of it
  // Connector types of the ends, and the hashes of their files: with `sha256`, all that the profile says.
  std::map<std::string, std::string> connector_hashes() const;
  // Whether two plugs of one type may sit in each other's sockets without any net noticing.
  bool ends_are_alike(const End&, const End&) const;
  // All contacts of all ends, in the order of the ends and of their connector types.
  std::vector<Contact> contacts() const;
};

}  // namespace buzzout
