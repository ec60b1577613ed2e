#include "bench/prompted_calibration.hpp"

#include <algorithm>
#include <map>

#include "catalog/profile_writer.hpp"
#include "core/error.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kLongestIdentityText = 200;
constexpr unsigned kUsualKelvin = 2, kUsualOthers = 5;  // insertions

std::string plug_of(const Fixture& fixture, const std::string& name) {
  const Socket& socket = *fixture.socket(name);
  return socket.type.shape == Shape::phone ? socket.type.title : titled(socket.type, opposite(socket.gender));
}

std::string number_text(double value) {
  std::string out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out;
}

// Of leads those with one of these sockets, and only with the plugs that are asked for, if there are two.
std::vector<ZeroPlace> narrowed(const std::vector<ZeroPlace>& places, const std::set<std::string>& only, const Fixture& fixture) {
  std::vector<ZeroPlace> out;
  for (const auto& place : places) {
    ZeroPlace some;
    for (const auto& name : place.sockets)
      if (only.contains(name)) {
        some.sockets.push_back(name);
        some.points |= fixture.socket(name)->points();
      }
    if (some.sockets.empty()) continue;
    const ZeroPlace& chosen = place.is_lead() && !some.is_lead() ? place : some;
    if (std::ranges::find(out, chosen.sockets, &ZeroPlace::sockets) == out.end()) out.push_back(chosen);
  }
  // What is a part of another lead comes with it.
  const auto is_part = [](const ZeroPlace& p, const ZeroPlace& of) {
    return p.sockets.size() < of.sockets.size() &&
           std::ranges::all_of(p.sockets, [&](const std::string& s) { return std::ranges::find(of.sockets, s) != of.sockets.end(); });
  };
  const std::vector<ZeroPlace> all = out;
  std::erase_if(out, [&](const ZeroPlace& p) { return std::ranges::any_of(all, [&](const ZeroPlace& of) { return is_part(p, of); }); });
  return out;
}

// Where one known resistor gives the scale of the most points: the socket in which most were compared.
std::string best_place(const Calibration& c, const Fixture& fixture) {
  std::map<std::string, int> points;
  for (const auto& s : c.sources) ++points[s.socket];
  const auto best = std::ranges::max_element(points, {}, [](const auto& p) { return p.second; });
  return best == points.end() ? "the fixture" : best->first + " (" + plug_of(fixture, best->first) + ")";
}

}  // namespace

void check_resistor(const Calibration::Span& r) {
  if (!(r.ohm >= kLeastSpanOhm && r.ohm <= kMostSpanOhm))
    throw Error("bad-resistor", "a resistor of " + number_text(r.ohm) + " Ω says too little about the scale", "",
                "take one of 30 to 600 Ω");
  if (!(r.tolerance_percent >= kLeastTolerance && r.tolerance_percent <= kMostTolerance))
    throw Error("bad-resistor", "a tolerance of " + number_text(r.tolerance_percent) + " % is none for a known resistor", "",
                "take one of 0.001 to 2 %");
  check_line(r.identity, "the resistor's identity", kLongestIdentityText);
}

bool CalibrationResult::whole() const { return std::ranges::all_of(steps, &CalibrationStep::taken); }

PromptedCalibration::PromptedCalibration(JigSession& session, Prompts& prompts, Told told, Keep keep)
    : session_(session), prompts_(prompts), told_(std::move(told)), keep_(std::move(keep)), taking_(session.jig(), session.fixture()) {}

CalibrationResult PromptedCalibration::run(const CalibrationRequest& wanted, const std::optional<Calibration>& kept, std::int64_t now) {
  const Fixture& fixture = session_.fixture();
  if (wanted.resistor) check_resistor(*wanted.resistor);
  auto places = zero_places(fixture, taking_.method());
  if (places.empty())
    throw Error("no-ohms", "nothing measures resistance here: jig " + session_.jig().identity().board + " with fixture " + fixture.name,
                "", "a jig with Kelvin points does, and others with a fixture that says what senses its contacts");
  if (!wanted.only.empty()) places = narrowed(places, wanted.only, fixture);
  CalibrationResult out;
  out.calibration = Calibrations::begin(session_.jig_name(), fixture, taking_.method());
  if (kept && kept->method == taking_.method()) {
    out.calibration.zeros = kept->zeros;
    out.calibration.sources = kept->sources;
    out.calibration.span = kept->span;
  }
  const auto conclude = [&](CalibrationStep step) {
    out.steps.push_back(std::move(step));
    if (out.steps.back().taken()) keep_(out.calibration);
    told_(out.steps.back());
  };
  const unsigned usual = taking_.method() == OhmMethod::kelvin ? kUsualKelvin : kUsualOthers;
  for (auto& place : places) {
    CalibrationStep step = take(place, wanted.insertions.value_or(usual), now);
    if (step.taken()) out.calibration.replace({step.sockets.begin(), step.sockets.end()}, step.zeros, step.sources);
    conclude(std::move(step));
  }
  if (wanted.resistor) {
    Calibration::Span resistor = *wanted.resistor;
    resistor.made = now;
    CalibrationStep step = take_span(std::move(resistor), out.calibration);
    if (step.taken()) out.calibration.span = step.span;
    conclude(std::move(step));
  }
  end_still_in();
  return out;
}

void PromptedCalibration::await_empty() {
  for (bool pulled = false; !taking_.is_empty();) {
    if (!pulled && session_.plug("none")) {
      pulled = true;
      continue;
    }
    if (pulled)
      throw Error("bridged", "contacts are joined with nothing plugged in", "fixture " + session_.fixture().name,
                  "find the bridge inside the jig", Action{ActionCode::prove_fixture});
    if (!waits_) {
      Prompt prompt{Prompt::Kind::take_out, "Take the plug out."};
      prompt.care = "If nothing is plugged in, contacts are joined inside the jig: a self-test names them.";
      prompts_.begin(std::move(prompt));
    }
    waits_ = true;
    prompts_.poll();
  }
  end_still_in();
}

void PromptedCalibration::end_still_in() {
  if (waits_) prompts_.withdraw();
  waits_ = false;
}

// False: there is no such plug, or its insertions are enough.
bool PromptedCalibration::plug(const ZeroPlace& place, bool again, const std::string& care) {
  const Fixture& fixture = session_.fixture();
  std::string simulated = place.is_lead() ? "none" : "none,loop:" + place.sockets.front();
  std::string ends;
  for (const auto& name : place.sockets) {
    if (place.is_lead() && name != place.sockets.front()) simulated += ",link:" + place.sockets.front() + ":" + name;
    ends += (ends.empty() ? "" : name == place.sockets.back() ? " and " : ", ") + name + " (" + plug_of(fixture, name) + ")";
  }
  by_itself_ = session_.plug(simulated);
  if (by_itself_) return true;
  Prompt prompt;
  prompt.kind = again ? Prompt::Kind::loop_back_again : place.is_lead() ? Prompt::Kind::link_lead : Prompt::Kind::loop_back;
  if (again)
    prompt.text = "Put the same plug in again, home to the stop.";
  else if (place.is_lead())
    prompt.text = "Put the link lead into " + ends + ", and nothing else.";
  else
    prompt.text = "Put a loop-back plug, " + plug_of(fixture, place.sockets.front()) + ", into " + place.sockets.front() + ", and nothing else.";
  prompt.options = {{kDone, "done"}, {kSkip, again ? "that was enough" : place.is_lead() ? "no such lead" : "no such plug"}};
  prompt.care = care;
  prompt.socket = *fixture.socket(place.sockets.front());
  return prompts_.ask(std::move(prompt)) == kDone;
}

CalibrationStep PromptedCalibration::take(ZeroPlace& place, unsigned insertions, std::int64_t now) {
  CalibrationStep step{place.sockets};
  ZeroInsertions taken;
  std::string care;
  while (taken.insertions.size() < insertions) {
    await_empty();
    if (!plug(place, !taken.insertions.empty(), care)) {
      // What the last insertion contradicts is not enough.
      step.skipped = taken.insertions.empty() && !step.problem;
      break;
    }
    step.problem = taking_.take(place, taken);
    if (!step.problem) {
      care.clear();
      continue;
    }
    if (by_itself_) break;
    care = step.problem->message + ": " + step.problem->remedy + ".";
    care[0] = care[0] >= 'a' && care[0] <= 'z' ? static_cast<char>(care[0] - 32) : care[0];
    taken = {};  // which of two that differ is the good one nobody knows
  }
  if (step.taken()) {
    step.sockets = place.sockets;
    step.zeros = taking_.finished(place, taken, now);
    step.sources = ZeroTaking::sources(place, taken, now);
  }
  return step;
}

CalibrationStep PromptedCalibration::take_span(Calibration::Span resistor, const Calibration& calibration) {
  CalibrationStep step;
  std::string care;
  for (;;) {
    await_empty();
    // A simulated jig has it between the first contacts of which a zero was taken.
    std::string simulated = "none";
    for (const auto& z : calibration.zeros) {
      const auto contact = [&](const std::string& socket, Point p) {
        for (const auto& [pin, at] : session_.fixture().socket(socket)->wires)
          if (at == p) return socket + "." + pin;
        return std::string();
      };
      const std::string from = contact(z.far, z.from != z.to ? z.from : lowest(session_.fixture().socket(z.socket)->points() & ~only(z.to)));
      simulated = "none,resistor:" + from + ":" + contact(z.socket, z.to) + ":" + number_text(resistor.ohm);
      break;
    }
    by_itself_ = session_.plug(simulated);
    if (!by_itself_) {
      Prompt prompt{Prompt::Kind::known_resistor,
                    "Put the resistor of " + number_text(resistor.ohm) + " Ω, " + resistor.identity +
                        ", between two contacts of " + best_place(calibration, session_.fixture()) + ", and nothing else.",
                    {{kDone, "done"}, {kSkip, "do without"}}};
      prompt.care = care;
      if (prompts_.ask(std::move(prompt)) != kDone) {
        step.skipped = !step.problem;
        return step;
      }
    }
    step.problem = taking_.take_span(calibration, resistor);
    if (!step.problem) {
      step.span = std::move(resistor);
      session_.plug("none");
      return step;
    }
    if (by_itself_) return step;
    care = step.problem->message + ": " + step.problem->remedy + ".";
  }
}

}  // namespace buzzout
