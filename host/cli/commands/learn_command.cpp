#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/measure.hpp"
#include "catalog/names.hpp"
#include "catalog/profile_writer.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/confirm_profile.hpp"
#include "bench/jig_session.hpp"
#include "cli/commands/jig_options.hpp"
#include "cli/commands/learn_choices.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/commands/new_profile.hpp"
#include "cli/views/skipped_files.hpp"
#include "cli/views/render_identification.hpp"
#include "bench/session_proofs.hpp"
#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core/diagnosis.hpp"
#include "core/expectation.hpp"
#include "core/words.hpp"
#include "naming/provenance.hpp"
#include "drawing/picture_of.hpp"
#include "report/json_text.hpp"
#include "report/learn_json.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

struct LearnOptions : KnownCableOptions {
  std::vector<std::string> roles;  // NET=CONTACT[,CONTACT]...
  std::optional<std::string> title, use, person, unlike, from, out, confirm, cable;

  void declare(OptionList& list) override {
    KnownCableOptions::declare(list);
    list.values("role", "NET=CONTACT[,...]", "what a net carries: L+=amp.T, L-=R-=amp.S",
                [this](const std::string& role) { roles.push_back(role); });
    list.kept_text("title", "TEXT", "what a person calls the cable", title);
    use_option(list, use);
    operator_option(list, person);
    list.text("unlike", "PROFILE", "it is no faulty one of these", unlike);
    list.text("from", "TEMPLATE", "fill in a template", from);
    profile_file_option(list, out);
    list.text("confirm", "PROFILE", "hold a second cable against a learned profile", confirm);
    list.kept_text("cable", "TEXT", "which other cable this is", cable);
  }
};

constexpr int kMeasurements = 2;  // of two scans and a slow pass each

class Lesson {
 public:
  Lesson(const LearnOptions& options, Environment& env)
      : options_(options),
        env_(env),
        config_(load_config(env.places.config_file)),
        catalog_(env.places.library),
        questions_(env, options.json),
        name_(options.words[0]),
        known_(catalog_.profiles(broken_)),
        file_(new_profile_file(name_, options.out, env)) {
    warn_of_skipped_files(broken_, env);
    refuse_taken_name(name_, catalog_, known_);
    refuse_existing(file_);
    if (options.title) check_line(*options.title, "the title", 200);
    if (options.from) {
      pattern_ = catalog_.profile(*options.from);
      if (pattern_->trust != Trust::template_only)
        throw Error("no-template", "profile " + pattern_->name + " is no template", "--from " + *options.from,
                    "a cable is held against it with: buzzout test " + *options.from);
    }
    person_ = choose_person(options.person, config_.value("operator"), questions_);
    session_.emplace(catalog_, config_,
                     JigSession::Request{options.port.value_or(""), options.fixture.value_or(""), pattern(), options.at});
    warn_of_clashes(pattern_ ? name_clashes(*pattern_, session_->fixture()) : name_clashes(session_->fixture()), env);
  }

  int give() {
    const std::time_t now = std::time(nullptr);
    const std::vector<Evidence> evidence = measure_often();
    const CableIndex index(known_, fixture());
    const Identification id = identify(agreed_reading(evidence, fixture()), fixture(), index);
    if (id.result() == IdentityResult::nothing) return say_nothing();
    if (id.result() == IdentityResult::dangerous) refuse_dangerous(id);

    const auto ends = choose_ends(options_.at, pattern(), id, fixture(), questions_);
    Profile profile = measured_cable(ends, id.reading, fixture());
    for (const auto& e : ends) choices_[e.end] = e.socket;
    const FixtureEvidence proofs = SessionProofs(env_.places, *session_).load();
    check_teacher(profile, FixtureMap(profile, fixture(), choices_), id.reading, fixture(), proofs, now);
    const CableMatch* like = alike(id, ends, fixture());
    refuse_faulty(id.reading, ends);
    choose_roles(profile, options_.roles, pattern(), like, questions_);
    refuse_unlike_sides(profile, like);
    describe(profile, id, like, proofs, now);

    const std::string text = to_yaml(profile);
    profile = read_back(text, evidence, proofs, now);
    write_new_file(file_, text);
    show(profile, id);
    return kExitDone;
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

  int say_nothing() {
    if (options_.json)
      env_.out << json_text(nothing_learned_json(session_->jig().identity().simulated), 2) << "\n";
    else
      env_.out << "\n  Nothing is connected: no cable, or only one end of it is plugged in.\n\n";
    return kExitNoCable;
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
                (like->hazard.empty() ? "repair it; or, if it is meant to be so, add --unlike "
                                      : "that cable is dangerous: do not use it; if this one is meant to be so, add --unlike ") +
                    name);
  }

  // Of two plugs of one type one may be reversed, which a template without a polarity cannot tell.
  void refuse_unlike_sides(const Profile& profile, const CableMatch* like) {
    const auto odd = unlike_sides(profile);
    if (!odd || (pattern() == nullptr && like != nullptr && unlike_sides(*like->profile))) return;
    doubt_ = "the two sides are not wired alike: " + odd->name() + " carries something else than on the other side";
    if (is_meant_to_be_unlike(pattern()) || std::ranges::any_of(known_, [&](const Profile& p) { return is_meant_to_be_unlike(&p); }))
      return;
    throw Error("unlike-sides", doubt_, pattern() != nullptr ? "profile " + pattern()->name : "",
                "one of them is reversed: redo it; or, if it is meant to be so, " +
                    (pattern() != nullptr ? "add --unlike " + typed_name(*pattern())
                                          : std::string("write it down by hand: buzzout profiles new")));
  }

  bool is_meant_to_be_unlike(const Profile* p) const {
    return options_.unlike && p != nullptr && (*options_.unlike == p->name || *options_.unlike == typed_name(*p));
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

  void describe(Profile& p, const Identification& id, const CableMatch* like, const FixtureEvidence& proofs, std::time_t now) {
    p.name = name_;
    const Profile* twin = pattern() != nullptr ? pattern() : like != nullptr ? like->profile : nullptr;
    for (auto& e : p.ends)
      if (const End* other = twin != nullptr ? twin->end(e.name) : nullptr;
          e.gender == Gender::unsaid && other != nullptr && other->type.name == e.type.name)
        e.gender = other->gender;
    p.wiring = wiring_of_roles(p);
    p.use = choose_use(options_.use, pattern(), like, !id.exact.empty(), p, questions_);
    p.title = options_.title ? *options_.title : pattern() != nullptr ? pattern()->title : plugs_of(p);
    p.trust = Trust::presumed;
    const JigIdentity& jig = session_->jig().identity();
    p.source = {learned_text({date_of(now), person_, jig, fixture().name}), 'C'};
    if (pattern() != nullptr) p.note = pattern()->note;
    const auto add_note = [&](const std::string& text) { p.note += (p.note.empty() ? "" : "; ") + text; };
    if (!doubt_.empty()) add_note(doubt_);
    if (!proofs.traced) add_note("learned on a fixture that was not traced: two of its wires may be exchanged");
  }

  static std::string plugs_of(const Profile& p) {
    std::string out = p.ends.front().type.title + " to ";
    for (std::size_t e = 1; e < p.ends.size(); ++e) out += (e > 1 ? " and " : "") + p.ends[e].type.title;
    return out.size() <= 200 ? out : p.name;
  }

  // What will be in the file, loaded as any other profile: it must say the same, and the cable pass against it.
  Profile read_back(const std::string& text, const std::vector<Evidence>& evidence, const FixtureEvidence& proofs,
                    std::time_t now) {
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

  void show(const Profile& p, const Identification& id) {
    const bool simulated = session_->jig().identity().simulated;
    std::vector<std::string> free, same;
    for (const auto& c : p.contacts())
      if (p.net_of(c) == nullptr) free.push_back(c.name());
    for (const auto& m : id.exact)
      if (m.seating.seat == Seat::as_labelled) same.push_back(typed_name(*m.profile));
    if (options_.json) {
      env_.out << json_text(learned_json(p, file_.string(), choices_, free, same, simulated), 2) << "\n";
      return;
    }
    const Theme& t = env_.theme;
    std::vector<Line> lines = {{}, {{t.unicode ? "  ✔ LEARNED" : "  LEARNED", Ink::good}, {"  " + p.name, Ink::bold}}};
    const auto say = [&](const std::string& lead, const std::string& text, Ink ink) {
      for (auto& l : wrapped(text, ink, 14, t, {lead, Ink::dim})) lines.push_back(std::move(l));
    };
    lines.push_back({{"    " + p.title, Ink::plain}});
    if (simulated) lines.push_back({{"    SIMULATED jig", Ink::warn}});
    lines.push_back({});
    for (auto& l : draw(picture_of(p), t)) lines.push_back(std::move(l));
    lines.push_back({});
    say("  Wiring      ", std::string(to_string(p.wiring)), Ink::plain);
    if (safe_.answer == BalancedSafe::Answer::no) say("  Amplifier   ", "NOT SAFE on a balanced one: " + safe_.why, Ink::bad);
    if (!free.empty()) say("  Free        ", list_of(free, ", ") + ": must touch nothing", Ink::plain);
    if (!same.empty()) say("  Same as     ", list_of(same, ", "), Ink::plain);
    say("  Trust       ", "presumed, " + p.source.text, Ink::plain);
    if (!p.note.empty()) say("  Note        ", p.note, Ink::warn);
    lines.push_back({{"  Written to  ", Ink::dim}, {file_.string(), Ink::plain}});
    lines.push_back({});
    const std::string profile = (options_.out ? file_.string() : p.name) + places_to_name(p);
    say("  Next        ", "confirm it, as another person or with another cable: buzzout learn --confirm " + profile,
        Ink::dim);
    lines.push_back({});
    print(env_.out, lines, t);
  }

  // The options that put the plugs where they are now; empty if they are not needed.
  std::string places_to_name(const Profile& p) const {
    std::string out;
    for (const auto& [end, socket] : choices_) out += " --at " + end + "=" + socket;
    try {
      const FixtureMap unasked(p, fixture());
      const bool same = std::ranges::all_of(
          unasked.placements(), [&](const Placement& at) { return choices_.at(at.end) == at.socket; });
      return same ? "" : out;
    } catch (const Error&) {
      return out;
    }
  }

  const LearnOptions& options_;
  Environment& env_;
  Config config_;
  Catalog catalog_;
  Questions questions_;
  std::string name_;
  std::vector<Error> broken_;
  std::vector<Profile> known_;
  std::filesystem::path file_;
  std::optional<Profile> pattern_;
  std::string person_, doubt_;
  std::optional<JigSession> session_;
  FixtureMap::Choices choices_;
  BalancedSafe safe_;  // what a test of the learned cable will say
};

void check_usage(const LearnOptions& o) {
  const auto usage = [](const std::string& message, const std::string& remedy) {
    throw Error("usage", message, "", remedy);
  };
  if (!o.confirm) {
    if (o.words.empty()) usage("`buzzout learn` needs a NAME for the profile", "see `buzzout learn --help`");
    if (o.cable) usage("`--cable` goes with `--confirm`", "see `buzzout learn --help`");
    return;
  }
  if (!o.words.empty()) usage("`" + o.words[0] + "` is one word too many beside `--confirm`", "see `buzzout learn --help`");
  if (o.from || o.title || o.use || o.unlike || o.out || !o.roles.empty())
    usage("`--confirm` changes nothing but the trust of a profile",
          "it takes --at, --operator, --cable, -p and -f");
}

int run_learn(const LearnOptions& options, Environment& env) {
  check_usage(options);
  try {
    if (options.confirm)
      return confirm_profile({*options.confirm, options.port.value_or(""), options.fixture.value_or(""), options.at,
                              options.person, options.cable, options.json},
                             env);
    return Lesson(options, env).give();
  } catch (const Questions::Interrupted&) {
    env.out << "\n";
    return kExitInterrupted;
  }
}

}  // namespace

constinit const Command learn_command = {
    "learn", "[NAME]", 0, 1, "make a profile of a cable that is presumed to be good",
    "Measures the plugged-in cable several times and writes the profile NAME into your library. The fixture\n"
    "must have passed its self-test: what is broken in it would be learned.\n"
    "\n"
    "  buzzout learn my-cable --at amp=amp-4.4 --at left=left --at right=right --use headphone\n"
    "  buzzout learn my-cable --role L+=amp.T --role L-=amp.R1 --role R+=amp.R2 --role R-=amp.R3\n"
    "  buzzout learn --confirm my-cable --operator Ben\n"
    "  buzzout learn --confirm my-cable --cable \"the second of the lot\"\n"
    "\n"
    "Without --at, ends and sockets are taken from the known cable that measures exactly the same, or where\n"
    "only one socket can be meant. Nets get the roles of a known cable where they have the very same\n"
    "contacts, else of --role, else they are net1, net2, .... On a terminal it asks. A net that joins two\n"
    "contacts of one end must be given a role: a solder bridge would look the same. A cable that differs\n"
    "from a known one by little is learned only with --unlike: it may be a faulty one.\n"
    "The profile is presumed. --confirm makes it confirmed: another person, or somebody with another cable,\n"
    "finds exactly the same. --from fills in a template.\n"
    "\n"
    "Exit status: 0 written, 1 not the cable that was to be confirmed, 2 error, 3 nothing is plugged in,\n"
    "130 interrupted.",
    action<LearnOptions, run_learn>()};

}  // namespace buzzout
