#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/cable_identifier.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/printed_warnings.hpp"
#include "cli/views/render_identification.hpp"
#include "report/json_text.hpp"

namespace buzzout {
namespace {

// Plugs in each other's sockets may as well be wires on each other's contacts.
int exit_status(const Identification& id) {
  switch (id.result()) {
    case IdentityResult::exact:
      return id.exact.front().seating.seat == Seat::exchanged ? kExitFail : kExitDone;
    case IdentityResult::nothing: return kExitNoCable;
    case IdentityResult::dangerous:
    case IdentityResult::near:
    case IdentityResult::unknown: break;
  }
  return kExitFail;
}

int run_identify(const JigOptions& options, Environment& env) {
  PrintedWarnings warnings(env);
  CableIdentifier identifier(env.places, jig_request(options), warnings);
  const Identification id = identifier.identify();
  if (options.json)
    env.out << json_text(worded(to_json(id, identifier.context())), 2) << "\n";
  else
    print(env.out, render(id, identifier.context(), env.theme), env.theme);
  return exit_status(id);
}

}  // namespace

constinit const Command identify_command = {
    "identify", "", 0, 0, "say which known cable this is, or which it is nearest to",
    "Measures what is plugged in and names it: the profiles that it equals, contact by contact; else the\n"
    "nearest ones and how it differs from them. Tells plugs in each other's sockets, and a cable that is\n"
    "plugged in end for end. Refuses cables that are known to be dangerous.\n"
    "\n"
    "  buzzout identify\n"
    "  buzzout identify -f adapter-bench\n"
    "  buzzout identify -p sim:4.4-ts,short:amp.R1:amp.R3\n"
    "\n"
    "A name is not a test: for that, run `buzzout test PROFILE`.\n"
    "\n"
    "Exit status: 0 it is exactly a known cable, 1 it is none, or a dangerous one, or one with plugs in each\n"
    "other's sockets, 2 error, 3 nothing is plugged in.",
    action<JigOptions, run_identify>()};

}  // namespace buzzout
