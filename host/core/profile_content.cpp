#include "core/profile_content.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/amplifier.hpp"

namespace buzzout {
namespace {

std::string shortest(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::vector<std::string> names_of(const std::vector<Contact>& contacts) {
  std::vector<std::string> out;
  for (const auto& c : contacts) out.push_back(c.name());
  std::ranges::sort(out);
  return out;
}

std::string line_of(std::string words, const std::vector<std::string>& more) {
  for (const auto& word : more) words += " " + word;
  return words + "\n";
}

// Which side is which matters of a diode only.
std::string line_of(const Part& part) {
  std::string from = part.from, to = part.to;
  if (part.kind != PartKind::diode && to < from) std::swap(from, to);
  std::string out = "part " + part.name + " " + std::string(to_string(part.kind)) + " " + from + " " + to;
  if (part.ohm) out += " " + shortest(part.ohm->min) + " " + shortest(part.ohm->max);
  return out + "\n";
}

// Sizes of wires count where a limit goes by them; what older profiles cannot say leaves no line.
std::string more_limits_of(const Profile& p) {
  std::vector<std::string> lines;
  if (p.allowance || p.match)
    for (const auto& [net, wire] : p.wires)
      if (wire.section_mm2() || wire.length_m)
        lines.push_back("wire " + net + " " + shortest(wire.section_mm2().value_or(0)) + " " + shortest(wire.length_m.value_or(0)) + "\n");
  if (p.match) lines.push_back("match " + shortest(p.match->percent) + "\n");
  if (p.golden)
    for (const auto& path : p.golden->paths) {
      const auto ends = names_of({path.from, path.to});
      lines.push_back("golden " + ends[0] + " " + ends[1] + " " + shortest(path.ohm) + " " + shortest(p.golden->margin_ohm) + "\n");
    }
  if (p.decision == Decision::simple) lines.push_back("decision simple\n");
  std::ranges::sort(lines);
  std::string out;
  for (const auto& line : lines) out += line;
  return out;
}

}  // namespace

std::string canonical_form(const Profile& p) {
  std::vector<std::string> ends, nets, parts, values;
  for (const auto& end : p.ends) ends.push_back(line_of("end " + end.name + " " + end.type.name, end.type.contacts));
  for (const auto& net : p.nets) nets.push_back(line_of("net " + net.name, names_of(net.contacts)));
  for (const auto& part : p.parts) {
    if (part.kind == PartKind::unknown) parts.push_back(part.name);
    else values.push_back(line_of(part));
  }
  std::vector<std::string> driven;
  for (const auto& side : amplifier_sides(p))
    for (const auto& c : side.contacts)
      driven.push_back(line_of("driven " + c.contact.name() + (side.may_be_balanced ? " balanced" : ""), c.outputs));
  std::ranges::sort(driven);
  std::ranges::sort(ends);
  std::ranges::sort(nets);
  std::ranges::sort(parts);
  std::ranges::sort(values);
  std::string out;
  for (const auto& line : ends) out += line;
  for (const auto& line : nets) out += line;
  out += line_of("ignore", names_of(p.ignored));
  out += line_of("parts", parts);
  for (const auto& line : values) out += line;
  for (const auto& line : driven) out += line;
  out += "wiring " + std::string(to_string(p.wiring)) + (p.hazard.empty() ? "\n" : " hazard\n");
  if (p.headphones) out += "headphones apart " + shortest(p.headphones->most_apart) + "\n";
  out += "limits " + (p.allowance ? "+" + shortest(p.allowance->ohm) : shortest(p.continuity.ohm)) + " " + shortest(p.isolation.ohm) + "\n";
  return out + more_limits_of(p);
}

}  // namespace buzzout
