#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "jig/port_list.hpp"

namespace buzzout {

// Why a serial port cannot be used, each with what a person can do about it.

// "jig-no-port". Names the ports there are and the one probably meant.
JigError no_such_port(const std::string& wanted, const std::string& message,
                   const std::vector<PortInfo>& there_are);

// "jig-not-serial". `why` continues the path: "is a directory".
JigError not_serial(const std::string& path, const std::string& why,
                 const std::vector<PortInfo>& there_are);

// "jig-permission". `group` may open the port: dialout on Debian and its kin, uucp elsewhere.
JigError no_permission(const std::string& path, const std::string& group);

// "jig-busy".
JigError port_busy(const std::string& path);

// "jig-unplugged".
JigError unplugged(const std::string& path);

}  // namespace buzzout
