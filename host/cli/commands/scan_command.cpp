#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/cable_scanner.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/headphone_option.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/printed_warnings.hpp"
#include "cli/views/render.hpp"
#include "cli/views/render_identification.hpp"
#include "drawing/picture_of.hpp"
#include "report/json_text.hpp"
#include "report/scan_json.hpp"

namespace buzzout {
namespace {

std::string sharing_note(const Fixture& fixture, const std::vector<const Socket*>& shown) {
  std::string out;
  for (const Socket* s : shown) {
    std::string others;
    for (const auto& o : fixture.sockets)
      if (&o != s && (o.points() & s->points()) != 0) others += (others.empty() ? "" : ", ") + o.name;
    if (!others.empty())
      out += "Socket " + s->name + " stands for those it shares test points with (" + others +
             "): if the cable is in one of them, name the sockets in use: buzzout scan " + s->name + " …";
  }
  return out;
}

void warn_of(const Problem& defect, Environment& env) {
  print(env.err, wrapped("Do not rely on what follows: " + defect.message + "; " + worded(defect.remedy, defect.action) + ".", Ink::bad, 2,
                         env.error_theme, {"! ", Ink::bad}), env.error_theme);
}

struct ScanOptions : JigOptions {
  HeadphoneOption headphone;

  void declare(OptionList& list) override {
    JigOptions::declare(list);
    headphone.declare(list);
  }
};

void show(const CableScan& found, const Fixture& fixture, bool are_named, bool of_headphones, Environment& env) {
  std::vector<Line> lines = {{}};
  const auto say = [&](const std::string& text, Ink ink) {
    append(lines, wrapped(text, ink, 2, env.theme, {"  ", Ink::plain}));
  };
  append(lines, draw(picture_of(fixture, found.sockets, found.id.reading.matrix), env.theme));
  lines.push_back({});
  const auto& likeness = found.likeness;
  if (likeness && !found.headphone) {
    say(likeness->sentence, Ink::bold);
    if (!likeness->hazard.empty()) say("DANGEROUS: " + likeness->hazard, Ink::bad);
    append(lines, render(likeness->answers, env.theme));
  }
  if (found.ohms) say(found.sentence, found.is_trouble ? Ink::bad : Ink::bold);
  else if (found.headphone) say(found.headphone->in_words(of_headphones), Ink::bold);
  append(lines, render(found.answers, env.theme));
  if ((found.headphone || of_headphones) && !found.ohms)
    say(of_headphones ? "This jig and fixture measure no ohms: a coil and a short look the same." : "A coil and a short look the same without ohms.",
        Ink::dim);
  if (found.id.reading.unsteady != 0)
    say("The connections changed while they were measured: seat the plugs and scan again.", Ink::warn);
  if (!are_named)
    if (const std::string note = sharing_note(fixture, found.sockets); !note.empty()) say(note, Ink::dim);
  if (likeness && !found.headphone && !likeness->answers.empty())
    say(std::string("A cable cannot tell ") + std::string(kCableCannotTell) + ".", Ink::dim);
  print(env.out, lines, env.theme);
}

int run_scan(const ScanOptions& options, Environment& env) {
  PrintedWarnings warnings(env);
  CableScanner scanner(env.places, jig_request(options), warnings);
  if (const auto defect = scanner.defect()) warn_of(*defect, env);
  const bool of_headphones = options.headphone.wanted;
  if (of_headphones) {
    scanner.require_headphone_socket(options.words);
    options.headphone.require_off_the_head(options.json, env);
  }
  const CableScan found = of_headphones ? scanner.scan_headphones(options.words, std::time(nullptr)) : scanner.scan(options.words);
  const bool nothing = found.id.reading.nothing();
  if (options.json) {
    nlohmann::ordered_json document = to_json(found.id.reading, found.evidence, scanner.fixture(), found.likeness);
    if (found.ohms) document["headphones"] = to_json(*found.ohms, found.sentence, found.answers);
    env.out << json_text(document, 2) << "\n";
  } else if (nothing)
    env.out << (of_headphones ? "\n  No side has a path: no headphones are plugged in, or both sides are open.\n\n"
                              : "\n  Nothing is connected: no cable, or only one end of it is plugged in.\n\n");
  else
    show(found, scanner.fixture(), !options.words.empty(), of_headphones, env);
  return nothing ? kExitNoCable : kExitDone;
}

}  // namespace

constinit const Command scan_command = {
    "scan", "[SOCKET]...", 0, kMaxWords, "show what is connected, without a profile",
    "Draws every connection between the fixture's sockets. Where sockets share test points only\n"
    "one of them can be in use: name the sockets that are, and the drawing has their contacts.\n"
    "\n"
    "  buzzout scan\n"
    "  buzzout scan amp-4.4 left right\n"
    "\n"
    "With --headphone, headphones are on the plug in the one socket that is named, with their cable or without:\n"
    "the ohms of left and right, whether they match, and whether they can be run balanced. Take them off your\n"
    "head first: you are asked, or say so with --not-worn.\n"
    "\n"
    "  buzzout scan amp-4.4 --headphone",
    action<ScanOptions, run_scan>()};

}  // namespace buzzout
