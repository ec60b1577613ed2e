#include "ohms/reference_check.hpp"

#include <array>
#include <cmath>
#include <string>

#include "core/error_codes.hpp"
#include "ohms/nominal_ohms.hpp"

namespace buzzout {
namespace {

constexpr double kSteady = 0.02;      // of the supply, within one test
constexpr double kAgree = 0.04;       // of a voltage of some 50 steps, read against the supply and against the bandgap
constexpr double kSymmetric = 0.012;  // of the supply
// Half Kelvin: what a pull-up lifts of what is above the contact, through its own 470 Ω and what drives the contact,
// 248 to 495 Ω: 718 Ω / 50 kΩ to 965 Ω / 20 kΩ, and what a converter may err.
constexpr double kLeastLift = 0.009, kMostLift = 0.055;
constexpr double kLiftsDiffer = 0.003;  // of the supply

Problem reference_problem(std::string message) {
  return {"jig-reference", std::move(message), "the jig",
          "unplug whatever is on the jig's AREF pin and give it a steady supply; if it stays, the board's converter is broken"};
}

}  // namespace

std::optional<Problem> unsteady_supply(const ChipReading& before, const ChipReading& after) {
  const auto first = supply_steps(before), second = supply_steps(after);
  if (!first || !second) return reference_problem("the jig's voltage reference or its supply is not what it can be");
  if (std::abs(*first - *second) > kSteady * *first)
    return reference_problem("the jig's supply or its voltage reference drifted while resistances were measured");
  return {};
}

std::optional<Problem> references_disagree(const RawReading& bandgap, const RawReading& supply, double top) {
  for (std::size_t s = 0; s < supply.request.states.size(); ++s)
    for (Point p : members(supply.request.points)) {
      const std::size_t same = bandgap.request.states.find(supply.request.states[s]);
      const double by_bandgap = bandgap.code(same, p) / top, by_supply = supply.code(s, p) / kSteps;
      if (!(std::abs(by_bandgap - by_supply) <= kAgree * std::abs(by_supply)))
        return reference_problem("the same voltage differs by more than 4 % against the jig's two references");
    }
  return {};
}

std::optional<Problem> asymmetric(const RawReading& r, Point sense) {
  std::array<std::optional<double>, 4> at;
  for (std::size_t s = 0; s < r.request.states.size(); ++s)
    at[static_cast<std::size_t>(r.request.states[s] - '0')] = r.code(s, sense) / kSteps;
  const auto& [plain, lifted, exchanged, exchanged_lifted] = at;
  if (!plain || !lifted || !exchanged || !exchanged_lifted || !(std::abs(*plain + *exchanged - 1) <= kSymmetric))
    return reference_problem("a contact does not stand where two equal resistors put it");
  const double lift = *lifted - *plain, other = *exchanged_lifted - *exchanged;
  const double part = lift / (1 - *plain);
  if (std::abs(lift * (1 - *exchanged) - other * (1 - *plain)) <= kLiftsDiffer && part >= kLeastLift && part <= kMostLift) return {};
  return Problem{kSenseWire, "point " + std::to_string(point_number(sense)) + " did not read its contact all the time", "the jig",
                 "see that its sense wire is soldered well at both ends, and that no capacitor lies in the cable's wire"};
}

}  // namespace buzzout
