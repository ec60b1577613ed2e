#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "catalog/catalog.hpp"
#include "catalog/config_yaml.hpp"
#include "core/fixture_map.hpp"
#include "jig/jig_client.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// The jig, the fixture on it, and the conversation: what every measuring command starts with. The lamps,
// which told of another cable, are dark when it begins.
class JigSession {
 public:
  // What a command asks for.
  struct Request {
    std::string port;     // a device or "sim:…"; empty: config, else the one jig that is connected
    std::string fixture;  // empty: config, else the one that fits
    const Profile* profile = nullptr;  // null: any fixture of the board will do
    FixtureMap::Choices at;
  };
  // Throws Error for whatever stands in the way, with the remedy. The profile outlives the session.
  JigSession(const Catalog&, const Config&, const Request&);
  ~JigSession();

  JigClient& jig() { return *client_; }
  Clock& clock() { return *clock_; }
  const Fixture& fixture() const { return *fixture_; }
  // What this jig is called in the proof ledger: its number. Simulated jigs have none: their defects tell them apart.
  std::string jig_name() const;
  // What a person should know of the line to the jig, once: damaged answers have made it slow. Code "jig-slowed".
  std::optional<Error> take_line_trouble();
  // Only with a simulated jig.
  Workbench* workbench() { return bench_.get(); }
  // Puts a cable, in the cable language, into a simulated jig, which needs nobody to plug it in. False: a person must.
  bool plug(const std::string& cable);
  // The same with the cable of the port: it is put in again.
  bool plug_again() { return plug(cable_); }
  // From now on plug() leaves a simulated jig to its person too.
  void leave_plugging() { plugs_itself_ = false; }

 private:
  void open_simulated(const Catalog&, const Request&, const std::string& port);
  void open_serial(const Catalog&, const Request&, const std::string& port);

  bool plugs_itself_ = true;
  bool told_of_line_ = false;
  std::unique_ptr<Fixture> fixture_;
  std::string defects_;
  std::string cable_;  // of a simulated jig's port
  std::unique_ptr<Workbench> bench_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<ByteChannel> channel_;
  std::unique_ptr<JigClient> client_;
};

// The port to use: as asked, else the config's, else the only serial port that looks like a jig. `simulated`: a
// simulated jig would do, which the remedy says.
std::string choose_port(const std::string& asked, const Config&, bool simulated);

// Just the conversation, for commands without a fixture; the identity is known when it returns.
struct BareJig {
  std::unique_ptr<Clock> clock;
  std::unique_ptr<ByteChannel> channel;
  std::unique_ptr<JigClient> client;
};
BareJig open_serial_jig(const std::string& port, const Config&);

}  // namespace buzzout
