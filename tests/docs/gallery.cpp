#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "catalog/catalog.hpp"
#include "bench/choose_fixture.hpp"
#include "core/words.hpp"
#include "docs/markdown.hpp"
#include "drawing/connector_figure.hpp"
#include "report/cable_figure.hpp"
#include "report/svg.hpp"

// docs/gallery.md and its pictures, from the library. To write them anew after a change:
//   BUZZOUT_WRITE_DOCS=1 build/release/tests/test_docs
namespace buzzout::docs {
namespace {

namespace fs = std::filesystem;

const bool kWrite = std::getenv("BUZZOUT_WRITE_DOCS") != nullptr;
const fs::path kDocs = fs::path(BUZZOUT_SOURCE_DIR) / "docs", kPictures = kDocs / "pictures";

void check_file(const fs::path& file, const std::string& now) {
  if (kWrite) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << now;
  }
  CHECK_MESSAGE(read_file(file) == now, file.string(),
                "\nis out of date; run BUZZOUT_WRITE_DOCS=1 build/release/tests/test_docs");
}

std::string heading(const Profile& p) {
  if (!p.hazard.empty()) return "Known to be dangerous";
  switch (p.use) {
    case Use::headphone: return "Headphones and earphones";
    case Use::headset: return "Headsets";
    case Use::adapter: return "Adapters";
    case Use::mic: return "Microphones";
    case Use::line: return "Line";
    case Use::speaker: return "Loudspeakers";
    case Use::midi:
    case Use::data: return "MIDI and lighting";
    case Use::instrument: return "Instruments";
  }
  return "";
}

// What most people have: it comes first.
const std::vector<std::string> kCommon = {"4.4-ts", "3.5-ts", "6.35-ts", "xlr4-ts", "2.5-ts", "4.4-mmcx", "3.5-mmcx", "xlr-mic",
                                          "xlr-trs", "trs-patch", "ts-patch", "rca", "midi", "nl4"};

std::string link_to(const std::string& name) {
  std::string anchor;
  for (const char c : name)
    if (c == '-' || std::isalnum(static_cast<unsigned char>(c)) != 0) anchor += c;
  return "[" + name + "](#" + anchor + ")";
}

std::string links_to(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.push_back(link_to(name));
  return list_of(out, ", ");
}

std::string benches(const Profile& p, const Catalog& catalog) {
  std::vector<std::string> out;
  for (const auto& f : fixtures_that_take(catalog, p)) out.push_back("`" + f.name + "`");
  return out.empty() ? "none of the library" : list_of(out, ", ");
}

// Pipes end a cell, and an address should be one.
std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string entry(const Profile& p, const Catalog& catalog) {
  std::string out = "### " + typed_name(p) + "\n\n" + p.title + "\n\n";
  if (!p.hazard.empty()) out += "**Dangerous:** " + p.hazard + "\n\n";
  out += "*Wiring: " + std::string(to_string(p.wiring)) +
                    ". Trust: " + std::string(to_string(p.trust)) + ", certainty " + p.source.certainty + ".* Benches: " + benches(p, catalog) +
         ".\n\n";
  out += "![" + p.title + "](pictures/cables/" + p.name + ".svg)\n\n| net | contacts |\n|---|---|\n";
  for (const auto& net : p.nets) out += "| " + cell(net.name) + " | " + cell(list_of(net.contacts, ", ")) + " |\n";
  out += "\n";
  for (const auto& variant : p.variants)
    out += "- `" + typed_name(p) + ":" + variant + "`: " + catalog.profile(p.name + ":" + variant).title + "\n";
  if (!p.variants.empty()) out += "\n";
  return out + "Source: " + p.source.text + "\n\n";
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const auto& text : cells) out += " " + cell(text) + " |";
  return out + "\n";
}

// How headphones are wired to such a plug, by whom.
std::string orders(const ConnectorType& type) {
  if (type.orders.empty()) return "";
  std::vector<std::string> head = {"wired for headphones as"}, rule(type.contacts.size() + 2, "---");
  head.insert(head.end(), type.contacts.begin(), type.contacts.end());
  head.push_back("certainty");
  std::string out = row(head) + row(rule);
  for (const auto& order : type.orders) {
    std::vector<std::string> cells = {order.name};
    cells.insert(cells.end(), order.roles.begin(), order.roles.end());
    cells.resize(type.contacts.size() + 1);
    cells.push_back(std::string(1, order.source.certainty));
    out += row(cells);
  }
  return out + "\n";
}

std::string entry(const ConnectorType& type) {
  return "### " + type.name + "\n\n" + type.title + "\n\n![" + type.title + "](pictures/connectors/" + type.name +
         ".svg)\n\n" + orders(type) + "Contacts: certainty " + type.source.certainty + ". Source: " + type.source.text + "\n\n";
}

TEST_CASE("the gallery shows every cable and connector of the library as it is") {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  const std::vector<std::string> order = {"Headphones and earphones", "Headsets", "Adapters", "Microphones", "Line",
                                          "Instruments", "Loudspeakers", "MIDI and lighting", "Known to be dangerous"};
  std::string page =
      "# Gallery\n\nEvery cable of the library, by the name that one types. The page and its pictures are made of the\n"
      "profiles; `buzzout profiles show NAME --svg FILE` draws the same. Connectors are shown as one sees them who\n"
      "solders them. *Certainty*: A, independent sources agree, one of them a maker, a standard or a measurement; B, two\n"
      "hobby sources, or one good one; C, one source; M, trade knowledge that nobody looked up. A *template* can never\n"
      "pass: what its polarity is has to be [learned](writing-a-profile.md) from a good cable.\n\n";
  std::set<std::string> pictures;
  std::size_t shown = 0;
  std::map<std::string, std::vector<Profile>> groups;
  const auto rank = [](const Profile& p) { return std::ranges::find(kCommon, typed_name(p)) - kCommon.begin(); };
  for (const auto& name : catalog.profile_names()) {
    Profile p = catalog.profile(name);
    groups[heading(p)].push_back(std::move(p));
  }
  page += "| for | cables |\n|---|---|\n| **most people** | " + links_to(kCommon) + " |\n";
  for (const auto& group : order) {
    std::ranges::stable_sort(groups[group], {}, rank);
    std::vector<std::string> names;
    for (const auto& p : groups[group]) names.push_back(typed_name(p));
    page += "| " + group + " | " + links_to(names) + " |\n";
  }
  page += "| the plugs themselves | [connectors](#connectors) |\n\n";
  for (const auto& group : order) {
    page += "## " + group + "\n\n";
    for (const auto& p : groups[group]) {
      ++shown;
      page += entry(p, catalog);
      pictures.insert("cables/" + p.name + ".svg");
      check_file(kPictures / "cables" / (p.name + ".svg"), svg_file(cable_figure(p)));
    }
  }
  page += "## Connectors\n\nWhat the profiles' ends are of. One side of a male part is the other side of a female one.\n\n";
  for (const auto& name : catalog.connector_names()) {
    const ConnectorType type = catalog.connector(name);
    page += entry(type);
    pictures.insert("connectors/" + name + ".svg");
    check_file(kPictures / "connectors" / (name + ".svg"), svg_file(figure_of(type)));
  }
  page.pop_back();
  CHECK(shown == catalog.profile_names().size());
  check_file(kDocs / "gallery.md", page);
  for (const std::string folder : {"cables", "connectors"})
    for (const auto& file : fs::directory_iterator(kPictures / folder))
      CHECK(pictures.contains(folder + "/" + file.path().filename().string()));
}

}  // namespace
}  // namespace buzzout::docs
