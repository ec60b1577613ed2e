#include "cli/views/render_identification.hpp"

#include <algorithm>
#include <set>

#include "cli/views/action_words.hpp"
#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core/fault.hpp"
#include "core/words.hpp"
#include "naming/linked_sockets.hpp"
#include "core/verdict.hpp"
#include "drawing/picture_of.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

using Words = std::vector<std::string>;

Words short_names(const std::vector<CableMatch>& matches) {
  Words out;
  for (const auto& m : matches) out.push_back(typed_name(*m.profile));
  return out;
}

// What is plugged in where: two cables that measure the same are told apart by it or not at all.
std::set<std::pair<std::size_t, std::string>> plugs_of(const CableMatch& m) {
  std::set<std::pair<std::size_t, std::string>> out;
  for (std::size_t e = 0; e < m.profile->ends.size(); ++e)
    out.emplace(m.seating.sockets[e], m.profile->ends[e].type.name);
  return out;
}

class IdentificationPage {
 public:
  IdentificationPage(const Identification& id, const IdentificationContext& context, const Theme& theme)
      : id_(id), context_(context), theme_(theme) {}

  std::vector<Line> take() {
    out_.push_back({});
    switch (id_.result()) {
      case IdentityResult::nothing: show_nothing(); break;
      case IdentityResult::exact:
      case IdentityResult::dangerous: show_exact(); break;
      case IdentityResult::near: show_near(); break;
      case IdentityResult::unknown: show_unknown(); break;
    }
    if (!out_.back().empty()) out_.push_back({});
    return std::move(out_);
  }

 private:
  void say(const std::string& text, Ink ink, int indent = 4) {
    append(wrapped(text, ink, indent, theme_, {std::string(static_cast<std::size_t>(indent), ' '), Ink::plain}));
  }
  void advise(const std::string& text) {
    append(wrapped(text, Ink::plain, 6, theme_, {theme_.unicode ? "    → " : "    > ", Ink::good}));
  }
  void append(std::vector<Line> more) {
    out_.insert(out_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  void head(const char* sign, const char* ascii_sign, const std::string& word, Ink ink, const std::string& text) {
    const std::string banner = (theme_.unicode ? sign : ascii_sign) + word;
    if (text.empty()) out_.push_back({{"  " + banner, ink}});
    append(wrapped(text, Ink::bold, 4 + columns(banner), theme_, {"  " + banner + "  ", ink}));
  }
  void tell_context() {
    const std::string dot = theme_.unicode ? " · " : " | ";
    const bool simulated = context_.jig.simulated;
    out_.push_back({{"    ", Ink::plain},
                    {(simulated ? "SIMULATED jig" : "jig " + std::to_string(context_.jig.number)) + dot +
                         context_.jig.board + dot + context_.fixture.name,
                     simulated ? Ink::warn : Ink::dim}});
    out_.push_back({});
  }

  std::string socket_of(const CableMatch& m, const std::string& end) const {
    for (std::size_t e = 0; e < m.profile->ends.size(); ++e)
      if (m.profile->ends[e].name == end) return context_.fixture.sockets[m.seating.sockets[e]].name;
    return "";
  }

  // ", with `left` and `right` in each other's sockets"
  static std::string seat_words(const CableMatch& m) {
    if (m.seating.seat == Seat::exchanged)
      return ", with `" + m.seating.exchanged[0] + "` and `" + m.seating.exchanged[1] + "` in each other's sockets";
    if (m.seating.seat == Seat::end_for_end) return ", plugged in end for end";
    return "";
  }

  void advise_seat(const CableMatch& m) {
    if (m.seating.exchanged.empty()) return;
    const std::string &a = m.seating.exchanged[0], &b = m.seating.exchanged[1];
    const std::string sockets = "`" + a + "` into socket " + socket_of(m, b) + ", `" + b + "` into socket " +
                                socket_of(m, a);
    advise(m.seating.seat == Seat::end_for_end
               ? "Turn it round: " + sockets + "."
               : "Look at the marks of the plugs `" + a + "` and `" + b + "`: " + sockets +
                     ". If they are there already, the cable is crossed inside.");
  }

  static bool is_template(const CableMatch& m) { return m.profile->trust == Trust::template_only; }

  std::string test_command(const CableMatch& m) const {
    std::string out = "buzzout test " + typed_name(*m.profile);
    if (m.seating.seat == Seat::elsewhere)
      for (const auto& [end, socket] : m.seating.choices(*m.profile, context_.fixture))
        out += " --at " + end + "=" + socket;
    return out;
  }

  // Each name with its title, and the plugs by which it is known where the jig cannot tell.
  void tell_names(const std::vector<CableMatch>& matches) {
    const bool all_bad = std::ranges::none_of(
        matches, [](const CableMatch& m) { return m.profile->hazard.empty(); });
    int width = 0;
    for (const auto& m : matches) width = std::max(width, columns(typed_name(*m.profile)));
    const std::set<Plug> common = common_plugs(matches);
    for (const auto& m : matches) {
      const bool bad = !m.profile->hazard.empty();
      std::string name = typed_name(*m.profile);
      name.append(static_cast<std::size_t>(width - columns(name)), ' ');
      const std::string indent(static_cast<std::size_t>(width) + 6, ' ');
      std::vector<Line> lines;
      if (const std::string plugs = telling_plugs(m, common); !plugs.empty()) lines.push_back({{plugs, Ink::plain}});
      lines.push_back({{m.profile->title, Ink::plain}});
      if (bad && !all_bad) lines.push_back({{"DANGEROUS", Ink::bad}});
      if (is_template(m))
        lines.push_back({{"a template: its polarity is not known", Ink::warn}});
      for (std::size_t i = 0; i < lines.size(); ++i) {
        Line line{{i > 0 ? indent : "    " + name + "  ", bad ? Ink::bad : Ink::bold}};
        if (matches.size() == 1) line = {{"    ", Ink::plain}};
        line.insert(line.end(), lines[i].begin(), lines[i].end());
        out_.push_back(std::move(line));
      }
    }
  }

  using Plug = std::pair<std::string, std::string>;  // the socket, the connector type

  // The plugs that every one of these cables has.
  std::set<Plug> common_plugs(const std::vector<CableMatch>& matches) const {
    std::set<Plug> out;
    for (const auto& m : matches) {
      std::set<Plug> has;
      for (const auto& end : m.profile->ends) has.emplace(socket_of(m, end.name), end.type.name);
      if (&m == &matches.front()) out = std::move(has);
      else std::erase_if(out, [&](const Plug& plug) { return !has.contains(plug); });
    }
    return out;
  }

  // Those of its plugs that not all of the others have.
  std::string telling_plugs(const CableMatch& m, const std::set<Plug>& common) const {
    Words plugs;
    for (const auto& end : m.profile->ends)
      if (!common.contains({socket_of(m, end.name), end.type.name}))
        plugs.push_back(end.type.title + " in " + socket_of(m, end.name));
    return list_of(plugs, ", ");
  }

  void tell_twins(const std::vector<CableMatch>& matches) {
    if (matches.size() < 2) return;
    const bool by_plug = std::ranges::any_of(
        matches, [&](const CableMatch& m) { return plugs_of(m) != plugs_of(matches.front()); });
    say(std::string("They measure the same here: ") +
            (by_plug ? "look which plug it has." : "one wiring with several names."),
        Ink::warn);
  }

  void draw_against(const CableMatch& m, const std::vector<Fault>& faults, const std::vector<Diagnosis>& diagnoses) {
    const FixtureMap map(*m.profile, context_.fixture, m.seating.choices(*m.profile, context_.fixture));
    Verdict v;
    v.faults = faults;
    v.diagnoses = diagnoses;
    for (PointSet net : id_.reading.netlist.nets)
      if (auto contacts = contacts_at(net, map); size(net) > 1 && contacts.size() > 1)
        v.nets.push_back(std::move(contacts));
    append(draw(picture_of(*m.profile, map, v), theme_));
    out_.push_back({});
  }

  void show_nothing() {
    head("○ ", "", "NO CABLE", Ink::warn, "");
    say("Nothing is connected: no cable, or only one end of it is plugged in.", Ink::plain);
    tell_context();
    out_.pop_back();
  }

  void show_exact() {
    std::vector<CableMatch> here, elsewhere;
    for (const auto& m : id_.exact)
      (m.seating.seat == id_.exact.front().seating.seat ? here : elsewhere).push_back(m);
    const CableMatch& first = here.front();
    const bool dangerous = id_.result() == IdentityResult::dangerous;
    const std::string text = list_of(short_names(here), " or ") + seat_words(first);
    const bool exchanged = first.seating.seat == Seat::exchanged;
    if (dangerous)
      head("✘ ", "", "DANGEROUS", Ink::bad, "It measures as " + text + ".");
    else if (exchanged || is_template(first))
      head("○ ", "", "MEASURES AS", Ink::warn, text);
    else
      head("✔ ", "", "IT IS", Ink::good, text);
    if (dangerous) tell_hazards();
    tell_names(here);
    tell_twins(here);
    if (!dangerous) advise_seat(first);
    if (exchanged) say("Or it is a cable with another plug, and a mistake inside: look which plug it has.", Ink::warn);
    tell_context();
    draw_against(first, {}, {});
    for (const auto& m : elsewhere)
      say("Or it is " + typed_name(*m.profile) + seat_words(m) + ".", Ink::plain, 2);
    tell_reading();
    if (dangerous) return;
    if (is_template(first))
      say_how_to_learn(first);
    else
      say("A name is no test. To test it: " + test_command(first), Ink::dim, 2);
  }

  void say_how_to_learn(const CableMatch& m) {
    say("Nothing passes against a template. If the cable is known to be good: buzzout learn NAME --from " +
            typed_name(*m.profile),
        Ink::dim, 2);
  }

  void tell_hazards() {
    std::set<std::string> told;
    for (const auto& m : id_.exact) {
      if (m.profile->hazard.empty() || !told.insert(m.profile->hazard).second) continue;
      const Diagnosis d = tell_hazard(*m.profile);
      say(d.consequence, Ink::bad);
      if (!d.repair.empty()) advise(worded(d.repair, d.action));
    }
  }

  std::string difference_words(unsigned distance) const {
    if (distance == 0) return id_.reading.unsteady != 0 ? ", but its wires come and go" : ", but not by wires alone";
    return ", but for " + std::to_string(distance) + (distance == 1 ? " connection" : " connections");
  }

  void show_near() {
    const NearCable& n = id_.near.front();
    const CableMatch& first = n.matches.front();
    head("○ ", "", "NEAREST", Ink::warn,
         list_of(short_names(n.matches), " or ") + seat_words(first) + difference_words(first.distance));
    tell_names(n.matches);
    tell_twins(n.matches);
    advise_seat(first);
    tell_context();
    draw_against(first, n.faults, n.diagnoses);
    if (is_template(first)) {
      say("Which of the contacts are right nobody knows: what differs may be no mistake.", Ink::warn, 2);
      say_how_to_learn(first);
    }
    int number = 0;
    for (const auto& d : n.diagnoses) {
      append(wrapped(d.summary, Ink::bold, 5, theme_, {"  " + std::to_string(++number) + ". ", Ink::bad}));
      if (!d.consequence.empty()) say(d.consequence, Ink::plain, 5);
      if (!d.repair.empty())
        append(wrapped(worded(d.repair, d.action), Ink::plain, 7, theme_, {theme_.unicode ? "     → " : "     > ", Ink::good}));
      for (const auto& other : d.alternatives)
        append(wrapped(other, Ink::dim, 10, theme_, {"       or ", Ink::dim}));
      out_.push_back({});
    }
    tell_reading();
    for (std::size_t i = 1; i < id_.near.size() && first.distance > 0; ++i) {
      const NearCable& other = id_.near[i];
      std::string text = list_of(short_names(other.matches), " or ") + seat_words(other.matches.front()) +
                         difference_words(other.matches.front().distance) + (other.diagnoses.empty() ? "." : ":");
      for (const auto& d : other.diagnoses) text += " " + d.summary;
      append(wrapped(text, Ink::dim, 14, theme_, {i == 1 ? "  Less near   " : "              ", Ink::dim}));
    }
  }

  void show_unknown() {
    head("? ", "", "UNKNOWN", Ink::warn,
         "None of the " + std::to_string(context_.known.cables()) + " known cables that fit " +
             context_.fixture.name + " is like it.");
    tell_context();
    append(draw(picture_of(context_.fixture, linked_sockets(context_.fixture, id_.reading.netlist),
                           id_.reading.matrix),
                theme_));
    out_.push_back({});
    tell_reading();
    advise("If it is a good one, make a profile of it: buzzout learn NAME");
  }

  std::string points_words(PointSet points) const {
    Words out;
    for (Point p : members(points)) {
      Words names;
      for (const auto& c : context_.fixture.contacts_at(p)) names.push_back(c.name());
      out.push_back("point " + std::to_string(point_number(p)) + (names.empty() ? "" : " (" + names.front() + ")"));
    }
    return list_of(out, " and ");
  }

  void tell_reading() {
    if (id_.reading.unsteady != 0 && id_.exact.empty())
      say("The connections changed while they were measured, at " + points_words(id_.reading.unsteady) +
              ": seat the plugs and identify again.",
          Ink::warn, 2);
    if (id_.reading.capacitive != 0)
      say("Capacitance at " + points_words(id_.reading.capacitive) + ": joined for a moment only, so no wire.",
          Ink::warn, 2);
    if (!context_.known.incomplete().empty())
      say("There are more ways to plug in than were tried, of " + list_of(context_.known.incomplete(), ", ") + ".", Ink::dim,
          2);
  }

  const Identification& id_;
  const IdentificationContext& context_;
  const Theme& theme_;
  std::vector<Line> out_;
};

}  // namespace

std::vector<Line> render(const Identification& id, const IdentificationContext& context, const Theme& theme) {
  return IdentificationPage(id, context, theme).take();
}

}  // namespace buzzout
