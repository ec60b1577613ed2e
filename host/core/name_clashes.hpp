#pragma once

#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/label_template.hpp"
#include "core/not_tested_code.hpp"
#include "core/profile.hpp"

namespace buzzout {

// A name behind a verdict that more than one file goes by.
struct NameClash {
  NotTestedCode code = NotTestedCode::profile_hides_another;  // or another one of -hides-another
  std::string text;
};

// A profile's with those of its ends' connector types; a fixture's with those of its sockets and of the plugs that they
// accept.
std::vector<NameClash> name_clashes(const ConnectorType&);
std::vector<NameClash> name_clashes(const LabelTemplate&);
std::vector<NameClash> name_clashes(const Profile&);
std::vector<NameClash> name_clashes(const Fixture&);
std::vector<NameClash> name_clashes(const Profile&, const Fixture&);  // a connector type once

}  // namespace buzzout
