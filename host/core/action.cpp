#include "core/action.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace buzzout {
namespace {

using Row = std::pair<ActionCode, std::string_view>;

constexpr auto kActionCodes = [] {
  using enum ActionCode;
  return std::to_array<Row>({
      {prove_fixture, "prove-fixture"},
      {trace_fixture, "trace-fixture"},
      {renew_socket, "renew-socket"},
      {choose_fixture, "choose-fixture"},
      {list_files, "list-files"},
      {place_ends, "place-ends"},
      {identify, "identify"},
      {scan, "scan"},
      {watch, "watch"},
      {test, "test"},
      {learn, "learn"},
      {insist_unlike, "insist-unlike"},
      {write_profile, "write-profile"},
      {name_net, "name-net"},
      {name_use, "name-use"},
      {name_cable, "name-cable"},
      {show_file, "show-file"},
      {give_port, "give-port"},
      {simulate, "simulate"},
      {flash, "flash"},
      {begin_lot, "begin-lot"},
      {resume_lot, "resume-lot"},
      {allow_retests, "allow-retests"},
      {keep_simulated, "keep-simulated"},
      {verify_records, "verify-records"},
      {give_operator, "give-operator"},
      {choose_library, "choose-library"},
      {print_to_file, "print-to-file"},
      {look_at_socket, "look-at-socket"},
      {look_at_plug, "look-at-plug"},
      {read_plug_marks, "read-plug-marks"},
      {compare_good_cable, "compare-good-cable"},
      {bend_and_repeat, "bend-and-repeat"},
  });
}();

}  // namespace

std::string_view to_string(ActionCode code) { return std::ranges::find(kActionCodes, code, &Row::first)->second; }

std::optional<ActionCode> action_code(std::string_view word) {
  const auto* row = std::ranges::find(kActionCodes, word, &Row::second);
  return row != kActionCodes.end() ? std::optional(row->first) : std::nullopt;
}

const std::string& Action::operand(const std::string& name) const {
  static const std::string none;
  const auto it = operands.find(name);
  return it != operands.end() ? it->second : none;
}

}  // namespace buzzout
