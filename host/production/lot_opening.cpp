#include "production/lot_opening.hpp"

#include "core/known_defect.hpp"
#include "core/words.hpp"
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
