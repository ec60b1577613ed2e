#include "jig/port_errors.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace buzzout {
namespace {

std::string_view short_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// Levenshtein: how many letters to insert, remove or change.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] != b[j] ? 1 : 0);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

// The port probably meant by `wanted`: a name at most two letters away (one, if it is no likely
// jig), else the only likely jig.
const PortInfo* meant(std::string_view wanted, const std::vector<PortInfo>& ports) {
  const PortInfo* nearest = nullptr;
  std::size_t least = 3;
  for (const auto& p : ports) {
    const auto d = distance(short_name(wanted), short_name(p.path)) + (p.likely_jig ? 0 : 1);
    if (d < least) {
      nearest = &p;
      least = d;
    }
  }
  if (nearest) return nearest;
  const auto likely = [](const PortInfo& p) { return p.likely_jig; };
  if (std::count_if(ports.begin(), ports.end(), likely) != 1) return nullptr;
  return &*std::find_if(ports.begin(), ports.end(), likely);
}

std::string ports_found(const std::vector<PortInfo>& ports) {
  if (ports.empty())
    return "No serial port was found: plug the jig's USB cable in (some cables only charge), or try a simulated jig.";
  std::string line;
  for (const auto& p : ports) {
    line += (line.empty() ? "Ports found: " : ", ") + p.path;
    if (!p.description.empty() && p.description != short_name(p.path))
      line += " (" + p.description + ")";
  }
  return line + ".";
}

std::optional<Action> instead_of_a_jig(const std::vector<PortInfo>& ports) {
  return ports.empty() ? std::optional(Action{ActionCode::simulate, {{"cable", "good"}}}) : std::nullopt;
}

}  // namespace

JigError no_such_port(const std::string& wanted, const std::string& message,
                   const std::vector<PortInfo>& there_are) {
  std::string remedy;
  if (const auto* p = meant(wanted, there_are)) remedy = "Did you mean " + p->path + "? ";
  return {"jig-no-port", message, wanted, remedy + ports_found(there_are), instead_of_a_jig(there_are)};
}

JigError not_serial(const std::string& path, const std::string& why,
                 const std::vector<PortInfo>& there_are) {
  return {"jig-not-serial", path + " " + why, path, ports_found(there_are), instead_of_a_jig(there_are)};
}

JigError no_permission(const std::string& path, const std::string& group) {
  return {"jig-permission", "no permission to open " + path, path,
          "Join the group " + group + " (`sudo usermod -aG " + group +
              " $USER`), then log out and in again. Or open the jig to everyone with a udev rule, "
              "/etc/udev/rules.d/60-buzzout.rules: "
              "SUBSYSTEM==\"tty\", ATTRS{idVendor}==\"2341\", MODE=\"0666\""};
}

JigError port_busy(const std::string& path) {
  return {"jig-busy", path + " is in use by another program", path,
          "Close the program that holds it (`fuser -v " + path +
              "` names it): the Arduino IDE's serial monitor or plotter, another buzzout, a "
              "terminal program. ModemManager probes a port for some seconds after plugging in: "
              "wait, or stop it with `sudo systemctl stop ModemManager`."};
}

JigError unplugged(const std::string& path) {
  return {"jig-unplugged", "the jig on " + path + " is gone", path,
          "Check the jig's USB cable and plug it in again. If the jig goes whenever a cable enters "
          "the fixture, that cable may short the board's supply."};
}

}  // namespace buzzout
