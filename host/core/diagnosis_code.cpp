#include "core/diagnosis_code.hpp"

namespace buzzout {
namespace {

constexpr CodeWord<DiagnosisCode> kDiagnosisCodes[] = {
    {DiagnosisCode::other_socket, "other-socket"},
    {DiagnosisCode::half_in, "half-in"},
    {DiagnosisCode::known_bad, "known-bad"},
    {DiagnosisCode::returns_joined, "returns-joined"},
    {DiagnosisCode::output_shorted, "output-shorted"},
    {DiagnosisCode::channels_joined, "channels-joined"},
    {DiagnosisCode::contact_in_use, "contact-in-use"},
    {DiagnosisCode::pin_1_joined, "pin-1-joined"},
    {DiagnosisCode::pin_1_miswired, "pin-1-miswired"},
    {DiagnosisCode::other_order, "other-order"},
    {DiagnosisCode::crossed_channels, "crossed-channels"},
    {DiagnosisCode::crossed_returns, "crossed-returns"},
    {DiagnosisCode::exchanged_plugs, "exchanged-plugs"},
    {DiagnosisCode::reversed_pair, "reversed-pair"},
    {DiagnosisCode::crossed_wires, "crossed-wires"},
    {DiagnosisCode::shifted_contacts, "shifted-contacts"},
    {DiagnosisCode::wrong_order, "wrong-order"},
    {DiagnosisCode::miswire, "miswire"},
    {DiagnosisCode::end_not_connected, "end-not-connected"},
    {DiagnosisCode::open_common_return, "open-common-return"},
    {DiagnosisCode::shield_open, "shield-open"},
    {DiagnosisCode::one_legged_pair, "one-legged-pair"},
    {DiagnosisCode::shell_open, "shell-open"},
    {DiagnosisCode::open, "open"},
    {DiagnosisCode::series_capacitance, "series-capacitance"},
    {DiagnosisCode::shell_bonded, "shell-bonded"},
    {DiagnosisCode::short_, "short"},
    {DiagnosisCode::low_isolation, "low-isolation"},
    {DiagnosisCode::high_resistance, "high-resistance"},
    {DiagnosisCode::one_way, "one-way"},
    {DiagnosisCode::intermittent, "intermittent"},
    {DiagnosisCode::component, "component"},
    {DiagnosisCode::weak_link, "weak-link"},
    {DiagnosisCode::other_cable, "other-cable"},
};
static_assert(is_whole(kDiagnosisCodes, DiagnosisCode::other_cable));

}  // namespace

std::string_view to_string(DiagnosisCode code) { return kDiagnosisCodes[static_cast<std::size_t>(code)].word; }

std::span<const CodeWord<DiagnosisCode>> diagnosis_codes() { return kDiagnosisCodes; }

}  // namespace buzzout
