#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "catalog/source_text.hpp"

namespace buzzout {

inline constexpr int kUsualCalibrationDays = 30, kMostCalibrationDays = 3650;

// What the user has set once for all: config.yaml, a flat map. Known keys: port, baud, fixture, operator,
// station, label, printer, calibration_days.
struct Config {
  std::map<std::string, std::string> values;
  std::filesystem::path file;
  bool exists = false;

  std::string value(const std::string& key) const {
    const auto it = values.find(key);
    return it == values.end() ? "" : it->second;
  }
  // The rate at which jigs are spoken to, 1000000 or 115200; nullopt: whichever works.
  std::optional<unsigned> baud() const;
  // For how many days a calibration holds.
  int calibration_days() const {
    const std::string days = value("calibration_days");
    return days.empty() ? kUsualCalibrationDays : std::stoi(days);
  }
};

// A missing file is an empty config. Throws Error that points at the fault in the file.
Config load_config(const std::filesystem::path& file);
Config load_config(const SourceText&);

}  // namespace buzzout
