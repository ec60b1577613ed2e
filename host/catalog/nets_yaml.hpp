#pragma once

#include "catalog/yaml_reader.hpp"
#include "core/profile.hpp"

namespace buzzout {

// A contact of a profile whose ends are known, as END.CONTACT. Throws Error "unknown-end", "unknown-contact" or those of
// YamlReader.
Contact read_contact(const YamlReader&, const YamlNode&, const Profile&);

// The keys of a profile that say what every contact is joined to; all but `nets` may be absent.
struct NetKeys {
  const YamlNode& nets;
  const YamlNode* shell;
  const YamlNode* ignore;
  const YamlNode* parts;
};

// Fills nets, ignored contacts and parts of a profile whose ends are known. Throws Error
// "unknown-end", "unknown-contact", "contact-twice", "role-twice", "net-too-small", "no-shell", or those of read_parts()
// and YamlReader.
void read_nets(const YamlReader&, const NetKeys&, Profile&);

// "lonely-end" unless every end shares a net with another one, or has a part to one or, no jumper, in itself; `ends` is the profile's map of ends.
void check_ends(const YamlReader&, const YamlNode& ends, const Profile&);

// "wiring-roles" unless the nets' roles are what `wiring` says: balanced has L+, L-, R+ and R- on
// four nets, single-ended has L- and R- on one.
void check_wiring(const YamlReader&, const YamlNode& wiring, const Profile&);

}  // namespace buzzout
