#include "production/lot_opening.hpp"

#include <algorithm>
#include <map>

#include "core/known_defect.hpp"
#include "core/resistance_limits.hpp"
#include "core/tell_resistance.hpp"
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

std::vector<Advice> undecidable_limits(const CableTester& tester) {
  const Profile& profile = tester.job().profile;
  const OhmTask ohms = tester.ohms(tester.now());
  struct Coarse {
    std::vector<std::string> nets;
    double uncertainty = 0;
  };
  std::map<double, Coarse> coarse;  // by limit
  for (const auto& path : ohms.paths) {
    const auto contacts = tester.job().map.contacts_at(path.from);
    const Net* net = contacts.empty() ? nullptr : profile.net_of(contacts.front());
    if (net == nullptr) continue;
    const auto limits = limits_of(profile, *net);
    for (const auto& limit : {limits.min, limits.max}) {
      if (!limit || *limit <= 0) continue;
      const double u = uncertainty_of(ohms.method, *limit, ohms.calibration ? &*ohms.calibration : nullptr, path.from, path.to, {});
      // Held against itself, a limit that can be decided lies within the uncertainty, and no more.
      if (held_against(*limit, u, {}, *limit) != ResistanceStatus::undecided) continue;
      Coarse& here = coarse[*limit];
      if (std::ranges::find(here.nets, net->name) == here.nets.end()) here.nets.push_back(net->name);
      here.uncertainty = std::max(here.uncertainty, u);
    }
  }
  std::vector<Advice> out;
  for (const auto& [limit, c] : coarse) {
    const bool calibrates = ohms.uncalibrated || !ohms.calibration->span;
    out.push_back({"This jig's resistances are certain to ± " + ohms_in_words(c.uncertainty, 0.02) + " on " + list_of(c.nets) +
                       ", too coarse for the limit of " + ohms_in_words(limit, 0.02) +
                       ": the lot's cables are tested for continuity there, and each record says so" +
                       (calibrates ? ". To decide it, calibrate the jig, or set a limit of three times as much"
                                   : ". To decide it, take a jig that measures finer, or set a limit of three times as much"),
                   calibrates ? std::optional(Action{ActionCode::calibrate, {{"fixture", tester.session().fixture().name}}}) : std::nullopt});
  }
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
