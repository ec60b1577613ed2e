#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

#include <map>

#include "benchmarks/firmware_figures.hpp"
#include "benchmarks/rig.hpp"

namespace buzzout::benchmarks {
namespace {

// Section name → size in bytes.
std::map<std::string, double> sections_of(const std::string& path) {
  std::map<std::string, double> out;
  elf_version(EV_CURRENT);
  const int file = open(path.c_str(), O_RDONLY);
  Elf* const elf = elf_begin(file, ELF_C_READ, nullptr);
  std::size_t names = 0;
  if (elf != nullptr && elf_getshdrstrndx(elf, &names) == 0)
    for (Elf_Scn* s = nullptr; (s = elf_nextscn(elf, s)) != nullptr;) {
      GElf_Shdr header;
      const char* name =
          gelf_getshdr(s, &header) ? elf_strptr(elf, names, header.sh_name) : nullptr;
      if (name != nullptr) out[name] = static_cast<double>(header.sh_size);
    }
  elf_end(elf);
  if (file >= 0) close(file);
  require(out.contains(".text"), "no program in " + path);
  return out;
}

}  // namespace

Table size_figures() {
  Table t{"Memory of the shipped programs (ELF sections)", {}, {}};
  Figure flash{"flash: .text + .data", {}, " B"};
  Figure ram{"static RAM: .data + .bss + .noinit", {}, " B"};
  for (const Board& board : boards()) {
    t.columns.emplace_back(board.name);
    auto s =
        sections_of(BUZZOUT_FIRMWARE + std::string("buzzout-") + std::string(board.name) + ".elf");
    flash.values.emplace_back(s[".text"] + s[".data"]);
    ram.values.emplace_back(s[".data"] + s[".bss"] + s[".noinit"]);
  }
  ram.target = at_most(1024);
  t.figures = {flash, ram};
  t.notes = {
      "an uno has 32,256 B of flash beside its bootloader and 2,048 B of RAM, a mega 253,952 and "
      "8,192"};
  return t;
}

}  // namespace buzzout::benchmarks
