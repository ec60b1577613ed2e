#include "avr/avr_program.hpp"

#include <cxxabi.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "core/error.hpp"

namespace buzzout {
namespace {

struct Firmware : elf_firmware_t {
  Firmware() : elf_firmware_t{} {}
  Firmware(const Firmware&) = delete;
  ~Firmware() {
    for (std::uint32_t i = 0; i < symbolcount; ++i) std::free(symbol[i]);
    std::free(symbol);
    std::free(flash);
    std::free(eeprom);
    std::free(fuse);
    std::free(lockbits);
  }
};

// "void buzzout::f<int>(char) [clone .constprop.1]" → "buzzout::f<int>"; not a C++ name: as it is.
std::string plain_name(const std::string& linker_name) {
  std::string bare = linker_name.substr(0, linker_name.find('.'));
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> demangled(
      abi::__cxa_demangle(bare.c_str(), nullptr, nullptr, &status), std::free);
  if (status != 0 || !demangled) return bare;
  std::string text;
  int depth = 0;
  for (const char c : std::string(demangled.get())) {
    if (c == '<') ++depth;
    if (c == '>') --depth;
    if (depth == 0 && c == '(') break;
    if (depth == 0 && c == ' ')
      text.clear();  // the return type of a template
    else
      text += c;
  }
  return text;
}

// "a::b<c::d>::e" → "e"
std::string last_part(const std::string& name) {
  int depth = 0;
  for (std::size_t i = name.size(); i-- > 0;) {
    if (name[i] == '>') ++depth;
    if (name[i] == '<') --depth;
    if (depth == 0 && name[i] == ':') return name.substr(i + 1);
  }
  return name;
}

// "a::b<c::d>::e" → "a::b::e"
std::string without_arguments(const std::string& name) {
  std::string text;
  int depth = 0;
  for (const char c : name) {
    if (c == '<') ++depth;
    if (depth == 0) text += c;
    if (c == '>') --depth;
  }
  return text;
}

}  // namespace

AvrProgram::AvrProgram(const std::filesystem::path& path) : path_(path.string()) {
  hush_simavr();
  path.extension() == ".hex" ? read_hex() : read_elf();
}

void AvrProgram::read_hex() {
  std::uint32_t size = 0;
  const std::unique_ptr<std::uint8_t, void (*)(void*)> bytes(read_ihex_file(path_.c_str(), &size, &base_), std::free);
  if (!bytes || size == 0) throw Error("avr-elf", "no program in the HEX file", path_);
  flash_.assign(bytes.get(), bytes.get() + size);
}

void AvrProgram::read_elf() {
  char magic[4] = {};
  std::ifstream(path_, std::ios::binary).read(magic, 4);
  if (std::string_view(magic, 4) != "\177ELF")
    throw Error("avr-elf", "not an ELF file", path_, "build the target firmware_elfs");
  Firmware f;
  if (elf_read_firmware(path_.c_str(), &f) != 0 || f.flashsize == 0)
    throw Error("avr-elf", "no program in the ELF file", path_);
  flash_.assign(f.flash, f.flash + f.flashsize);
  base_ = f.flashbase;
  for (std::uint32_t i = 0; i < f.symbolcount; ++i)
    if (f.symbol[i]->addr < f.flashbase + f.flashsize)
      functions_.emplace_back(f.symbol[i]->symbol, f.symbol[i]->addr);
}

void AvrProgram::load(avr_t* avr) const {
  if (base_ + flash_.size() > avr->flashend + 1u)
    throw Error("avr-elf", "the program is larger than the controller's flash", path_);
  std::copy(flash_.begin(), flash_.end(), avr->flash + base_);
  avr->codeend = static_cast<std::uint32_t>(base_ + flash_.size());
}

std::uint32_t AvrProgram::function(std::string_view name) const {
  std::vector<std::pair<std::string, std::uint32_t>> found;
  for (const auto& [linker_name, address] : functions_) {
    const std::string plain = plain_name(linker_name);
    const bool known = std::any_of(found.begin(), found.end(),
                                   [a = address](const auto& f) { return f.second == a; });
    const bool ends_so = without_arguments(plain).ends_with("::" + std::string(name));
    if (!known && (linker_name == name || plain == name || last_part(plain) == name || ends_so))
      found.emplace_back(plain, address);
  }
  if (found.size() == 1) return found.front().second;
  std::string where = path_;
  for (const auto& f : found) where += "\n  " + f.first;
  throw Error("avr-elf",
              (found.empty() ? "no function " : "more than one function ") + std::string(name),
              where, "a function that must be found is marked noinline and noclone");
}

}  // namespace buzzout
