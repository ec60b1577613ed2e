#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "avr/simavr.hpp"

namespace buzzout {

// An ELF for the AVR: its flash image and the addresses of its functions. Or a HEX file (".hex"), which has the image only.
class AvrProgram {
 public:
  // Throws Error "avr-elf".
  explicit AvrProgram(const std::filesystem::path&);

  // Into a controller's flash. Throws Error "avr-elf" if it does not fit.
  void load(avr_t*) const;

  // See AvrJig::function.
  std::uint32_t function(std::string_view name) const;

 private:
  void read_elf();
  void read_hex();

  std::string path_;
  std::vector<std::uint8_t> flash_;
  std::uint32_t base_ = 0;
  std::vector<std::pair<std::string, std::uint32_t>> functions_;  // linker name, byte address
};

}  // namespace buzzout
