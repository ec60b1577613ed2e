#include "core/not_tested_code.hpp"

namespace buzzout {
namespace {

constexpr CodeWord<NotTestedCode> kNotTestedCodes[] = {
    {NotTestedCode::fixture_never_empty, "fixture-never-empty"},
    {NotTestedCode::socket_wire_unproved, "socket-wire-unproved"},
    {NotTestedCode::fixture_untraced, "fixture-untraced"},
    {NotTestedCode::shared_socket, "shared-socket"},
    {NotTestedCode::other_plug, "other-plug"},
    {NotTestedCode::exchanged_plugs, "exchanged-plugs"},
    {NotTestedCode::profile_hides_another, "profile-hides-another"},
    {NotTestedCode::connector_hides_another, "connector-hides-another"},
    {NotTestedCode::fixture_hides_another, "fixture-hides-another"},
    {NotTestedCode::label_hides_another, "label-hides-another"},
    {NotTestedCode::presumed, "presumed"},
    {NotTestedCode::ignored, "ignored"},
    {NotTestedCode::resistance, "resistance"},
    {NotTestedCode::resistance_undecided, "resistance-undecided"},
    {NotTestedCode::resistance_unmeasured, "resistance-unmeasured"},
    {NotTestedCode::uncalibrated, "uncalibrated"},
    {NotTestedCode::parallel_wires, "parallel-wires"},
    {NotTestedCode::isolation, "isolation"},
    {NotTestedCode::parts_side_by_side, "parts-side-by-side"},
    {NotTestedCode::diodes, "diodes"},
    {NotTestedCode::return_resistance, "return-resistance"},
    {NotTestedCode::firmware_older, "firmware-older"},
    {NotTestedCode::series_capacitance, "series-capacitance"},
    {NotTestedCode::movement, "movement"},
    {NotTestedCode::geometry, "geometry"},
    {NotTestedCode::amplifier, "amplifier"},
    {NotTestedCode::clock_set_back, "clock-set-back"},
    {NotTestedCode::gates_waived, "gates-waived"},
    {NotTestedCode::headphone_polarity, "headphone-polarity"},
    {NotTestedCode::headphone_sides, "headphone-sides"},
    {NotTestedCode::headphone_place, "headphone-place"},
    {NotTestedCode::headphone_drivers, "headphone-drivers"},
    {NotTestedCode::headphone_leak, "headphone-leak"},
};
static_assert(is_whole(kNotTestedCodes, NotTestedCode::headphone_leak));

}  // namespace

std::string_view to_string(NotTestedCode code) { return kNotTestedCodes[static_cast<std::size_t>(code)].word; }

std::span<const CodeWord<NotTestedCode>> not_tested_codes() { return kNotTestedCodes; }

}  // namespace buzzout
