#include "bench/lesson.hpp"

#include <algorithm>

#include "bench/calibrations.hpp"
#include "bench/jig_session.hpp"
#include "bench/lesson_choices.hpp"
#include "bench/measure.hpp"
#include "bench/new_profile.hpp"
#include "bench/session_proofs.hpp"
#include "catalog/profile_writer.hpp"
#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core/diagnosis.hpp"
#include "core/expectation.hpp"
#include "core/resistance_limits.hpp"
#include "core/words.hpp"
#include "naming/learned_parts.hpp"
#include "naming/provenance.hpp"
#include "store/stamp.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

constexpr int kMeasurements = 2;  // of two scans and a slow pass each

class Lesson {
 public:
  Lesson(const Places& places, const LessonRequest& request, Prompts* prompts, LibraryWarnings& warnings)
      : places_(places),
        request_(request),
        prompts_(prompts),
        config_(load_config(places.config_file)),
        catalog_(places.library),
        known_(catalog_.profiles(broken_)),
        file_(new_profile_file(request.name, request.file, places)) {
    if (!broken_.empty()) warnings.skipped(broken_);
    refuse_taken_name(request.name, catalog_, known_);
    refuse_existing(file_);
    if (request.title) check_line(*request.title, "the title", 200);
    if (request.from) {
      pattern_ = catalog_.profile(*request.from);
      if (pattern_->trust != Trust::template_only)
        throw Error("no-template", "profile " + pattern_->name + " is no template", "profile " + pattern_->name,
                    "test the cable against it", Action{ActionCode::test, {{"profile", *request.from}}});
    }
    person_ = choose_person(request.person, config_.value("operator"), prompts_);
    session_.emplace(catalog_, config_, JigSession::Request{request.port, request.fixture, pattern(), request.at});
    const auto clashes = pattern_ ? name_clashes(*pattern_, fixture()) : name_clashes(fixture());
    if (!clashes.empty()) warnings.clashes(clashes);
  }

  LessonResult give(std::int64_t now) {
    const std::vector<Evidence> evidence = measure_often();
    const CableIndex index(known_, fixture());
    const Identification id = identify(agreed_reading(evidence, fixture(), request_.diodes ? OneWays::meant : OneWays::refused), fixture(), index);
    LessonResult out{session_->jig().identity().simulated, {}};
    if (id.result() == IdentityResult::nothing) return out;
    if (id.result() == IdentityResult::dangerous) refuse_dangerous(id);

    const auto ends = choose_ends(request_.at, pattern(), id, fixture(), prompts_);
    Profile profile = measured_cable(ends, id.reading, fixture());
    for (const auto& e : ends) choices_[e.end] = e.socket;
    const FixtureEvidence proofs = SessionProofs(places_, *session_).load();
    check_teacher(profile, FixtureMap(profile, fixture(), choices_), id.reading, fixture(), proofs, now);
    const std::vector<Evidence> with_ohms = measure_ohms(profile, id.reading, now);
    const CableMatch* like = nearest_match(id, ends, fixture());
    refuse_faulty(id.reading, ends);
    choose_roles(profile, request_.roles, pattern(), like, prompts_);
    refuse_unlike_sides(profile, like);
    describe(profile, id, like, proofs, now);

    const std::string text = to_yaml(profile);
    out.learned = tell_of(read_back(text, with_ohms.empty() ? evidence : with_ohms, proofs, now), id);
    if (prompts_ != nullptr) prompts_->require_person();
    write_new_file(file_, text);
    return out;
  }

 private:
  const Fixture& fixture() const { return session_->fixture(); }
  const Profile* pattern() const { return pattern_ ? &*pattern_ : nullptr; }

  std::vector<Evidence> measure_often() {
    session_->jig().set_lamp(protocol::Lamp::busy);
    std::vector<Evidence> out;
    for (int i = 0; i < kMeasurements; ++i) out.push_back(measure(session_->jig()));
    session_->jig().set_lamp(protocol::Lamp::off);
    return out;
  }

  // Once more with the ohms of its nets, on a jig that measures them; where they are no wires', the nets are parted. Throws what
  // agreed_reading() and part_by_ohms() do.
  std::vector<Evidence> measure_ohms(Profile& p, const Reading& reading, std::int64_t now) {
    const FixtureMap map(p, fixture(), choices_);
    const Job job{p, fixture(), map};
    OhmTask task = ohm_task(session_->jig().identity(), job);
    if (task.method == OhmMethod::none) return {};
    add_calibration(task, job, Calibrations(places_).load(session_->jig_name(), fixture()), now, config_.calibration_days());
    session_->jig().set_lamp(protocol::Lamp::busy);
    std::vector<Evidence> out;
    for (int i = 0; i < kMeasurements; ++i) out.push_back(measure(session_->jig(), task));
    session_->jig().set_lamp(protocol::Lamp::off);
    if (agreed_reading(out, fixture(), request_.diodes ? OneWays::meant : OneWays::refused).matrix != reading.matrix)
      throw Error("unstable", "connections changed while the cable was measured", "", "seat the plugs, let the cable lie still, and learn again");
    const OhmEvidence& ohms = out.back().ohms;
    if (ohms.problem) throw Error(*ohms.problem);
    std::vector<Resistance> measured;
    for (const auto& path : ohms.paths)
      for (auto& r : resistances_at(p, map, path)) measured.push_back(std::move(r));
    part_by_ohms(p, measured, request_.resistors ? Ohmic::meant : Ohmic::refused);
    return out;
  }

  [[noreturn]] static void refuse_dangerous(const Identification& id) {
    for (const auto& m : id.exact)
      if (!m.profile->hazard.empty())
        throw Error("dangerous", "this measures as a cable that is known to be dangerous, " + typed_name(*m.profile) +
                                     ": " + m.profile->hazard,
                    "profile " + m.profile->name, "do not plug it in; nothing passes against such a wiring");
    throw Error("internal", "no dangerous cable among the dangerous ones");
  }

  // What one mistake makes of a known cable with the same plugs is that cable with a mistake, unless somebody says
  // that it is meant to be so. What a cable with other plugs measures is no excuse.
  void refuse_faulty(const Reading& reading, const std::vector<EndChoice>& ends) const {
    const Profile* like = nullptr;
    std::string differences;
    for (const auto& known : known_) {
      if (known.trust == Trust::template_only) continue;
      for (const auto& seating : seatings_of(known, fixture(), CableIndex::kMostSeatings).all) {
        if (!has_same_plugs(known, seating, ends)) continue;
        const FixtureMap map(known, fixture(), seating.choices(known, fixture()));
        const Expectation wanted(known, map);
        if (wanted.met_by(reading.matrix) && known.ends.size() == ends.size()) return;
        auto diagnoses = diagnose(known, map, reading.netlist, compare(map, wanted, reading.netlist));
        std::erase_if(diagnoses, [](const Diagnosis& d) { return d.code == DiagnosisCode::known_bad; });
        const bool another = std::ranges::find(diagnoses, DiagnosisCode::other_cable, &Diagnosis::code) != diagnoses.end();
        if (diagnoses.size() > 1 || another) continue;
        if (is_meant_to_be_unlike(&known)) return;
        if (like != nullptr) continue;
        like = &known;
        for (const auto& d : diagnoses) differences += " " + d.summary;
      }
    }
    if (like == nullptr) return;
    const std::string name = typed_name(*like);
    throw Error("maybe-faulty", "this may be a faulty " + name + ":" + differences, "profile " + like->name,
                like->hazard.empty() ? "repair it; or, if it is meant to be so, say so"
                                     : "that cable is dangerous: do not use it; if this one is meant to be so, say so",
                Action{ActionCode::insist_unlike, {{"profile", name}}});
  }

  // Of two plugs of one type one may be reversed, which a template without a polarity cannot tell.
  void refuse_unlike_sides(const Profile& profile, const CableMatch* like) {
    const auto odd = unlike_sides(profile);
    if (!odd || (pattern() == nullptr && like != nullptr && unlike_sides(*like->profile))) return;
    doubt_ = "the two sides are not wired alike: " + odd->name() + " carries something else than on the other side";
    if (is_meant_to_be_unlike(pattern()) || std::ranges::any_of(known_, [&](const Profile& p) { return is_meant_to_be_unlike(&p); }))
      return;
    const std::string remedy = "one of them is reversed: redo it; or, if it is meant to be so, ";
    if (pattern() == nullptr) throw Error("unlike-sides", doubt_, "", remedy + "write it down by hand", Action{ActionCode::write_profile});
    throw Error("unlike-sides", doubt_, "profile " + pattern()->name, remedy + "say so",
                Action{ActionCode::insist_unlike, {{"profile", typed_name(*pattern())}}});
  }

  bool is_meant_to_be_unlike(const Profile* p) const {
    return request_.unlike && p != nullptr && (*request_.unlike == p->name || *request_.unlike == typed_name(*p));
  }

  // The ends' sockets, or more, each with the plug of its own type, and none in another's place. A dangerous cable is
  // one with whatever plug.
  bool has_same_plugs(const Profile& known, const Seating& seating, const std::vector<EndChoice>& ends) const {
    if (seating.seat == Seat::exchanged || seating.seat == Seat::end_for_end) return false;
    return std::ranges::all_of(ends, [&](const EndChoice& choice) {
      for (std::size_t e = 0; e < known.ends.size(); ++e) {
        const Socket& socket = fixture().sockets[seating.sockets[e]];
        if (socket.name == choice.socket) return !known.hazard.empty() || socket.type.name == known.ends[e].type.name;
      }
      return false;
    });
  }

  void describe(Profile& p, const Identification& id, const CableMatch* like, const FixtureEvidence& proofs, std::int64_t now) {
    p.name = request_.name;
    const Profile* twin = pattern() != nullptr ? pattern() : like != nullptr ? like->profile : nullptr;
    for (auto& e : p.ends)
      if (const End* other = twin != nullptr ? twin->end(e.name) : nullptr;
          e.gender == Gender::unsaid && other != nullptr && other->type.name == e.type.name)
        e.gender = other->gender;
    p.wiring = wiring_of_roles(p);
    p.use = choose_use(request_.use, pattern(), like, !id.exact.empty(), p, prompts_);
    p.title = request_.title ? *request_.title : pattern() != nullptr ? pattern()->title : plugs_of(p);
    p.trust = Trust::presumed;
    const JigIdentity& jig = session_->jig().identity();
    p.source = {learned_text({local_date(now), person_, jig, fixture().name}), 'C'};
    if (pattern() != nullptr) p.note = pattern()->note;
    const auto add_note = [&](const std::string& text) { p.note += (p.note.empty() ? "" : "; ") + text; };
    if (!doubt_.empty()) add_note(doubt_);
    for (const auto& part : p.parts)
      add_note(part.kind == PartKind::diode ? part.name + " was learned as a diode from a link that conducts one way only"
                                            : part.name + " was learned by its ohms; a coil measures as a resistor does");
    if (!proofs.traced) add_note("learned on a fixture that was not traced: two of its wires may be exchanged");
  }

  static std::string plugs_of(const Profile& p) {
    std::string out = p.ends.front().type.title + " to ";
    for (std::size_t e = 1; e < p.ends.size(); ++e) out += (e > 1 ? " and " : "") + p.ends[e].type.title;
    return out.size() <= 200 ? out : p.name;
  }

  // What will be in the file, loaded as any other profile: it must say the same, and the cable pass against it.
  Profile read_back(const std::string& text, const std::vector<Evidence>& evidence, const FixtureEvidence& proofs,
                    std::int64_t now) {
    Profile p = catalog_.profile_of(SourceText(file_.string(), text));
    if (to_yaml(p) != text)
      throw Error("internal", "the profile does not read back as it was written", file_.string(), "please report this");
    const FixtureMap map(p, fixture(), choices_);
    for (const auto& e : evidence) {
      const Verdict v = judge({p, fixture(), map}, e, proofs, now);
      safe_ = v.balanced_safe;
      if (v.outcome == Outcome::pass) continue;
      if (v.problem) throw Error(*v.problem);
      throw Error("not-as-measured", "the cable does not pass against what was learned from it", "",
                  "seat the plugs and learn again");
    }
    return p;
  }

  LearnedProfile tell_of(const Profile& p, const Identification& id) const {
    LearnedProfile out{p, file_, choices_, needs_sockets(p), {}, {}, safe_};
    for (const auto& c : out.profile.contacts())
      if (out.profile.net_of(c) == nullptr) out.free.push_back(c.name());
    // What a scan alone says; with resistors it is none of these.
    const bool has_ohms = std::ranges::any_of(p.parts, &Part::has_ohms);
    for (const auto& m : id.exact)
      if (m.seating.seat == Seat::as_labelled && !has_ohms) out.same_as.push_back(typed_name(*m.profile));
    return out;
  }

  // Whether its ends would be looked for in other sockets, or in none, if nobody named these.
  bool needs_sockets(const Profile& p) const {
    try {
      const FixtureMap unasked(p, fixture());
      return !std::ranges::all_of(unasked.placements(), [&](const Placement& at) { return choices_.at(at.end) == at.socket; });
    } catch (const Error&) {
      return true;
    }
  }

  const Places& places_;
  const LessonRequest& request_;
  Prompts* prompts_;
  Config config_;
  Catalog catalog_;
  std::vector<Error> broken_;
  std::vector<Profile> known_;
  std::filesystem::path file_;
  std::optional<Profile> pattern_;
  std::string person_, doubt_;
  std::optional<JigSession> session_;
  FixtureMap::Choices choices_;
  BalancedSafe safe_;  // what a test of the learned cable will say
};

}  // namespace

LessonResult learn_cable(const Places& places, const LessonRequest& request, Prompts* prompts, LibraryWarnings& warnings,
                         WallClock wall) {
  return Lesson(places, request, prompts, warnings).give(wall());
}

}  // namespace buzzout
