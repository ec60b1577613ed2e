#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/measure.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/skipped_files.hpp"
#include "cli/views/render_identification.hpp"
#include "bench/session_proofs.hpp"
#include "core/known_defect.hpp"
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

// A name that rests on a wire of the jig which is known to be broken is none.
void refuse_defects(const Identification& id, const Fixture& fixture, const FixtureEvidence& proofs) {
  std::vector<std::string> sockets;
  const auto* match = !id.exact.empty()  ? &id.exact.front()
                      : !id.near.empty() ? &id.near.front().matches.front()
                                         : nullptr;
  if (match != nullptr)
    for (std::size_t s : match->seating.sockets) sockets.push_back(fixture.sockets[s].name);
  if (const auto defect = known_defect(proofs, fixture, sockets))
    throw Error(*defect);
}

int run_identify(const JigOptions& options, Environment& env) {
  const Config config = load_config(env.places.config_file);
  const Catalog catalog(env.places.library);
  JigSession session(catalog, config, jig_request(options));
  const Fixture& fixture = session.fixture();
  warn_of_clashes(name_clashes(fixture), env);
  std::vector<Error> broken;
  const std::vector<Profile> profiles = catalog.profiles(broken);
  warn_of_skipped_files(broken, env);
  const CableIndex known(profiles, fixture);

  session.jig().set_lamp(protocol::Lamp::busy);
  const Evidence evidence = measure(session.jig());
  session.jig().set_lamp(protocol::Lamp::off);
  const Identification id = identify(read_evidence(evidence, fixture), fixture, known);
  refuse_defects(id, fixture, SessionProofs(env.places, session).load());

  const IdentificationContext context{fixture, evidence.jig, known, broken};
  if (options.json)
    env.out << json_text(worded(to_json(id, context)), 2) << "\n";
  else
    print(env.out, render(id, context, env.theme), env.theme);
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
