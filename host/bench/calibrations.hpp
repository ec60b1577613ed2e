#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "bench/measure_ohms.hpp"
#include "catalog/places.hpp"
#include "core/fixture.hpp"
#include "ohms/calibration.hpp"

namespace buzzout {

// The calibrations of jigs on fixtures, a file for each of both, in a folder of the user's. A file is taken for what stands in it,
// never for its name: one of another jig, or of a fixture wired otherwise, is refused. `jig` is JigSession::jig_name(), so that what was
// taken on a simulated jig serves that one alone.
class Calibrations {
 public:
  explicit Calibrations(const Places& places) : folder_(places.calibrations()) {}

  std::filesystem::path file_of(const std::string& jig, const Fixture&) const;

  // None: there is no file. Throws Error "calibration-of-another", and what SourceText::read() and load_calibration() throw.
  std::optional<Calibration> load(const std::string& jig, const Fixture&) const;
  // Whatever was there is replaced, whole or not at all. Throws "file-unwritable".
  void save(const Calibration&, const Fixture&) const;

  // One without zeros.
  static Calibration begin(const std::string& jig, const Fixture&, OhmMethod);

 private:
  std::filesystem::path folder_;
};

// Gives a task the calibration of the sockets in use, and says what is missing of it, or why it is not believed after so
// many days.
void add_calibration(OhmTask&, const Job&, const std::optional<Calibration>& kept, std::int64_t now, int days);

// "today", "yesterday", "12 days ago"
std::string age_in_words(std::int64_t made, std::int64_t now);

}  // namespace buzzout
