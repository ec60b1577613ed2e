#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/choose_fixture.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/views/not_tested_lines.hpp"
#include "cli/views/render.hpp"
#include "report/json_text.hpp"
#include "report/proof_json.hpp"

namespace buzzout {
namespace {

struct ProveOptions : Common {
  std::optional<std::string> fixture;
  std::map<std::string, std::string> at;

  void declare(OptionList& list) override {
    fixture_option(list, fixture);
    at_option(list, at);
  }
};

constexpr std::size_t kExamples = 3;

std::string_view in_words(MistakeKind kind) {
  switch (kind) {
    case MistakeKind::open: return "a joint open";
    case MistakeKind::short_: return "two contacts joined";
    case MistakeKind::swap: return "two wires of a plug exchanged";
    case MistakeKind::reversed_pair: return "a pair reversed";
    case MistakeKind::crossed_pairs: return "two pairs exchanged";
    case MistakeKind::order: return "a plug's wires in another order";
    case MistakeKind::exchanged_plugs: return "plugs in each other's sockets";
    case MistakeKind::unplugged: return "a plug not plugged in";
    case MistakeKind::one_way: return "a diode";
    case MistakeKind::part: return "a part missing, shorted or reversed";
    case MistakeKind::two_at_once: break;
  }
  return "two mistakes at once";
}

std::string in_words(const Alike& a) {
  switch (a.kind) {
    case Alike::Kind::open: return "at which end of a wire the joint is open";
    case Alike::Kind::short_: return "at which plug two wires are joined";
    case Alike::Kind::exchange: return "at which plug wires are exchanged, or which plugs are";
    case Alike::Kind::one_way: return "in which plug a diode is";
    case Alike::Kind::part: return "which part, or which of its joints";
    case Alike::Kind::unplugged: break;
  }
  return "which plug is not plugged in";
}

class ProofPage {
 public:
  ProofPage(const Proof& proof, const Profile& profile, const FixtureMap& map, const Fixture& fixture,
       const Theme& theme)
      : proof_(proof), profile_(profile), map_(map), fixture_(fixture), theme_(theme) {}

  std::vector<Line> lines() {
    head();
    table();
    without_effect();
    escapes();
    alike();
    hidden();
    not_tested();
    add({});
    return std::move(out_);
  }

 private:
  void add(Line line) { out_.push_back(std::move(line)); }
  void say(const std::string& text, Ink ink, int indent, const Span& lead) {
    for (auto& l : wrapped(text, ink, indent, theme_, lead)) add(std::move(l));
  }
  void heading(const std::string& text, Ink ink = Ink::bold) {
    add({});
    add({{"  " + text, ink}});
  }
  const char* sign(const char* unicode, const char* ascii) const { return theme_.unicode ? unicode : ascii; }
  std::string arrow() const { return std::string("      ") + sign("→ ", "> "); }

  void head() {
    const bool good = proof_.holds();
    add({});
    add({{"  ", Ink::plain},
         {std::string(good ? sign("✔ ", "") : sign("✘ ", "")) + (good ? "NOTHING ESCAPES" : "SOMETHING ESCAPES"),
          good ? Ink::good : Ink::bad},
         {"  " + profile_.title, Ink::bold}});
    std::string where = fixture_.name;
    for (const auto& p : map_.placements())
      where += sign(" · ", " | ") + p.end + " in " + p.socket;
    say(where, Ink::dim, 4, {"    ", Ink::plain});
  }

  void table() {
    add({});
    add({{fmt::format("  {:<34}{:>8}{:>9}{:>13}{:>10}", "made wrong on purpose", "tried", "caught", "no effect",
                      "escaped"),
          Ink::dim}});
    std::size_t tried = 0;
    for (int k = 0; k <= static_cast<int>(MistakeKind::two_at_once); ++k) {
      const auto kind = static_cast<MistakeKind>(k);
      const auto all = static_cast<std::size_t>(std::ranges::count(proof_.trials, kind, &Trial::kind));
      if (all == 0) continue;
      tried += all;
      row(in_words(kind), all, proof_.count(kind, Finding::caught), proof_.count(kind, Finding::no_difference),
          proof_.count(kind, Finding::escaped), Ink::plain);
    }
    row("all", tried, proof_.count(Finding::caught), proof_.count(Finding::no_difference),
        proof_.count(Finding::escaped), Ink::bold);
  }

  void row(std::string_view name, std::size_t tried, std::size_t caught, std::size_t none, std::size_t escaped,
           Ink ink) {
    const auto or_dot = [&](std::size_t n) { return n == 0 ? std::string(sign("·", ".")) : std::to_string(n); };
    add({{fmt::format("  {:<34}{:>8}", name, tried), ink},
         {fmt::format("{:>9}", or_dot(caught)), ink == Ink::bold ? ink : Ink::good},
         {fmt::format("{:>13}", or_dot(none)), ink},
         {fmt::format("{:>10}", or_dot(escaped)), escaped > 0 ? Ink::bad : ink}});
  }

  // Some of a finding's mistakes, to type after `-p sim:`.
  void examples(Finding finding, Ink ink) {
    std::size_t shown = 0;
    for (const auto& t : proof_.trials) {
      if (t.finding != finding) continue;
      if (++shown > kExamples) break;
      say(t.edits, ink, 6, {std::string("    ") + sign("· ", "- "), Ink::dim});
    }
    if (proof_.count(finding) > kExamples)
      say(fmt::format("and {} more (--json lists all)", proof_.count(finding) - kExamples), Ink::dim, 6,
          {"      ", Ink::plain});
  }

  void without_effect() {
    if (proof_.count(Finding::no_difference) == 0) return;
    heading("Passes, for it joins the same contacts");
    examples(Finding::no_difference, Ink::plain);
  }

  void escapes() {
    if (proof_.count(Finding::escaped) > 0) {
      heading("ESCAPES: a bad cable that passes", Ink::bad);
      examples(Finding::escaped, Ink::bad);
      say("give every contact of the plugs a test point of its own; see `buzzout fixtures show " + fixture_.name +
              "`",
          Ink::plain, 8, {arrow(), Ink::good});
    }
    if (proof_.count(Finding::refused) > 0) {
      heading("REFUSED: a good cable that does not pass", Ink::bad);
      examples(Finding::refused, Ink::bad);
    }
  }

  void alike() {
    if (proof_.alike.empty()) return;
    heading("Fails, and the measurement does not tell");
    for (std::size_t i = 0; i < proof_.alike.size();) {
      const Alike& first = proof_.alike[i];
      std::size_t cases = 0;
      while (i < proof_.alike.size() && proof_.alike[i].kind == first.kind) ++cases, ++i;
      std::string example;
      for (std::size_t k = 0; k < 2; ++k)
        example += (k == 0 ? "" : " or ") + proof_.trials[first.trials[k]].edits;
      say(in_words(first) + fmt::format(" ({} {})", cases, cases == 1 ? "case" : "cases"), Ink::plain, 6,
          {std::string("    ") + sign("· ", "- "), Ink::dim});
      say("such as " + example, Ink::dim, 6, {"      ", Ink::plain});
      say(std::string(procedure(first.kind)), Ink::plain, 8, {arrow(), Ink::good});
    }
  }

  void hidden() {
    if (proof_.hidden.empty()) return;
    heading("Passes while plugs sit in each other's sockets", Ink::warn);
    for (const auto& h : proof_.hidden) {
      say(h.edits, Ink::plain, 6, {std::string("    ") + sign("· ", "- "), Ink::dim});
      say("with " + h.exchange, Ink::dim, 6, {"      ", Ink::plain});
    }
    say(std::string(kHiddenProcedure), Ink::plain, 8, {arrow(), Ink::good});
  }

  void not_tested() {
    heading("Not told by this test");
    for (auto& line : list_not_tested(proof_.not_tested, fixture_.name, theme_)) add(std::move(line));
  }

  const Proof& proof_;
  const Profile& profile_;
  const FixtureMap& map_;
  const Fixture& fixture_;
  const Theme& theme_;
  std::vector<Line> out_;
};

int run_profiles_prove(const ProveOptions& options, Environment& env) {
  const Catalog catalog(env.places.library);
  const Config config = load_config(env.places.config_file);
  const Profile profile = catalog.profile(options.words[0]);
  FixtureWish wish{options.fixture.value_or(""), &profile, options.at};
  wish.on_any_board = true;
  const Fixture fixture = choose_fixture(catalog, config, wish, kSimulatedBoard);
  const FixtureMap map(profile, fixture, options.at);
  const Proof proof = prove({profile, fixture, map});
  if (options.json)
    env.out << json_text(to_json(proof, profile, fixture), 2) << "\n";
  else
    print(env.out, ProofPage(proof, profile, map, fixture, env.theme).lines(), env.theme);
  return proof.holds() ? kExitDone : kExitFail;
}

}  // namespace

constinit const Command profiles_prove_command = {
    "profiles prove", "PROFILE", 1, 1, "try every mistake with this cable: is each one caught?",
    "Makes every mistake that a cable maker can make, one at a time and in pairs: joints open, contacts\n"
    "joined, wires exchanged, plugs in the wrong order or in each other's sockets, diodes. Each is judged\n"
    "as in a test on this fixture. Says what is caught, what measures the same, and what no test tells.\n"
    "\n"
    "  buzzout profiles prove 4.4-ts\n"
    "  buzzout profiles prove my-cable.yaml -f headphone-bench-uno\n"
    "\n"
    "Exit status: 0 nothing escapes, 1 something does, 2 error.",
    action<ProveOptions, run_profiles_prove>()};

}  // namespace buzzout
