#include "cli/commands/confirm_profile.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/measure.hpp"
#include "catalog/profile_writer.hpp"
#include "cli/commands/commands.hpp"
#include "bench/jig_session.hpp"
#include "cli/commands/learn_choices.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/render.hpp"
#include "bench/session_proofs.hpp"
#include "core/words.hpp"
#include "naming/provenance.hpp"
#include "report/json_text.hpp"
#include "report/learn_json.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

Learner learner_who_can_be_confirmed(const Profile& p) {
  const auto refuse = [&](const char* code, const std::string& message, const std::string& remedy) {
    throw Error(code, message, "profile " + p.name, remedy);
  };
  if (!p.hazard.empty()) refuse("dangerous", "nothing passes against a profile with a hazard", "do not plug it in");
  if (p.trust == Trust::confirmed) refuse("already-confirmed", "profile " + p.name + " is confirmed already", "");
  if (p.trust == Trust::sourced)
    refuse("sourced", "profile " + p.name + " stands on its sources: a cable cannot add to them", "");
  if (p.trust == Trust::template_only)
    refuse("template", "profile " + p.name + " is a template: nothing passes against it",
           "fill it in: buzzout learn NAME --from " + typed_name(p));
  const auto learner = learner_of(p.source.text);
  if (!learner)
    refuse("not-learned", "profile " + p.name + " does not say who learned it from which cable",
           "a profile that was written by hand is confirmed by hand");
  return *learner;
}

void refuse_repetition(const Profile& p, const Learner& learner, const std::string& person, const ConfirmRequest& request) {
  if (same_person(learner.person, person) && !request.cable)
    throw Error("same-person", learner.person + " learned it: the same person with the same cable confirms nothing",
                "profile " + p.name,
                "have somebody else confirm it (--operator NAME), or plug in another cable and say which: --cable TEXT");
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string date_of(std::time_t t) {
  std::tm local{};
  localtime_r(&t, &local);
  char text[16];
  std::strftime(text, sizeof text, "%F", &local);
  return text;
}

int confirm_profile(const ConfirmRequest& request, Environment& env) {
  const std::time_t now = std::time(nullptr);
  const Config config = load_config(env.places.config_file);
  const Catalog catalog(env.places.library);
  const Profile profile = catalog.profile(request.profile);
  if (profile.name.find(':') != std::string::npos)
    throw Error("variant", "a variant cannot be confirmed by itself", "--confirm " + request.profile,
                "confirm a profile of its own");
  if (!profile.variants.empty())
    throw Error("variant", "the profile has variants, which would be confirmed unmeasured", "--confirm " + request.profile,
                "move them to files of their own");
  const Learner learner = learner_who_can_be_confirmed(profile);
  Questions questions(env, request.json);
  const std::string person = choose_person(request.person, config.value("operator"), questions);
  if (request.cable) check_line(*request.cable, "the cable", 200);
  refuse_repetition(profile, learner, person, request);

  const std::filesystem::path file = catalog.profile_file(request.profile);
  const SourceText source = SourceText::read(file);
  const std::string before = bytes_of(file);
  if (source.sha256() != profile.sha256)
    throw Error("file-changed", "the profile was changed just now", file.string(), "try again");

  JigSession session(catalog, config, {request.port, request.fixture, &profile, request.at});
  warn_of_clashes(name_clashes(profile, session.fixture()), env);
  const JigIdentity& jig = session.jig().identity();
  if (jig.simulated && !learner.simulated)
    throw Error("simulated", "a simulated jig cannot confirm what a real one measured", "profile " + profile.name,
                "use a real jig and a real cable");
  const Occasion occasion{date_of(now), person, jig, session.fixture().name};
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
  const FixtureEvidence proofs = SessionProofs(env.places, session).load();
  session.jig().set_lamp(protocol::Lamp::busy);
  const Evidence first = measure(session.jig()), second = measure(session.jig());
  session.jig().set_lamp(protocol::Lamp::off);
  Verdict verdict = judge({profile, session.fixture(), map}, first, proofs, now);
  if (verdict.outcome == Outcome::pass) verdict = judge({profile, session.fixture(), map}, second, proofs, now);
  if (verdict.problem)
    throw Error(*verdict.problem);
  if (verdict.outcome == Outcome::pass) {
    check_teacher(profile, map, agreed_reading({first, second}, session.fixture()), session.fixture(), proofs, now);
    replace_file(file, before, after);
  }

  const bool passed = verdict.outcome == Outcome::pass;
  if (request.json) {
    env.out << json_text(confirmation_json(passed ? confirmed : profile, file.string(), verdict, jig.simulated), 2) << "\n";
  } else {
    const Theme& t = env.theme;
    std::vector<Line> lines = {{}};
    const auto say = [&](const std::string& text, Ink ink, const std::string& lead = "    ", int indent = 4) {
      for (auto& l : wrapped(text, ink, indent, t, {lead, Ink::plain})) lines.push_back(std::move(l));
    };
    if (passed) {
      lines.push_back({{t.unicode ? "  ✔ CONFIRMED" : "  CONFIRMED", Ink::good}, {"  " + profile.name, Ink::bold}});
      say(source_text, Ink::plain);
      lines.push_back({{"    Written to " + file.string(), Ink::dim}});
    } else if (verdict.outcome == Outcome::no_cable) {
      lines.push_back({{t.unicode ? "  ○ NO CABLE" : "  NO CABLE", Ink::warn}});
      say("Nothing is connected: no cable, or only one end of it is plugged in.", Ink::plain);
    } else {
      lines.push_back({{t.unicode ? "  ✘ NOT CONFIRMED" : "  NOT CONFIRMED", Ink::bad}, {"  " + profile.name, Ink::bold}});
      say("This cable is not as the profile says, and nothing was changed. One of the two is wrong: the cable, or the "
          "one that the profile was learned from.",
          Ink::plain);
      lines.push_back({});
      int number = 0;
      for (const auto& d : verdict.diagnoses) {
        say(d.summary, Ink::bold, "  " + std::to_string(++number) + ". ", 5);
        if (!d.consequence.empty()) say(d.consequence, Ink::plain, "     ", 5);
      }
    }
    lines.push_back({});
    print(env.out, lines, t);
  }
  return passed ? kExitDone : verdict.outcome == Outcome::no_cable ? kExitNoCable : kExitFail;
}

}  // namespace buzzout
