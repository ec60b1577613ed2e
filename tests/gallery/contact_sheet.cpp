// Every connector and every cable of a library as SVG files, and a page that shows them all:
//   contact_sheet FOLDER [LIBRARY]
#include <filesystem>
#include <fstream>
#include <iostream>

#include "catalog/catalog.hpp"
#include "drawing/connector_figure.hpp"
#include "report/cable_figure.hpp"
#include "report/svg.hpp"

using namespace buzzout;
namespace fs = std::filesystem;

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "contact_sheet FOLDER [LIBRARY]\n";
    return 2;
  }
  const fs::path folder = words[1], library = count > 2 ? words[2] : BUZZOUT_SOURCE_DIR;
  fs::create_directories(folder);
  const Catalog catalog({library});
  std::ofstream page(folder / "index.html");
  page << "<!DOCTYPE html><meta charset=utf-8><meta name=color-scheme content='light dark'><style>body{font:14px sans-serif;"
          "display:flex;flex-wrap:wrap;gap:18px}figure{margin:0}</style>\n";
  const auto put = [&](const std::string& name, const Figure& figure) {
    std::ofstream(folder / (name + ".svg")) << svg_file(figure);
    page << "<figure>" << name << "<br><img src='" << name << ".svg'></figure>\n";
  };
  try {
    for (const auto& name : catalog.connector_names()) put("connector-" + name, figure_of(catalog.connector(name)));
    for (const auto& name : catalog.profile_names()) put(name, cable_figure(catalog.profile(name)));
  } catch (const Error& e) {
    std::cerr << e.code << ": " << e.message << " (" << e.where << ")\n";
    return 1;
  }
}
