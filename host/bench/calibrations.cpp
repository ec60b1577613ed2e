#include "bench/calibrations.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include "catalog/calibration_yaml.hpp"
#include "core/error.hpp"
#include "core/fixture_content.hpp"
#include "core/words.hpp"
#include "digest/sha256.hpp"
#include "store/temporary_file.hpp"

namespace buzzout {
namespace {

constexpr std::int64_t kSecondsOfDay = 24 * 3600;
constexpr std::size_t kHexInName = 16;  // digits

std::string content_hash_of(const Fixture& fixture) { return sha256_hex(fixture_content(fixture)); }

Action calibrating(const Fixture& fixture) { return {ActionCode::calibrate, {{"fixture", fixture.name}}}; }

std::string jig_in_words(const std::string& jig) {
  return jig.starts_with("sim:") ? "a simulated jig (" + (jig == "sim:" ? "sound" : jig.substr(4)) + ")" : "jig " + jig;
}

}  // namespace

std::filesystem::path Calibrations::file_of(const std::string& jig, const Fixture& fixture) const {
  const std::string who = jig.starts_with("sim:") ? "sim-" + sha256_hex(jig).substr(0, kHexInName) : "jig-" + jig;
  return folder_ / (who + "-" + content_hash_of(fixture).substr(0, kHexInName) + ".yaml");
}

std::optional<Calibration> Calibrations::load(const std::string& jig, const Fixture& fixture) const {
  const auto file = file_of(jig, fixture);
  std::error_code ignored;
  if (std::filesystem::symlink_status(file, ignored).type() == std::filesystem::file_type::not_found) return {};
  Calibration out;
  try {
    out = load_calibration(SourceText::read(file));
  } catch (Error& e) {
    if (!e.action) e.action = calibrating(fixture);
    throw;
  }
  const auto of_another = [&](const std::string& message) {
    throw Error("calibration-of-another", message, file.string(),
                "a calibration serves the jig and the fixture that it was made with: calibrate this jig on this fixture",
                calibrating(fixture));
  };
  if (out.jig != jig) of_another("this calibration is of " + jig_in_words(out.jig) + ", and this is " + jig_in_words(jig));
  if (out.content != content_hash_of(fixture) || out.board != fixture.board)
    of_another("this calibration is of fixture " + out.fixture + " as it was wired then, and fixture " + fixture.name +
               " is wired otherwise");
  return out;
}

void Calibrations::save(const Calibration& calibration, const Fixture& fixture) const {
  const auto file = file_of(calibration.jig, fixture);
  const std::string text = to_yaml(calibration);
  std::error_code problem;
  std::filesystem::create_directories(folder_, problem);
  try {
    if (problem) throw std::system_error(problem);
    TemporaryFile temporary(file);
    temporary.write(text.data(), text.size());
    temporary.take_place();
  } catch (const std::system_error& e) {
    throw Error("file-unwritable", "the calibration cannot be written: " + e.code().message(), file.string(),
                "make room, or make the folder writable");
  }
}

Calibration Calibrations::begin(const std::string& jig, const Fixture& fixture, OhmMethod method) {
  Calibration out;
  out.jig = jig;
  out.board = fixture.board;
  out.fixture = fixture.name;
  out.content = content_hash_of(fixture);
  out.method = method;
  return out;
}

void add_calibration(OhmTask& task, const Job& job, const std::optional<Calibration>& kept, std::int64_t now, int days) {
  task.calibration.reset();
  task.uncalibrated.reset();
  if (task.method == OhmMethod::none) return;
  const auto say = [&](std::string message) {
    task.uncalibrated = Problem{"uncalibrated", std::move(message), "", "calibrate the jig on this fixture", calibrating(job.fixture)};
  };
  // What was taken by another method has other nominal values.
  if (!kept || kept->method != task.method)
    return say("the jig is not calibrated on this fixture: its resistances are by nominal values");
  std::set<std::string> in_use;
  for (const auto& p : job.map.placements()) in_use.insert(p.socket);
  task.calibration = kept->in_sockets(in_use).aged(now, days);
  std::set<std::string> missing;
  const Calibration::Zero* oldest = nullptr;
  bool stale = false;
  for (const auto& path : task.paths) {
    if (const auto* zero = task.calibration->zero(path.from, path.to)) {
      if (oldest == nullptr || zero->made < oldest->made) oldest = zero;
      stale = stale || zero->stale;
      continue;
    }
    for (const Point p : {path.from, path.to})
      if (p == path.to || task.method != OhmMethod::kelvin)
        for (const auto& c : job.map.contacts_at(p))
          missing.insert(job.map.socket_contact(c, p).end);
  }
  if (!missing.empty())
    say("no zero was taken with " + list_of(std::vector<std::string>(missing.begin(), missing.end()), " and ") +
        ": resistances there are by nominal values");
  else if (stale && now - oldest->made <= days * kSecondsOfDay)
    say("the calibration is dated in the future: its uncertainty is taken for that of nominal values");
  else if (stale)
    say("the calibration is " + std::to_string((now - oldest->made) / kSecondsOfDay) + " days old and holds for " + std::to_string(days) +
        ": its uncertainty is taken for that of nominal values");
}

std::string age_in_words(std::int64_t made, std::int64_t now) {
  const std::int64_t days = (now - made) / kSecondsOfDay;
  return made > now ? "in the future" : days == 0 ? "today" : days == 1 ? "yesterday" : std::to_string(days) + " days ago";
}

}  // namespace buzzout
