#include "production/lot_opening.hpp"

#include <algorithm>
#include <map>

#include "core/known_defect.hpp"
#include "core/resistance_limits.hpp"
#include "core/tell_resistance.hpp"
#include "core/wire_match.hpp"
#include "core/words.hpp"
#include "ohms/uncertainty.hpp"
#include "station/serial_number.hpp"

namespace buzzout {

void require_usable_profile(const Profile& p) {
  if (p.trust == Trust::template_only)
    throw Error("template", "a template can never pass: its pinout is not known yet", "profile " + p.name,
                "learn it from a good cable", Action{ActionCode::learn, {{"from", typed_name(p)}}});
  if (!p.hazard.empty())
    throw Error("known-bad", "this is a cable that is known to be dangerous: " + p.hazard, "profile " + p.name,
                "make another one", Action{ActionCode::list_files, {{"kind", "profile"}}});
}

void require_sound_fixture(const CableTester& tester) {
  std::vector<std::string> sockets;
  for (const auto& p : tester.job().map.placements()) sockets.push_back(p.socket);
  if (const auto defect = known_defect(tester.memory().load(), tester.session().fixture(), sockets))
    throw Error(*defect);
}

namespace {

// U of a reading of so many ohms on a path, by the calibration that a test would use.
double uncertainty_on(const OhmTask& task, const OhmPath& path, double ohm) {
  const Calibration* c = task.calibration ? &*task.calibration : nullptr;
  const Calibration::Zero* zero = c != nullptr ? c->zero(path.from, path.to) : nullptr;
  return uncertainty_of(task.method, ohm, c, path.from, path.to, zero != nullptr ? zero->celsius : std::nullopt);
}

struct Coarse {
  std::vector<std::string> nets;
  double uncertainty = 0;
};

// The lot goes on, with what is said of it.
Advice advice_on(const Coarse& c, const std::string& limit, const std::string& wider, const CableTester& tester, const OhmTask& ohms) {
  const bool calibrates = ohms.uncalibrated || !ohms.calibration->span;
  return {"This jig's resistances are certain to ± " + ohms_in_words(c.uncertainty, 0.02) + " on " + list_of(c.nets) +
              ", too coarse for " + limit + ": the lot's cables are tested for continuity there, and each record says so. To decide it, " +
              (calibrates ? "calibrate the jig" : "take a jig that measures finer") + ", or set " + wider,
          calibrates ? std::optional(Action{ActionCode::calibrate, {{"fixture", tester.session().fixture().name}}}) : std::nullopt};
}

// What a match is decided from, where the copper of the wires is less, or nobody knows it.
void add_match_advice(std::vector<Advice>& out, const CableTester& tester, const OhmTask& ohms) {
  const Profile& p = tester.job().profile;
  if (!p.match) return;
  Coarse coarse;
  double least = 0;
  for (const auto& pair : wires_made_alike(p))
    for (const Net* net : {pair.first, pair.second})
      for (const auto& path : ohms.paths) {
        const auto contacts = tester.job().map.contacts_at(path.from);
        if (contacts.empty() || p.net_of(contacts.front()) != net) continue;
        const Wire* wire = p.wire(*net);
        const double copper = wire != nullptr ? copper_ohms(*wire).value_or(0) : 0;
        const double u = uncertainty_on(ohms, path, copper), from = least_matched_ohm(p.match->percent, u);
        if (copper >= from) continue;
        if (std::ranges::find(coarse.nets, net->name) == coarse.nets.end()) coarse.nets.push_back(net->name);
        coarse.uncertainty = std::max(coarse.uncertainty, u);
        least = std::max(least, from);
      }
  if (!coarse.nets.empty())
    out.push_back(advice_on(coarse, "a match to " + plain_number(p.match->percent) + " % of wires with less than " + ohms_in_words(least, 0.2),
                            "a wider match", tester, ohms));
}

}  // namespace

std::vector<Advice> undecidable_limits(const CableTester& tester) {
  const Profile& profile = tester.job().profile;
  const OhmTask ohms = tester.ohms(tester.now());
  std::map<std::pair<bool, double>, Coarse> coarse;  // by the limit; around a golden cable, by the margin
  for (const auto& path : ohms.paths) {
    const auto from = tester.job().map.contacts_at(path.from), to = tester.job().map.contacts_at(path.to);
    const Net* net = from.empty() || to.empty() ? nullptr : profile.net_of(from.front());
    if (net == nullptr || net != profile.net_of(to.front())) continue;
    const auto limits = limits_of(profile, *net, from.front(), to.front());
    const double u = uncertainty_on(ohms, path, *limits.max);
    // Held against itself, a limit that can be decided lies within the uncertainty, and no more.
    if (held_against(*limits.max, u, {}, limits.max, limits.golden) != ResistanceStatus::undecided) continue;
    Coarse& here = coarse[{limits.golden.has_value(), limits.golden ? profile.golden->margin_ohm : *limits.max}];
    if (std::ranges::find(here.nets, net->name) == here.nets.end()) here.nets.push_back(net->name);
    here.uncertainty = std::max(here.uncertainty, u);
  }
  std::vector<Advice> out;
  for (const auto& [limit, c] : coarse) {
    const auto& [is_golden, ohm] = limit;
    out.push_back(is_golden ? advice_on(c, "a margin of " + ohms_in_words(ohm, 0.02) + " over the golden cable", "a wider margin", tester, ohms)
                            : advice_on(c, "the limit of " + ohms_in_words(ohm, 0.02), "a limit of three times as much", tester, ohms));
  }
  add_match_advice(out, tester, ohms);
  return out;
}

Lot open_lot(LotLog& log, const CableTester& tester, const LotRequest& wanted) {
  const LockedProfile profile = locked(tester.job().profile);
  const auto known = log.find_lot();
  const auto act = [&](ActionCode code) { return Action{code, {{"profile", typed_name(tester.job().profile)}, {"lot", wanted.name}}}; };
  if (known && !wanted.resume)
    throw Error("lot-exists", "lot " + wanted.name + " was begun already", "", "go on with it", act(ActionCode::resume_lot));
  if (!known && wanted.resume && log.keeps())
    throw Error("lot-unknown", "there is no lot " + wanted.name + " to go on with", "", "begin it", act(ActionCode::begin_lot));
  if (!known) {
    Lot lot{wanted.name, profile, tester.operator_name(), tester.station(), wanted.target.value_or(0), wanted.serials};
    if (!lot.serials.empty()) SerialPattern check(lot.serials);
    log.begin(lot);
    return lot;
  }
  if (!(known->profile == profile))
    throw Error("lot-locked",
                "lot " + wanted.name + " was begun with another " +
                    (known->profile.name == profile.name ? "revision of the profile" : "profile: " + known->profile.name),
                "profile " + profile.name, "begin a new lot, or bring back the files as they were");
  Lot lot = *known;
  if (wanted.target && *wanted.target != lot.target) {
    lot.target = *wanted.target;
    log.begin(lot);
  }
  return lot;
}

}  // namespace buzzout
