#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "catalog/catalog.hpp"
#include "core/words.hpp"
#include "docs/markdown.hpp"
#include "report/cable_figure.hpp"
#include "report/svg_file.hpp"

// docs/gallery.md and its pictures, from the library. To write them anew after a change:
//   BUZZOUT_WRITE_DOCS=1 build/release/tests/test_docs
namespace buzzout::docs {
namespace {

namespace fs = std::filesystem;

const bool kWrite = std::getenv("BUZZOUT_WRITE_DOCS") != nullptr;
const fs::path kDocs = fs::path(BUZZOUT_SOURCE_DIR) / "docs", kPictures = kDocs / "pictures" / "cables";

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
    case Use::data: return "MIDI and lighting";
  }
  return "";
}

// Pipes end a cell, and an address should be one.
std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string entry(const Profile& p, const Catalog& catalog) {
  std::string out = "### " + typed_name(p) + "\n\n" + p.title + "\n\n*Wiring: " + std::string(to_string(p.wiring)) +
                    ". Trust: " + std::string(to_string(p.trust)) + ", certainty " + p.source.certainty + ".*\n\n";
  out += "![" + p.title + "](pictures/cables/" + p.name + ".svg)\n\n| net | contacts |\n|---|---|\n";
  for (const auto& net : p.nets) out += "| " + cell(net.name) + " | " + cell(list_of(net.contacts, ", ")) + " |\n";
  out += "\n";
  for (const auto& variant : p.variants)
    out += "- `" + typed_name(p) + ":" + variant + "`: " + catalog.profile(p.name + ":" + variant).title + "\n";
  if (!p.variants.empty()) out += "\n";
  return out + "Source: " + p.source.text + "\n\n";
}

TEST_CASE("the gallery shows every cable of the library as it is") {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  const std::vector<std::string> order = {"Headphones and earphones", "Headsets", "Adapters", "Microphones", "Line",
                                          "Loudspeakers", "MIDI and lighting", "Known to be dangerous"};
  std::string page =
      "# Gallery\n\nEvery cable of the library, by the name that one types. The page and its pictures are made of the\n"
      "profiles; `buzzout profiles show NAME --svg FILE` draws the same. Connectors are shown as one sees them who\n"
      "solders them. *Certainty*: A, independent sources agree, one of them a maker, a standard or a measurement; B, two\n"
      "hobby sources, or one good one; C, one source; M, trade knowledge that nobody looked up. A *template* can never\n"
      "pass: what its polarity is has to be [learned](writing-a-profile.md) from a good cable.\n\n";
  std::set<std::string> pictures;
  std::size_t shown = 0;
  for (const auto& group : order) {
    page += "## " + group + "\n\n";
    for (const auto& name : catalog.profile_names()) {
      const Profile p = catalog.profile(name);
      if (heading(p) != group) continue;
      ++shown;
      page += entry(p, catalog);
      pictures.insert(name + ".svg");
      check_file(kPictures / (name + ".svg"), svg_file(cable_figure(p)));
    }
  }
  page.pop_back();
  CHECK(shown == catalog.profile_names().size());
  check_file(kDocs / "gallery.md", page);
  for (const auto& file : fs::directory_iterator(kPictures)) CHECK(pictures.contains(file.path().filename().string()));
}

}  // namespace
}  // namespace buzzout::docs
