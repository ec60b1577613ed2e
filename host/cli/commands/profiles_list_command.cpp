#include <algorithm>
#include <map>
#include <ostream>

#include "catalog/catalog.hpp"
#include "catalog/yaml_reader.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/commands/list_all.hpp"
#include "cli/commands/searched_words.hpp"
#include "cli/views/lines.hpp"
#include "core/words.hpp"
#include "report/json_text.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

struct ProfilesListOptions : Common {
  std::optional<std::string> connector, use, wiring, trust;

  void declare(OptionList& list) override {
    list.text("connector", "TYPE", "with such a plug or socket: xlr-4", connector);
    use_option(list, use);
    list.text("wiring", "WIRING", "balanced, single-ended or other", wiring);
    list.text("trust", "TRUST", "sourced, presumed, confirmed or template", trust);
  }
};

constexpr const char* kDangerous = "dangerous: never passes";

// Everything that somebody may look for in a cable, a line each.
std::string searched(const Profile& p) {
  std::string out = p.name + "\n" + p.title + "\n";
  for (const auto& alias : p.aliases) out += alias + "\n";
  for (const auto& e : p.ends) out += e.name + "\n" + e.type.name + "\n" + e.type.title + "\n";
  out += std::string(to_string(p.use)) + "\n" + std::string(to_string(p.wiring)) + "\n" + std::string(to_string(p.trust)) + "\n";
  if (!p.hazard.empty()) out += kDangerous;
  return out;
}

bool is_wanted(const Profile& p, const ProfilesListOptions& o) {
  return has_words(searched(p), o.words) &&
         (!o.use || to_string(p.use) == *o.use) && (!o.wiring || to_string(p.wiring) == *o.wiring) &&
         (!o.trust || to_string(p.trust) == *o.trust) &&
         (!o.connector || std::ranges::any_of(p.ends, [&](const End& e) { return e.type.name == *o.connector; }));
}

void check_word(const std::string& option, const std::optional<std::string>& word, const std::vector<std::string>& known) {
  if (!word || std::ranges::find(known, *word) != known.end()) return;
  throw Error("usage", "`" + option + " " + printable(*word) + "` does not exist", "", advice(*word, "one of", known));
}

std::string heading(const Profile& p) {
  if (!p.hazard.empty()) return kDangerous;
  switch (p.use) {
    case Use::headphone: return "headphone cables";
    case Use::headset: return "headsets";
    case Use::adapter: return "adapters and extensions";
    case Use::mic: return "microphone cables";
    case Use::line: return "line cables";
    case Use::speaker: return "loudspeaker cables";
    case Use::data: return "data cables";
    case Use::midi: return "MIDI cables";
    case Use::instrument: return "instrument cables";
  }
  return "";
}

// Variants are names of their own here.
using Library = std::map<std::string, Profile>;

Library library_of(std::vector<Profile> all) {
  Library out;
  for (auto& p : all) {
    std::string name = p.name;
    out.emplace(std::move(name), std::move(p));
  }
  return out;
}

// Those of a template's variants that can pass, as they are typed.
std::vector<std::string> whole_variants(const Profile& p, const Library& library) {
  std::vector<std::string> out;
  for (const auto& variant : p.variants)
    if (const Profile& whole = library.at(p.name + ":" + variant); whole.trust != Trust::template_only)
      out.push_back(typed_name(whole));
  return out;
}

std::string remark(const Profile& p, const Library& library) {
  if (p.trust == Trust::template_only) {
    const auto whole = whole_variants(p, library);
    return (whole.empty() ? "" : "if it is one of these: " + list_of(whole, ", ") + "; else ") +
           "learn it first: buzzout learn NAME --from " + typed_name(p);
  }
  return p.variants.empty() ? "" : "variants: " + list_of(p.variants);
}

// By what they are for, each with the name that is quickest to type.
void show(const std::vector<Profile>& all, const Library& library, Environment& env) {
  std::size_t width = 0;
  for (const auto& p : all) width = std::max(width, typed_name(p).size());
  const int indent = static_cast<int>(width) + 6;
  std::vector<std::string> headings;
  for (const auto& p : all)
    if (const auto h = heading(p); h != kDangerous && std::ranges::find(headings, h) == headings.end()) headings.push_back(h);
  headings.emplace_back(kDangerous);
  std::vector<Line> out;
  for (const auto& h : headings) {
    bool first = true;
    for (const auto& p : all) {
      if (heading(p) != h) continue;
      if (first) {
        out.push_back({});
        out.push_back({{"  " + h, h == kDangerous ? Ink::bad : Ink::dim}});
      }
      first = false;
      std::string name = typed_name(p);
      name.resize(width, ' ');
      append(out, wrapped(p.title, Ink::plain, indent, env.theme, {"    " + name + "  ", Ink::bold}));
      if (!p.namesakes.others.empty())
        append(out, wrapped("another file goes by this name", Ink::warn, indent, env.theme));
      if (const std::string r = remark(p, library); !r.empty())
        append(out, wrapped(r, p.trust == Trust::template_only ? Ink::warn : Ink::dim, indent, env.theme));
    }
  }
  out.push_back({});
  out.push_back({{"  " + std::to_string(all.size()) + (all.size() == 1 ? " cable" : " cables") + ". More of one: buzzout profiles show NAME", Ink::dim}});
  out.push_back({});
  print(env.out, out, env.theme);
}

int run_profiles_list(const ProfilesListOptions& options, Environment& env) {
  const Catalog catalog(env.places.library);
  check_word("--connector", options.connector, catalog.connector_names());
  std::vector<std::string> uses;
  for (const Use u : all_uses()) uses.emplace_back(to_string(u));
  check_word("--use", options.use, uses);
  check_word("--wiring", options.wiring, {"balanced", "single-ended", "other"});
  check_word("--trust", options.trust, {"sourced", "presumed", "confirmed", "template"});
  std::vector<Error> broken;
  const Library library = library_of(catalog.profiles(broken));
  auto next = broken.begin();
  std::vector<Profile> wanted;
  const int status = list_all("profiles", catalog.profile_names(), env, [&](const std::string& name) {
    const auto found = library.find(name);
    if (found == library.end() && next != broken.end()) throw *next++;
    if (found != library.end() && is_wanted(found->second, options)) wanted.push_back(found->second);
  });
  return show_found(wanted, status, options, env, "No cable matches. All: buzzout profiles list", [&] { show(wanted, library, env); });
}

}  // namespace

constinit const Command profiles_list_command = {
    "profiles list", "[WORD]...", 0, kMaxWords, "the cables that Buzzout knows",
    "By what they are for, each with the name that is quickest to type. With words, those that have all of them\n"
    "in their name, title, plugs, use, wiring or trust.\n"
    "\n"
    "  buzzout profiles list xlr\n"
    "  buzzout profiles list --connector xlr-4 --wiring balanced\n"
    "  buzzout profiles list --trust template\n"
    "\n"
    "Exit status: 0 some are listed, 1 none, or a file is broken, 2 error.",
    action<ProfilesListOptions, run_profiles_list>()};

}  // namespace buzzout
