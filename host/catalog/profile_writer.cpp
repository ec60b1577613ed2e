#include "catalog/profile_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "text/printable.hpp"
#include "text/utf8.hpp"
#include "catalog/yaml_tree.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

std::string in_double_quotes(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// A name as it is, or in quotes where YAML would take it for something else than text.
std::string word(const std::string& name) {
  static const std::set<std::string> taken{"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  std::string lower = name;
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  const bool plain = !name.empty() && !taken.contains(lower) && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._+-=:").find(c) != std::string_view::npos;
  });
  return plain && name.find(':') == std::string::npos ? name : in_double_quotes(name);
}

std::string list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const auto& i : items) out += (out.size() > 1 ? ", " : "") + word(i);
  return out + "]";
}

std::string list(const std::vector<Contact>& contacts) {
  std::vector<std::string> names;
  for (const auto& c : contacts) names.push_back(c.name());
  return list(names);
}

std::string decimal(double value) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
  return {text, end};
}

std::string prose(std::string_view text, const std::string& what, std::size_t most) {
  check_line(text, what, most);
  return in_double_quotes(text);
}

std::string fields(const Part& part) {
  std::string out = "name: " + word(part.name);
  if (part.kind != PartKind::unknown) out += ", kind: " + std::string(to_string(part.kind));
  if (part.kind == PartKind::diode) return out + ", anode: " + word(part.from) + ", cathode: " + word(part.to);
  out += ", between: " + list(std::vector<std::string>{part.from, part.to});
  if (!part.value.empty()) out += ", value: " + prose(part.value, "the value of a part", 200);
  if (!part.ohm) return out;
  if (part.ohm->nominal)
    out += ", ohm: " + decimal(*part.ohm->nominal) + ", tolerance_percent: " +
           decimal(std::round((part.ohm->max / *part.ohm->nominal - 1) * 1e6) / 1e4);
  else out += ", min_ohm: " + decimal(part.ohm->min) + ", max_ohm: " + decimal(part.ohm->max);
  return out + ", basis: " + prose(part.ohm->basis, "the basis of a value", 200);
}

std::string fields(const Wire& wire) {
  std::vector<std::string> all;
  if (wire.awg) all.push_back("awg: " + std::to_string(*wire.awg));
  if (wire.mm2) all.push_back("mm2: " + decimal(*wire.mm2));
  if (wire.length_m) all.push_back("length_m: " + decimal(*wire.length_m));
  if (!wire.colour.empty()) all.push_back("colour: " + prose(wire.colour, "the colour of a wire", 40));
  if (wire.pf_per_m) all.push_back("pf_per_m: " + decimal(*wire.pf_per_m));
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : ", ") + one;
  return "{" + out + "}";
}

std::string wire_lines(const Profile& p) {
  std::string out = p.wires.empty() ? "" : "wires:\n";
  for (const auto& [net, wire] : p.wires) out += "  " + word(net) + ": " + fields(wire) + "\n";
  return out;
}

std::string basis_of(const std::string& basis) { return ", basis: " + prose(basis, "the basis of a limit", 200) + "}\n"; }

std::string limit_lines(const Profile& p) {
  std::string out = "limits:\n  continuity: {" +
                    (p.allowance ? "allowance_ohm: " + decimal(p.allowance->ohm) + basis_of(p.allowance->basis)
                                 : "max_ohm: " + decimal(p.continuity.ohm) + basis_of(p.continuity.basis));
  out += "  isolation: {min_ohm: " + decimal(p.isolation.ohm) + basis_of(p.isolation.basis);
  if (p.match) out += "  match: {percent: " + decimal(p.match->percent) + basis_of(p.match->basis);
  return p.golden ? out + to_yaml(*p.golden, "  ") : out;
}

// The end of a scalar in double quotes that is closed on its own line, the quote included; npos if it is not.
std::size_t end_of_quoted(std::string_view text, std::size_t from) {
  if (from >= text.size() || text[from] != '"') return std::string_view::npos;
  for (std::size_t i = from + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return std::string_view::npos;
}

// As a file: the byte order mark that was dropped comes back.
std::string as_bytes(const SourceText& source, const std::string& text) {
  return source.bytes().substr(0, source.bytes().size() - source.text().size()) + text;
}

}  // namespace

void check_line(std::string_view text, const std::string& what, std::size_t most) {
  const auto refuse = [&](const std::string& why) {
    throw Error("bad-text", what + " " + why, in_quotes(text), "write one line of plain text");
  };
  if (text.find_first_not_of(' ') == std::string_view::npos) refuse("is empty");
  if (text.front() == ' ' || text.back() == ' ') refuse("begins or ends with a space");
  if (text.size() > most) refuse("has more than " + std::to_string(most) + " bytes");
  for_each_code_point(text, [&](const CodePoint& c) {
    if (!c.valid) refuse("is not UTF-8");
    if (is_control(c.value)) refuse("has a control character or a line end");
  });
}

std::string to_yaml(const GoldenLimit& golden, const std::string& indent) {
  std::string out = indent + "golden:\n" + indent + "  margin_ohm: " + decimal(golden.margin_ohm) + "\n" + indent +
                    "  basis: " + prose(golden.basis, "the basis of a limit", 200) + "\n" + indent + "  paths:\n";
  for (const auto& path : golden.paths)
    out += indent + "    - {between: " + list(std::vector<Contact>{path.from, path.to}) + ", ohm: " + decimal(path.ohm) + "}\n";
  return out;
}

std::string to_yaml(const Profile& p) {
  std::string out = "profile: " + word(p.name) + "\n";
  if (!p.aliases.empty()) out += "aliases: " + list(p.aliases) + "\n";
  out += "title: " + prose(p.title, "the title", 200) + "\n";
  out += "revision: " + std::to_string(p.revision) + "\n";
  out += "use: " + std::string(to_string(p.use)) + "\n";
  out += "wiring: " + std::string(to_string(p.wiring)) + "\n";
  out += "ends: {";
  for (const auto& e : p.ends) out += (&e == &p.ends.front() ? "" : ", ") + word(e.name) + ": " + word(e.type.name);
  out += "}\n";
  std::vector<std::string> female;
  bool tell = false;  // a jack that is no socket goes without saying
  for (const auto& e : p.ends) {
    if (e.gender == Gender::female) female.push_back(e.name);
    tell = tell || (e.type.shape == Shape::phone ? e.gender == Gender::female : e.gender != Gender::unsaid);
  }
  if (tell) out += "female: " + list(female) + "\n";
  out += "nets:\n";
  for (const auto& n : p.nets) out += "  " + word(n.name) + ": " + list(n.contacts) + "\n";
  if (!p.ignored.empty()) out += "ignore: " + list(p.ignored) + "\n";
  if (!p.parts.empty()) out += "parts:\n";
  for (const auto& part : p.parts) out += "  - {" + fields(part) + "}\n";
  out += wire_lines(p) + limit_lines(p);
  if (p.decision == Decision::simple) out += "decision: simple\n";
  out += "trust: " + std::string(to_string(p.trust)) + "\n";
  out += "source:\n  text: " + prose(p.source.text, "the source", 2000) + "\n  certainty: " +
         std::string(1, p.source.certainty) + "\n";
  if (!p.hazard.empty()) out += "hazard: " + prose(p.hazard, "the hazard", 500) + "\n";
  if (!p.note.empty()) out += "note: " + prose(p.note, "the note", 2000) + "\n";
  return out;
}

std::string with_trust(const SourceText& source, Trust trust, const std::string& source_text) {
  check_line(source_text, "the source", 2000);
  const YamlNode root = parse_yaml(source);
  const YamlNode* old_trust = root.find("trust");
  const YamlNode* from = root.find("source");
  const YamlNode* old_text = from != nullptr ? from->find("text") : nullptr;
  std::string text = source.text();
  const std::string new_trust(to_string(trust));
  const auto give_up = [&](const YamlNode* at) {
    const std::string remedy = "write by hand: trust: " + new_trust + ", and the source's text: " + source_text;
    const std::string message = "this file's trust and source do not stand on one line each";
    if (at == nullptr) throw Error("cannot-edit", message, source.path(), remedy);
    throw source.error("cannot-edit", message, at->mark, remedy);
  };
  if (old_trust == nullptr || old_text == nullptr) give_up(nullptr);
  const std::size_t trust_at = source.offset(old_trust->mark), text_at = source.offset(old_text->mark);
  const std::size_t text_end = end_of_quoted(text, text_at);
  if (!old_trust->plain || text.compare(trust_at, old_trust->text.size(), old_trust->text) != 0) give_up(old_trust);
  if (text_end == std::string::npos) give_up(old_text);

  const auto put = [&](std::size_t at, std::size_t size, const std::string& by) { text.replace(at, size, by); };
  // From the back, so that the first place stays where it is.
  if (trust_at < text_at) {
    put(text_at, text_end - text_at, in_double_quotes(source_text));
    put(trust_at, old_trust->text.size(), new_trust);
  } else {
    put(trust_at, old_trust->text.size(), new_trust);
    put(text_at, text_end - text_at, in_double_quotes(source_text));
  }
  return as_bytes(source, text);
}

std::string with_golden(const SourceText& source, const GoldenLimit& golden) {
  const YamlNode root = parse_yaml(source);
  const YamlNode* limits = root.find("limits");
  std::string text = source.text();
  if (limits == nullptr) {
    if (!text.ends_with('\n')) text += '\n';
    return as_bytes(source, text + "limits:\n" + to_yaml(golden, "  "));
  }
  const auto give_up = [&] {
    throw source.error("cannot-edit", "the limits of this file do not stand on lines of their own", limits->mark,
                       "write `limits:` on one line, and each of them indented on a line below it");
  };
  if (limits->kind != YamlNode::Kind::map || limits->entries.empty()) give_up();
  const auto line_start = [&](std::size_t at) { return at == 0 ? 0 : text.rfind('\n', at - 1) + 1; };
  const std::size_t first = source.offset(limits->entries.front().key.mark), begin = line_start(first);
  const std::string indent = text.substr(begin, first - begin);
  if (indent.empty() || indent.find_first_not_of(' ') != std::string::npos) give_up();
  const auto old = std::ranges::find(limits->entries, "golden", [](const YamlEntry& e) { return e.key.text; });
  std::size_t at = begin;
  if (old != limits->entries.end()) {
    at = line_start(source.offset(old->key.mark));
    std::size_t end = text.find('\n', at);
    // Lines that stand deeper are its own.
    while (end != std::string::npos && text.compare(end + 1, indent.size() + 1, indent + " ") == 0) end = text.find('\n', end + 1);
    text.erase(at, end == std::string::npos ? end : end + 1 - at);
  }
  text.insert(at, to_yaml(golden, indent));
  return as_bytes(source, text);
}

}  // namespace buzzout
