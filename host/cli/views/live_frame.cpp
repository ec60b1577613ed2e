#include "cli/views/live_frame.hpp"

#include <algorithm>

#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/ohm_rows.hpp"
#include "cli/views/render.hpp"
#include "core/compare.hpp"
#include "drawing/picture_of.hpp"
#include "core/words.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

using Lines = std::vector<Line>;

// A move as it is told to somebody who watches already.
std::string here(const Diagnosis& d) {
  return d.action && d.action->code == ActionCode::watch ? d.repair : worded(d.repair, d.action);
}

class WatchFrame {
 public:
  WatchFrame(const LiveView& view, const Theme& theme, int width, int height)
      : v_(view),
        t_(theme),
        width_(width),
        height_(height),
        roomy_(height >= 30),
        chatter_(chattering(view.state, view.job)) {
    t_.width = std::min(width, 100);  // longer lines are hard to read
  }

  Lines compose(int& picture_rows) {
    Lines top = heading(), foot = footer(), words = advice(Detail::least);
    const auto rows = [](const Lines& lines) { return static_cast<int>(lines.size()); };
    const int room = height_ - rows(top) - rows(foot);
    const Lines one_wire = ohms(false);
    Lines middle = picture(room - std::min(rows(words), 4) - rows(one_wire) - 1, picture_rows);
    for (const Detail detail : {Detail::danger, Detail::all})
      if (Lines more = advice(detail); rows(middle) + rows(more) <= room) words = std::move(more);
    if (!middle.empty() && rows(middle) + rows(words) < room) middle.push_back({});
    append(middle, words);
    for (const Lines& wires : {ohms(true), one_wire})
      if (const bool apart = rows(wires) > 1; !wires.empty() && rows(middle) + rows(wires) + apart <= room) {
        if (apart) middle.push_back({});
        append(middle, wires);
        break;
      }
    Lines more = others();
    if (!more.empty() && rows(middle) + 2 <= room) {
      middle.push_back({});
      append(middle, more);
    }
    if (rows(middle) > room) {
      middle.resize(static_cast<std::size_t>(std::max(room, 0)));
      if (!middle.empty()) middle.back().push_back({sign(" …", " ~"), Ink::dim});
    }
    while (rows(middle) < room) middle.push_back({});

    Lines out = std::move(top);
    append(out, middle);
    append(out, foot);
    out.resize(static_cast<std::size_t>(std::max(height_, 0)));
    for (auto& line : out) line = clipped(line, t_, width_);
    return out;
  }

 private:
  const char* sign(const char* unicode, const char* ascii) const {
    return t_.unicode ? unicode : ascii;
  }

  struct Bar {
    std::string word;
    Ink ink;
  };

  Bar bar() const {
    if (v_.testing) return {"TESTING", Ink::plain_bar};
    if (v_.taken_out) return {"NEXT CABLE", Ink::plain_bar};
    const auto& s = v_.state;
    switch (s.status) {
      case LiveStatus::grounded:
        if (v_.building) return {"PROBE", Ink::plain_bar};
        return {sign("⏚ GROUND", "GROUND"), Ink::warn_bar};
      case LiveStatus::powered:
        return {"! VOLTAGE", Ink::bad_bar};
      case LiveStatus::right:
        if (!v_.undecided.empty()) return {sign("✔ WIRES RIGHT", "WIRES RIGHT"), Ink::warn_bar};
        return {sign("✔ RIGHT", "RIGHT"), Ink::good_bar};
      case LiveStatus::unsteady:
        return {sign("≈ UNSTEADY", "UNSTEADY"), Ink::warn_bar};
      case LiveStatus::no_cable:
        if (!v_.building) return {sign("○ NO CABLE", "NO CABLE"), Ink::warn_bar};
        break;
      case LiveStatus::wrong:
        if (!v_.building || !v_.assembly.wrong.empty())
          return {sign("✘ WRONG", "WRONG"), Ink::bad_bar};
        break;
    }
    return {"BUILDING", Ink::plain_bar};
  }

  Lines heading() const {
    const Bar b = bar();
    std::string left = "  " + b.word;
    if (v_.building)
      left += "  " + std::to_string(v_.assembly.done()) + " of " +
              std::to_string(v_.assembly.joints.size()) + " joints";
    const std::string right = "live, not a verdict  ";
    std::string text = left;
    const int gap = width_ - columns(left) - columns(right);
    if (gap >= 2) text += std::string(static_cast<std::size_t>(gap), ' ') + right;
    const Line filled = buzzout::bar(text, b.ink, width_);
    const Line blank = buzzout::bar("", b.ink, width_);
    Lines out;
    if (roomy_ && t_.colour) out.push_back(blank);
    out.push_back(filled);
    if (roomy_ && t_.colour) out.push_back(blank);
    if (height_ < 10) return out;
    out.push_back({{"  " + v_.job.profile.title, Ink::bold}});
    if (roomy_)
      out.push_back({{"  " + v_.context, Ink::dim}});
    else if (columns(v_.job.profile.title) + columns(v_.context) + 6 <= width_)
      out.back().push_back({"  " + v_.context, Ink::dim});
    out.push_back({});
    return out;
  }

  // Where they do not fit, those that testing and leaving can do without go.
  Lines footer() const {
    if (v_.testing) return {};
    std::vector<std::string> keys = {"Enter: test"};
    if (v_.in_pile) keys.push_back("next cable: plug it in");
    if (v_.held)
      keys.push_back("Space: let the test run");
    else if (v_.seconds_to_test)
      keys.push_back("Space: hold the test");
    if (v_.state.has_open_upsets()) keys.push_back("c: redone");
    keys.push_back("q: leave");
    const auto joined = [&] {
      std::string out;
      for (const auto& key : keys) out += (out.empty() ? "" : sign(" · ", " | ")) + key;
      return out;
    };
    while (keys.size() > 2 && columns(joined()) + 2 > width_) keys.erase(keys.begin() + 1);
    return {{{"  " + joined(), Ink::dim}}};
  }

  WiringPicture wiring() const {
    WiringPicture out = picture_of(v_.job.profile, v_.job.map, v_.found);
    for (auto& w : out.wires) {
      if (w.state == WireState::missing && (v_.building || v_.found.outcome == Outcome::no_cable))
        w.state = WireState::wanted;
      if (std::ranges::find(chatter_, w.label, &Chatter::net) != chatter_.end())
        w.state = WireState::unsure;
      if (w.state == WireState::extra && v_.building) name_stray(w);
      if (w.state == WireState::good && v_.building) w.label += sign(" ✔", " ok");
    }
    return out;
  }

  // A wire that is at a wrong contact, while its own is still free, is named after where it comes
  // from.
  void name_stray(PictureWire& w) const {
    const End& near = v_.job.profile.ends.front();
    for (const auto& c : w.contacts) {
      if (c.end != 0 || c.contact >= near.type.contacts.size()) continue;
      const Net* net = v_.job.profile.net_of({near.name, near.type.contacts[c.contact]});
      if (net == nullptr || std::ranges::none_of(v_.assembly.joints, [&](const Joint& j) {
            return j.net == net->name && !j.done;
          }))
        continue;
      w.state = WireState::miswired;
      w.label = net->name;
      return;
    }
  }

  // The drawing, or else a list, in `room` rows; nothing if there is no room for either.
  Lines picture(int room, int& rows) const {
    if (room < 3) return {};
    WiringPicture w = wiring();
    Lines out = draw(w, t_);
    if (static_cast<int>(out.size()) <= room) {
      rows = std::min(std::max(rows, static_cast<int>(out.size())), room);
      out.resize(static_cast<std::size_t>(rows));
      return out;
    }
    // What is wrong comes first, then what is still to be made.
    std::ranges::stable_sort(w.wires, {}, [](const PictureWire& wire) {
      return wire.state == WireState::good ? 2 : wire.state == WireState::wanted ? 1 : 0;
    });
    out = list_wires(w, t_);
    for (auto& line : out) line.insert(line.begin(), Span{"  ", Ink::plain});
    const auto size = static_cast<int>(out.size());
    if (size > room) {
      out.resize(static_cast<std::size_t>(room));
      out.back() = {{"  and " + std::to_string(size - room + 1) + " more: make the terminal higher",
                     Ink::dim}};
    }
    return out;
  }

  void say(Lines& to, const std::string& text, Ink ink) const {
    append(to, wrapped(text, ink, 2, t_, {"  ", Ink::plain}));
  }
  void advise(Lines& to, const std::string& text) const {
    append(to, wrapped(text, Ink::plain, 4, t_, {sign("  → ", "  > "), Ink::good}));
  }
  // How much is told: what it is and what to do; also what it can break; also what one hears, and
  // what else it may be.
  enum class Detail { least, danger, all };

  void tell(Lines& to, const Diagnosis& d, Detail detail) const {
    say(to, d.summary, Ink::bold);
    if ((detail == Detail::all || (detail == Detail::danger && d.dangerous)) &&
        !d.consequence.empty())
      say(to, d.consequence, d.dangerous ? Ink::bad : Ink::plain);
    if (!d.repair.empty()) advise(to, here(d));
    if (detail != Detail::all) return;
    for (const auto& other : d.alternatives)
      append(to, wrapped(other, Ink::dim, 7, t_, {"    or ", Ink::dim}));
  }

  // Of all wires, or of the one that moves or is nearest to its limit.
  Lines ohms(bool all) const {
    if (v_.testing || v_.taken_out || v_.state.ohms.empty()) return {};
    std::vector<const OhmTrace*> traces;
    if (all)
      for (const auto& t : v_.state.ohms) traces.push_back(&t);
    else
      traces.push_back(telling_trace(v_.state));
    // Beside another fault a wire that is as it should be is no news.
    const bool alone = traces.size() == 1 && !(all && v_.building);
    if (alone && v_.state.status == LiveStatus::wrong && !traces.front()->beyond && !traces.front()->has_moved()) return {};
    return ohm_rows(traces, v_.state.at, t_, width_);
  }

  std::string plugs() const {
    std::string out;
    for (const auto& p : v_.job.map.placements())
      out += (out.empty() ? "" : ", ") + p.end + " into " + p.socket;
    return out;
  }

  // What matters most, and what to do about it.
  Lines advice(Detail detail) const {
    Lines out;
    const auto& s = v_.state;
    const std::string held = list_of(contacts_at(s.held_high | s.held_low, v_.job.map));
    if (v_.testing) {
      say(out, "Hold it still.", Ink::bold);
      return out;
    }
    if (v_.taken_out) {
      say(out, "Taken out: waiting for the next cable.", Ink::bold);
      advise(out, "To mend this one out of its sockets: buzzout watch " + typed_name(v_.job.profile));
      return out;
    }
    switch (s.status) {
      case LiveStatus::grounded:
        if (v_.building) {
          say(out, probe_text(v_.job, s.held_low), Ink::bold);
          break;
        }
        say(out, "Ground at " + held + ".", Ink::bold);
        say(out, "An earthed soldering iron, a lead, or something that the cable is plugged into.",
            Ink::plain);
        break;
      case LiveStatus::powered:
        say(out, "A voltage from outside at " + held + ".", Ink::bold);
        advise(out, "Unplug the cable and whatever it is connected to.");
        break;
      case LiveStatus::no_cable:
        if (v_.building) {
          build_next(out);
          break;
        }
        say(out, "Nothing is connected: no cable, or only one end of it is plugged in.", Ink::bold);
        advise(out, "plug " + plugs());
        break;
      case LiveStatus::wrong:
        if (v_.building) {
          for (const auto& wrong : v_.assembly.wrong) say(out, wrong, Ink::bad);
          build_next(out);
        }
        // Nothing is left to solder, and a joint has too many ohms.
        if ((!v_.building || (v_.assembly.wrong.empty() && v_.assembly.next() == nullptr)) && !v_.found.diagnoses.empty()) {
          tell(out, v_.found.diagnoses.front(), detail);
        }
        break;
      case LiveStatus::unsteady:
        for (const auto& c : chatter_)
          say(out, c.net + " (" + list_of(c.contacts) + ") comes and goes.", Ink::warn);
        break;
      case LiveStatus::right:
        if (!v_.undecided.empty()) say(out, "Not decided yet: " + list_of(v_.undecided) + ", which only ohms tell.", Ink::warn);
        if (v_.seconds_to_test) {
          say(out, "The test runs in " + std::to_string(*v_.seconds_to_test) + " s.", Ink::good);
          advise(out,
                 "Hands off the joints, and bend the cable at its plugs: what lets go will show "
                 "here.");
        } else {
          say(out, v_.undecided.empty() ? "As the profile wants it." : "All else is as the profile wants it.", Ink::good);
          advise(out, "Bend the cable at its plugs; then press Enter for the test.");
        }
        break;
    }
    remember(out);
    return out;
  }

  void build_next(Lines& out) const {
    const Joint* next = v_.assembly.next();
    if (next == nullptr) return;
    say(out, "Next: " + next->net + ", from " + next->from.name() + " to " + next->to.name() + ".",
        Ink::bold);
    if (v_.assembly.done() == 0 && v_.assembly.wrong.empty())
      say(out,
          "Touch a loose wire to any contact, or touch it with a lead from the jig's GND: it is "
          "named here.",
          Ink::plain);
  }

  // What let go or touched while the cable moved.
  void remember(Lines& out) const {
    const auto upsets = all_upsets(v_.state);
    bool open = false;
    for (const auto& u : upsets) {
      open = open || !u.redone;
      say(out,
          std::string(u.redone ? "" : "! ") + in_words(u) + ", last " +
              ago_text(v_.state.at - u.last) + " ago" + (u.redone ? "; redone since." : "."),
          u.redone ? Ink::dim : Ink::warn);
    }
    for (const auto& s : swings(v_.state)) say(out, in_words(s) + ", more than its contacts explain.", Ink::warn);
    if (v_.state.ohm_problem) say(out, "No ohms: " + v_.state.ohm_problem->message + ".", Ink::warn);
    if (!open || v_.state.status != LiveStatus::unsteady) return;
    for (const auto& u : upsets)
      if (!u.redone) {
        advise(out, diagnosis_of(u, v_.job.profile).repair + " Then press c.");
        break;
      }
  }

  Lines others() const {
    Lines out;
    if (v_.testing || v_.taken_out || v_.building || v_.state.status != LiveStatus::wrong)
      return out;
    for (std::size_t i = 1; i < v_.found.diagnoses.size(); ++i)
      append(out,
             wrapped(v_.found.diagnoses[i].summary, Ink::plain, 8, t_, {"  also: ", Ink::dim}));
    return out;
  }

  const LiveView& v_;
  Theme t_;
  int width_, height_;
  bool roomy_;
  std::vector<Chatter> chatter_;
};

}  // namespace

std::string ago_text(std::int64_t ms) {
  const auto s = std::max<std::int64_t>(ms, 0) / 1000;
  if (s < 60) return std::to_string(s) + " s";
  if (s < 3600) return std::to_string(s / 60) + " min";
  return std::to_string(s / 3600) + " h";
}

std::vector<Line> live_frame(const LiveView& view, const Theme& theme, int width, int height,
                             int& picture_rows) {
  return WatchFrame(view, theme, width, height).compose(picture_rows);
}

}  // namespace buzzout
