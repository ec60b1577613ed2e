#include "core/words.hpp"

#include <charconv>

namespace buzzout {

std::string typed_name(const Profile& p) {
  if (p.aliases.empty()) return p.name;
  const auto variant = p.name.find(':');
  return p.aliases.front() + (variant == std::string::npos ? "" : p.name.substr(variant));
}

std::string building_ban(const Profile& p) {
  if (!p.hazard.empty()) return "DANGEROUS: do not make, do not use";
  if (p.trust != Trust::template_only) return "";
  std::vector<std::string> guessed;
  for (std::size_t i = 1; i < p.ends.size(); ++i) guessed.push_back(p.ends[i].name);
  return "The pins of " + list_of(guessed) + " are not known: do not solder from this picture";
}

std::string list_of(const std::vector<std::string>& words, const char* last_joint) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : i + 1 == words.size() ? last_joint : ", ") + words[i];
  return out;
}

std::string list_of(const std::vector<Contact>& contacts, const char* last_joint) {
  std::vector<std::string> names;
  for (const auto& c : contacts) names.push_back(c.name());
  return list_of(names, last_joint);
}

std::string plain_number(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::general, 6).ptr};
}

std::string capitalized(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string name_of(const Net* net, const std::vector<Contact>& contacts) {
  if (net == nullptr) return contacts.front().name();
  return net->has_role("L-") && net->has_role("R-") ? "the shared return" : net->name;
}

}  // namespace buzzout
