#include "bench/confirmation.hpp"

#include <fstream>
#include <iterator>

#include "bench/calibrations.hpp"
#include "bench/jig_session.hpp"
#include "bench/lesson_choices.hpp"
#include "bench/measure.hpp"
#include "bench/session_proofs.hpp"
#include "catalog/profile_writer.hpp"
#include "core/words.hpp"
#include "naming/provenance.hpp"
#include "store/stamp.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

Learner learner_who_can_be_confirmed(const Profile& p) {
  const auto refuse = [&](const char* code, const std::string& message, const std::string& remedy,
                          const std::optional<Action>& action = {}) {
    throw Error(code, message, "profile " + p.name, remedy, action);
  };
  if (!p.hazard.empty()) refuse("dangerous", "nothing passes against a profile with a hazard", "do not plug it in");
  if (p.trust == Trust::confirmed) refuse("already-confirmed", "profile " + p.name + " is confirmed already", "");
  if (p.trust == Trust::sourced)
    refuse("sourced", "profile " + p.name + " stands on its sources: a cable cannot add to them", "");
  if (p.trust == Trust::template_only)
    refuse("template", "profile " + p.name + " is a template: nothing passes against it",
           "fill it in", Action{ActionCode::learn, {{"from", typed_name(p)}}});
  const auto learner = learner_of(p.source.text);
  if (!learner)
    refuse("not-learned", "profile " + p.name + " does not say who learned it from which cable",
           "a profile that was written by hand is confirmed by hand");
  return *learner;
}

void refuse_repetition(const Profile& p, const Learner& learner, const std::string& person, const ConfirmationRequest& request) {
  if (same_person(learner.person, person) && !request.cable)
    throw Error("same-person", learner.person + " learned it: the same person with the same cable confirms nothing",
                "profile " + p.name,
                "have somebody else confirm it, or plug in another cable and say which", Action{ActionCode::name_cable});
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

ConfirmationResult confirm_profile(const Places& places, const ConfirmationRequest& request, Prompts* prompts,
                                   LibraryWarnings& warnings, WallClock wall) {
  const std::int64_t now = wall();
  const Config config = load_config(places.config_file);
  const Catalog catalog(places.library);
  const Profile profile = catalog.profile(request.profile);
  if (profile.name.find(':') != std::string::npos)
    throw Error("variant", "a variant cannot be confirmed by itself", "profile " + request.profile,
                "confirm a profile of its own");
  if (!profile.variants.empty())
    throw Error("variant", "the profile has variants, which would be confirmed unmeasured", "profile " + request.profile,
                "move them to files of their own");
  const Learner learner = learner_who_can_be_confirmed(profile);
  const std::string person = choose_person(request.person, config.value("operator"), prompts);
  if (request.cable) check_line(*request.cable, "the cable", 200);
  refuse_repetition(profile, learner, person, request);

  const std::filesystem::path file = catalog.profile_file(request.profile);
  const std::string before = bytes_of(file);
  const SourceText source(file.string(), before);
  if (source.sha256() != profile.sha256)
    throw Error("file-changed", "the profile was changed just now", file.string(), "try again");

  JigSession session(catalog, config, {request.port, request.fixture, &profile, request.at});
  if (const auto clashes = name_clashes(profile, session.fixture()); !clashes.empty()) warnings.clashes(clashes);
  const JigIdentity& jig = session.jig().identity();
  if (jig.simulated && !learner.simulated)
    throw Error("simulated", "a simulated jig cannot confirm what a real one measured", "profile " + profile.name,
                "use a real jig and a real cable");
  const Occasion occasion{local_date(now), person, jig, session.fixture().name};
  const std::string source_text = confirmed_text(profile.source.text, occasion, request.cable.value_or(""));
  const std::string after = with_trust(source, Trust::confirmed, source_text);
  Profile confirmed = catalog.profile_of(SourceText(file.string(), after));
  Profile expected = profile;
  expected.trust = Trust::confirmed;
  expected.source.text = source_text;
  if (to_yaml(confirmed) != to_yaml(expected))
    throw Error("cannot-edit", "the file would not say what it should", file.string(),
                "write by hand: trust: confirmed, and the source's text: " + source_text);

  const FixtureMap map(profile, session.fixture(), request.at);
  const FixtureEvidence proofs = SessionProofs(places, session).load();
  session.jig().set_lamp(protocol::Lamp::busy);
  const Job job{profile, session.fixture(), map};
  OhmTask ohms = ohm_task(jig, job);
  add_calibration(ohms, job, Calibrations(places).load(session.jig_name(), session.fixture()), now, config.calibration_days());
  const Evidence first = measure(session.jig(), ohms), second = measure(session.jig(), ohms);
  session.jig().set_lamp(protocol::Lamp::off);
  Verdict verdict = judge(job, first, proofs, now);
  if (verdict.outcome == Outcome::pass) verdict = judge(job, second, proofs, now);
  if (verdict.problem)
    throw Error(*verdict.problem);
  if (verdict.outcome != Outcome::pass) return {jig.simulated, std::move(verdict), profile, file};
  const OneWays one_ways = profile.parts.empty() ? OneWays::refused : OneWays::meant;
  check_teacher(profile, map, agreed_reading({first, second}, session.fixture(), one_ways), session.fixture(), proofs, now);
  if (prompts != nullptr) prompts->require_person();
  replace_file(file, before, after);
  return {jig.simulated, std::move(verdict), std::move(confirmed), file};
}

}  // namespace buzzout
