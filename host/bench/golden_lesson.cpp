#include "bench/golden_lesson.hpp"

#include <algorithm>
#include <cmath>

#include "bench/calibrations.hpp"
#include "bench/jig_session.hpp"
#include "bench/lesson_choices.hpp"
#include "bench/measure.hpp"
#include "bench/new_profile.hpp"
#include "bench/session_proofs.hpp"
#include "catalog/profile_writer.hpp"
#include "core/name_clashes.hpp"
#include "core/ohm_words.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"
#include "ohms/calibration.hpp"
#include "store/stamp.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

struct Insertions {
  struct Readings {
    Resistance first;
    double sum = 0, least = 0, most = 0;
  };
  std::vector<Readings> paths;
  int count = 0;
};

// What a wire measures below zero is none.
double written_ohm(double ohm) { return std::max(std::round(ohm * 1000) / 1000, 0.0); }

class GoldenLesson {
 public:
  GoldenLesson(const Places& places, const GoldenRequest& request, Prompts* prompts, LibraryWarnings& warnings, std::int64_t now)
      : places_(places),
        request_(request),
        prompts_(prompts),
        now_(now),
        config_(load_config(places.config_file)),
        catalog_(places.library),
        profile_(catalog_.profile(request.profile)) {
    refuse_unfit();
    if (request_.name) {
      file_ = new_profile_file(*request_.name, request_.file, places_);
      std::vector<Error> broken;
      const auto known = catalog_.profiles(broken);
      if (!broken.empty()) warnings.skipped(broken);
      refuse_taken_name(*request_.name, catalog_, known);
      refuse_existing(file_);
    } else {
      file_ = catalog_.profile_file(request_.profile);
      source_.emplace(SourceText::read(file_));
      if (source_->sha256() != profile_.sha256) throw Error("file-changed", "the profile was changed just now", file_.string(), "try again");
    }
    refuse_unwritable();
    person_ = choose_person(request_.person, config_.value("operator"), prompts_);
    if (request_.cable) check_line(*request_.cable, "the cable", 60);
    plain_ = profile_;
    plain_.golden.reset();
    session_.emplace(catalog_, config_, JigSession::Request{request_.port, request_.fixture, &plain_, request_.at});
    if (const auto clashes = name_clashes(profile_, session_->fixture()); !clashes.empty()) warnings.clashes(clashes);
  }

  GoldenResult run() {
    const FixtureMap map(plain_, session_->fixture(), request_.at);
    const Job job{plain_, session_->fixture(), map};
    OhmTask task = ohm_task(session_->jig().identity(), job);
    if (task.method == OhmMethod::none)
      throw Error("no-ohms", "nothing measures resistance here: jig " + session_->jig().identity().board + " with fixture " +
                                 session_->fixture().name,
                  "", "a jig with Kelvin points does, and others with a fixture that says what senses its contacts");
    add_calibration(task, job, Calibrations(places_).load(session_->jig_name(), session_->fixture()), now_, config_.calibration_days());
    Insertions all;
    while (all.count < kGoldenInsertions) {
      plug(all.count);
      take(all, judged(job, task), task.method);
      require_fine_enough(all, task);
    }
    return write(all, task.method);
  }

 private:
  void refuse_unfit() const {
    const auto refuse = [&](const char* code, const std::string& message, const std::string& remedy) {
      throw Error(code, message, "profile " + profile_.name, remedy);
    };
    if (!profile_.hazard.empty()) refuse("dangerous", "nothing passes against a profile with a hazard", "do not plug it in");
    if (profile_.trust == Trust::template_only)
      refuse("template", "profile " + profile_.name + " is a template: nothing passes against it", "fill it in");
    if (request_.name) return;
    if (profile_.name.find(':') != std::string::npos || !profile_.variants.empty())
      refuse("variant", "limits of a file with variants would hold for cables that were not measured", "give the limits to a new profile, by a name");
    const auto file = catalog_.profile_file(request_.profile);
    if (!places_.shipped.empty() && file.parent_path().parent_path() == places_.shipped)
      refuse("shipped-file", "this profile came with the program, and an update would take the limits away",
             "give the limits to a new profile, by a name");
  }

  void await_empty() {
    Prompts& person = *prompts_;
    const auto is_empty = [&] {
      const ScanMatrix m = session_->jig().scan().matrix;
      for (Point p = 0; p < m.points(); ++p)
        if (m.rows[p] != only(p)) return false;
      return true;
    };
    if (is_empty()) return;
    person.begin({Prompt::Kind::take_out, "Take the cable out."});
    while (!is_empty()) person.poll();
    person.withdraw();
  }

  void plug(int before) {
    if (before > 0 && session_->plug("none")) {
      session_->plug_again();
      return;
    }
    if (before == 0 && session_->workbench() != nullptr) return;  // it is in
    if (prompts_ == nullptr)
      throw Error("no-person", "the cable is put in " + std::to_string(kGoldenInsertions) + " times, and nobody is there to do it", "",
                  "begin it where somebody can answer");
    if (before > 0) await_empty();
    Prompt prompt{Prompt::Kind::golden_cable,
                  before == 0 ? "Put the cable that is presumed good in, all plugs home to the stop."
                              : "Put the same cable in again, all plugs home to the stop (" + std::to_string(before + 1) + " of " +
                                    std::to_string(kGoldenInsertions) + ").",
                  {{kDone, "done"}}};
    prompts_->ask(std::move(prompt));
  }

  Verdict judged(const Job& job, const OhmTask& task) {
    session_->jig().set_lamp(protocol::Lamp::busy);
    const Evidence evidence = measure(session_->jig(), task);
    session_->jig().set_lamp(protocol::Lamp::off);
    Verdict v = judge(job, evidence, SessionProofs(places_, *session_).load(), now_);
    if (v.problem) throw Error(*v.problem);
    if (v.outcome == Outcome::no_cable) throw Error("no-cable", "nothing is plugged in", "", "put the cable in");
    if (v.outcome != Outcome::pass || v.marginal)
      throw Error("not-golden",
                  v.diagnoses.empty() ? v.marginal ? marginal_in_words(v) : "the cable does not pass" : v.diagnoses.front().summary,
                  "profile " + profile_.name, "take a cable that passes");
    return v;
  }

  void take(Insertions& all, const Verdict& v, OhmMethod method) const {
    std::vector<const Resistance*> wires;
    for (const auto& r : v.resistances)
      if (plain_.net_of(r.from) == plain_.net_of(r.to)) wires.push_back(&r);
    if (all.count == 0)
      for (const auto* r : wires) all.paths.push_back({*r, 0, r->ohm, r->ohm});
    if (wires.empty() || wires.size() != all.paths.size())
      throw Error("no-ohms", "not every insertion gave the resistances of the same wires", "", "seat the plugs and begin again");
    ++all.count;
    for (std::size_t i = 0; i < wires.size(); ++i) {
      auto& path = all.paths[i];
      const auto& r = *wires[i];
      path.sum += r.ohm;
      path.least = std::min(path.least, r.ohm);
      path.most = std::max(path.most, r.ohm);
      path.first.uncertainty = std::max(path.first.uncertainty, r.uncertainty);
      const double spread = path.most - path.least, most = calibration_bounds(method).most_spread;
      if (!(r.from == path.first.from && r.to == path.first.to && spread <= most))
        throw Error("unsteady", path.first.net + " measures from " + ohms_in_words(path.least, 0.02) + " to " + ohms_in_words(path.most, 0.02) +
                                    " between " + r.from.name() + " and " + r.to.name() + ": contacts repeat closer than that",
                    "", "clean the plugs and the sockets and begin again; if it stays, this cable is not fit to be a golden one");
    }
  }

  void require_fine_enough(const Insertions& all, const OhmTask& task) {
    const double margin = golden_margin(task.method);
    for (const auto& path : all.paths) {
      const double mean = path.sum / all.count, u = path.first.uncertainty;
      if (held_against(mean, u, {}, mean + margin, mean) != ResistanceStatus::undecided) continue;
      const bool calibrates = task.uncalibrated.has_value() || !task.calibration || !task.calibration->span;
      throw Error("too-coarse", "this jig's resistances are certain to ± " + ohms_in_words(u, u) + " on " + path.first.net +
                                    ", too coarse for a margin of " + ohms_in_words(margin, 0.02) + " over a golden cable",
                  "", calibrates ? "calibrate the jig" : "take a jig that measures finer, or a cable with less resistance",
                  calibrates ? std::optional(Action{ActionCode::calibrate, {{"fixture", session_->fixture().name}}}) : std::nullopt);
    }
  }

  std::string basis(OhmMethod method) {
    const JigIdentity& jig = session_->jig().identity();
    return "presumed good: learned on " + local_date(now_) + " by " + person_ + " from " + std::to_string(kGoldenInsertions) + " insertions" +
           (request_.cable ? " of " + *request_.cable : "") + " on " + (jig.simulated ? "a SIMULATED jig" : "jig " + std::to_string(jig.number)) +
           " (" + jig.board + ", " + std::string(to_string(method)) + ")";
  }

  GoldenResult write(const Insertions& all, OhmMethod method) {
    GoldenResult out{session_->jig().identity().simulated, profile_, file_, 0};
    GoldenLimit golden{golden_margin(method), basis(method), {}};
    for (const auto& path : all.paths) {
      golden.paths.push_back({path.first.from, path.first.to, written_ohm(path.sum / all.count)});
      out.spread = std::max(out.spread, path.most - path.least);
    }
    const std::string after = file_with(golden, out.profile);
    if (prompts_ != nullptr) prompts_->require_person();
    if (source_) replace_file(file_, source_->bytes(), after);
    else write_new_file(file_, after);
    return out;
  }

  // The file's bytes, and the profile that they are.
  std::string file_with(const GoldenLimit& golden, Profile& loaded) const {
    Profile expected = profile_;
    expected.golden = golden;
    if (request_.name) {
      expected.name = *request_.name;
      expected.aliases.clear();
      expected.revision = 1;
    }
    std::string out = source_ ? with_golden(*source_, golden) : to_yaml(expected);
    loaded = catalog_.profile_of(SourceText(file_.string(), out));
    if (to_yaml(loaded) != to_yaml(expected))
      throw Error("cannot-edit", "the file would not say what it should", file_.string(),
                  "write `limits:` on one line, and each of them indented on a line below it");
    return out;
  }

  // Before anybody puts a cable in five times.
  void refuse_unwritable() const {
    for (const auto& net : profile_.nets)
      if (net.contacts.size() > 1) {
        Profile loaded;
        file_with({1, "a trial", {{net.contacts[0], net.contacts[1], 0}}}, loaded);
        return;
      }
  }

  const Places& places_;
  const GoldenRequest& request_;
  Prompts* prompts_;
  std::int64_t now_;
  Config config_;
  Catalog catalog_;
  Profile profile_, plain_;  // as it is; without an older golden cable
  std::filesystem::path file_;
  std::optional<SourceText> source_;  // of the file that is changed
  std::string person_;
  std::optional<JigSession> session_;
};

}  // namespace

GoldenResult learn_golden(const Places& places, const GoldenRequest& request, Prompts* prompts, LibraryWarnings& warnings, WallClock wall) {
  return GoldenLesson(places, request, prompts, warnings, wall()).run();
}

}  // namespace buzzout
