// Text as a label that somebody drew in ZPL: what is taken makes a label in which no value stands anywhere but in the
// data of a field, read as a printer reads it.
#include <algorithm>

#include "fuzz/property.hpp"
#include "label/zpl_template.hpp"

using namespace buzzout;

namespace {

TestRecord record_with(const std::string& serial) {
  TestRecord r;
  r.verdict.outcome = Outcome::pass;
  r.serial = serial;
  r.lot = r.operator_name = r.station = serial;
  r.profile.name = r.profile.title = serial;
  r.started = "2026-03-14T09:26:53+01:00";
  r.chain = ChainLink{4711, "", std::string(64, 'a')};
  return r;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// The commands of a label, in order, each with what follows it to the next ^ or ~.
struct Command {
  std::string name, rest;
};
std::vector<Command> commands_of(const std::string& zpl) {
  std::vector<Command> out;
  for (std::size_t i = 0; i < zpl.size(); ++i) {
    if (zpl[i] != '^' && zpl[i] != '~') {
      if (!out.empty()) out.back().rest += zpl[i];
      continue;
    }
    out.push_back({{zpl[i]}, ""});
    for (int k = 0; k < 2 && i + 1 < zpl.size() && zpl[i + 1] != '^' && zpl[i + 1] != '~'; ++k) out.back().name += upper(zpl[++i]);
  }
  return out;
}

// With a mark in the place of every value: a character that no template has and no value may bring.
std::string marked(const ZplTemplate& label) {
  std::string out;
  for (const auto& piece : label.pieces) {
    if (const auto* text = std::get_if<std::string>(&piece)) out += *text;
    else out += '\0';
  }
  return out;
}

// The template again: its pieces say all that was in it.
std::string written(const ZplTemplate& label) {
  std::string out;
  for (const auto& piece : label.pieces) {
    if (const auto* text = std::get_if<std::string>(&piece)) out += *text;
    else out += "{" + std::string(to_string(std::get<ZplTemplate::Field>(piece).field)) + "}";
  }
  return out;
}

void check_places(const ZplTemplate& label) {
  bool hexadecimal = false;
  int starts = 0, ends = 0;
  for (const auto& c : commands_of(marked(label))) {
    const std::string name = c.name.substr(1);
    MUST(name != "CC" && name != "CD" && name != "CT");
    if (name == "FS") hexadecimal = false;
    if (name == "FH") hexadecimal = true;
    starts += name == "XA";
    ends += name == "XZ";
    MUST(c.name.find('\0') == std::string::npos);
    if (c.rest.find('\0') != std::string::npos) MUST(name == "FD" && hexadecimal);
    MUST(ends <= starts);
  }
  MUST(starts == 1 && ends == 1);
}

void check_values(const ZplTemplate& label) {
  const auto usual = commands_of(marked(label));
  for (const char* serial : {"K7-000417", "^XZ^XA", "~JR", "_5EXZ", "{serial}", "a,b;>8", "\\&", "\xC3\xA9^FS"}) {
    std::string made;
    if (!fuzz::succeeds([&] { made = render_label(label, record_with(serial)); })) continue;
    const auto now = commands_of(made);
    MUST(now.size() == usual.size());
    for (std::size_t i = 0; i < now.size(); ++i) MUST(now[i].name == usual[i].name);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const ZplTemplate label = zpl_template(text, "x.zpl");
    MUST(written(label) == text);
    check_places(label);
    check_values(label);
  } catch (const Error& e) {
    MUST((e.code == "label-zpl" || e.code == "label-placeholder") && !e.message.empty() && !e.remedy.empty());
    MUST(e.where.starts_with("x.zpl:"));
  }
  return 0;
}
