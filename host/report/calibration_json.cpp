#include "report/calibration_json.hpp"

#include <nlohmann/json.hpp>

#include "core/moment.hpp"

namespace buzzout {
namespace {

using CalibrationDocument = nlohmann::ordered_json;

std::string contact_name(const Fixture& fixture, const std::string& socket, Point point) {
  if (const Socket* s = fixture.socket(socket))
    for (const auto& [pin, at] : s->wires)
      if (at == point) return Contact{socket, pin}.name();
  return "";
}

std::string moment_in_utc(std::int64_t seconds) {
  Moment m;
  m.utc = seconds;
  return m.utc_text();
}

CalibrationDocument number_or_null(const std::optional<double>& value) { return value ? CalibrationDocument(*value) : CalibrationDocument(nullptr); }

}  // namespace

CalibrationDocument to_json(const Calibration& calibration, const Fixture& fixture, bool simulated, std::int64_t now, int days) {
  const Calibration c = calibration.aged(now, days);
  CalibrationDocument zeros = CalibrationDocument::array();
  for (const auto& z : c.zeros)
    zeros.push_back({{"contact", contact_name(fixture, z.socket, z.to)},
                     {"from", c.method == OhmMethod::kelvin ? CalibrationDocument(nullptr) : CalibrationDocument(contact_name(fixture, z.far, z.from))},
                     {"ohm", z.ohm},
                     {"spread", z.spread},
                     {"insertions", z.insertions},
                     {"made", moment_in_utc(z.made)},
                     {"celsius", number_or_null(z.celsius)},
                     {"supply_volt", number_or_null(z.supply_volt)},
                     {"in_date", !z.stale}});
  CalibrationDocument sources = CalibrationDocument::array();
  for (const auto& s : c.sources)
    sources.push_back({{"contact", contact_name(fixture, s.socket, s.point)}, {"ratio", s.ratio}, {"made", moment_in_utc(s.made)}, {"in_date", !s.stale}});
  CalibrationDocument span = nullptr;
  if (c.span)
    span = {{"factor", c.span->factor}, {"ohm", c.span->ohm}, {"tolerance_percent", c.span->tolerance_percent},
            {"identity", c.span->identity}, {"point", c.span->from ? CalibrationDocument(point_number(*c.span->from)) : CalibrationDocument(nullptr)},
            {"made", moment_in_utc(c.span->made)}, {"in_date", !c.span->stale}};
  return {{"format", "buzzout.calibration/1"}, {"simulated", simulated}, {"jig", c.jig}, {"board", c.board},
          {"fixture", {{"name", fixture.name}, {"content", c.content}}}, {"method", to_string(c.method)},
          {"days", days}, {"zeros", zeros}, {"sources", sources}, {"span", span}};
}

}  // namespace buzzout
