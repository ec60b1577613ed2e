#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace buzzout {

// What a person can do next. Each face words it in its own way: the command line as a command, a page as a button.
// In quotes: its operands.
enum class ActionCode {
  prove_fixture,   // by a self-test; "fixture", or none: the one in use
  trace_fixture,   // "fixture"
  renew_socket,    // a new one is in: "fixture", "socket"
  choose_fixture,  // "fixture", or none: any
  list_files,      // "kind": "profile" or "fixture"
  place_ends,      // into which socket each end goes: end → socket, or none: any
  identify,
  scan,
  watch,           // "profile"
  test,            // "profile"
  learn,           // "from": a template
  insist_diodes,   // of a cable to be learned: links that conduct one way are meant
  insist_resistors,  // of a cable to be learned: ohms are meant
  insist_unlike,   // the cable is meant to differ from this one: "profile"
  write_profile,   // by hand
  name_net,        // say what it carries: "contact"
  name_use,        // of a cable
  name_cable,      // say which other one it is
  show_file,       // "kind": "profile", "fixture" or "connector"; "name", or none: the one that was used
  give_port,       // "port", or none: any
  simulate,        // "cable"
  flash,           // the jig's firmware; "board", "port": either may be missing
  begin_lot,       // "profile", "lot"
  resume_lot,      // "profile", "lot"
  allow_retests,   // of cables that passed
  keep_simulated,  // the records of simulated jigs
  verify_records,
  give_operator,
  choose_library,
  print_to_file,   // "file"
  look_at_socket,  // which one holds the plug
  look_at_plug,    // which one it is
  read_plug_marks,
  compare_good_cable,
  bend_and_repeat,
  calibrate,       // the jig on this fixture; "fixture"
};
std::string_view to_string(ActionCode);  // "prove-fixture", …
// Nothing if there is no such code, as in a record of a newer program.
std::optional<ActionCode> action_code(std::string_view);

struct Action {
  ActionCode code = ActionCode::prove_fixture;
  std::map<std::string, std::string> operands = {};

  // Empty if there is no such operand.
  const std::string& operand(const std::string& name) const;

  friend bool operator==(const Action&, const Action&) = default;
};

// Words for a person, and what to do about it.
struct Advice {
  std::string text;
  std::optional<Action> action = {};
};

}  // namespace buzzout
