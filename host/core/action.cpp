#include "core/action.hpp"

#include <algorithm>
#include <iterator>

#include "core/code.hpp"

namespace buzzout {
namespace {

constexpr CodeWord<ActionCode> kActionCodes[] = {
    {ActionCode::prove_fixture, "prove-fixture"},
    {ActionCode::trace_fixture, "trace-fixture"},
    {ActionCode::renew_socket, "renew-socket"},
    {ActionCode::choose_fixture, "choose-fixture"},
    {ActionCode::list_files, "list-files"},
    {ActionCode::place_ends, "place-ends"},
    {ActionCode::identify, "identify"},
    {ActionCode::scan, "scan"},
    {ActionCode::watch, "watch"},
    {ActionCode::test, "test"},
    {ActionCode::learn, "learn"},
    {ActionCode::insist_diodes, "insist-diodes"},
    {ActionCode::insist_resistors, "insist-resistors"},
    {ActionCode::insist_unlike, "insist-unlike"},
    {ActionCode::write_profile, "write-profile"},
    {ActionCode::name_net, "name-net"},
    {ActionCode::name_use, "name-use"},
    {ActionCode::name_cable, "name-cable"},
    {ActionCode::show_file, "show-file"},
    {ActionCode::give_port, "give-port"},
    {ActionCode::simulate, "simulate"},
    {ActionCode::flash, "flash"},
    {ActionCode::begin_lot, "begin-lot"},
    {ActionCode::resume_lot, "resume-lot"},
    {ActionCode::allow_retests, "allow-retests"},
    {ActionCode::keep_simulated, "keep-simulated"},
    {ActionCode::verify_records, "verify-records"},
    {ActionCode::give_operator, "give-operator"},
    {ActionCode::choose_library, "choose-library"},
    {ActionCode::print_to_file, "print-to-file"},
    {ActionCode::look_at_socket, "look-at-socket"},
    {ActionCode::look_at_plug, "look-at-plug"},
    {ActionCode::read_plug_marks, "read-plug-marks"},
    {ActionCode::compare_good_cable, "compare-good-cable"},
    {ActionCode::bend_and_repeat, "bend-and-repeat"},
    {ActionCode::calibrate, "calibrate"},
};
static_assert(is_whole(kActionCodes, ActionCode::calibrate));

}  // namespace

std::string_view to_string(ActionCode code) { return kActionCodes[static_cast<std::size_t>(code)].word; }

std::optional<ActionCode> action_code(std::string_view word) {
  const auto* row = std::ranges::find(kActionCodes, word, &CodeWord<ActionCode>::word);
  return row != std::end(kActionCodes) ? std::optional(row->value) : std::nullopt;
}

const std::string& Action::operand(const std::string& name) const {
  static const std::string none;
  const auto it = operands.find(name);
  return it != operands.end() ? it->second : none;
}

}  // namespace buzzout
