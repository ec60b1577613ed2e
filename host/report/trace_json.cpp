#include "report/trace_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace buzzout {

using Json = nlohmann::ordered_json;

Json to_json(const std::vector<TraceStep>& steps) {
  Json out = Json::array();
  for (const auto& s : steps)
    out.push_back({{"contact", s.contact.name()}, {"expected", point_number(s.expected)},
                   {"answered", s.answered ? Json(point_number(*s.answered)) : Json(nullptr)}});
  return {{"format", "buzzout.trace/1"}, {"good", std::ranges::all_of(steps, &TraceStep::good)}, {"steps", out}};
}

}  // namespace buzzout
