#include "catalog/config_yaml.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "catalog/yaml_reader.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

// Those of the jig's firmware.
constexpr std::array<std::pair<std::string_view, unsigned>, 2> kRates = {{{"1000000", 1'000'000}, {"115200", 115'200}}};

}  // namespace

Config load_config(const std::filesystem::path& file) {
  Config out;
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) out = load_config(SourceText::read(file));
  out.file = file;
  return out;
}

Config load_config(const SourceText& source) {
  const YamlReader read(source);
  const YamlNode root = parse_yaml(source);
  read.keys(root, "the configuration", {}, {"port", "baud", "fixture", "operator", "station", "label", "printer", "calibration_days"});
  Config out;
  out.exists = true;
  for (const auto& entry : root.entries) {
    const std::string& key = entry.key.text;
    if (key == "calibration_days")
      out.values[key] = std::to_string(read.integer(entry.value, "`calibration_days`", 1, kMostCalibrationDays));
    else if (key == "baud")
      out.values[key] = std::to_string(read.choice(entry.value, "`baud`", kRates));
    else
      out.values[key] = read.text(entry.value, in_quotes(key), 200);
  }
  return out;
}

std::optional<unsigned> Config::baud() const {
  for (const auto& [word, rate] : kRates)
    if (value("baud") == word) return rate;
  return {};
}

}  // namespace buzzout
