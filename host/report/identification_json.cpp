#include "report/identification_json.hpp"

#include <nlohmann/json.hpp>

#include "report/record_json.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const CableMatch& m, const Fixture& fixture) {
  const Profile& p = *m.profile;
  Json sockets = Json::object();
  for (std::size_t e = 0; e < p.ends.size(); ++e)
    sockets[p.ends[e].name] = fixture.sockets[m.seating.sockets[e]].name;
  return {{"profile", p.name},
          {"title", p.title},
          {"trust", to_string(p.trust)},
          {"sha256", p.sha256},
          {"hazard", p.hazard},
          {"seat", to_string(m.seating.seat)},
          {"exchanged", m.seating.exchanged},
          {"sockets", sockets}};
}

Json to_json(const std::vector<CableMatch>& all, const Fixture& fixture) {
  Json out = Json::array();
  for (const auto& m : all) out.push_back(to_json(m, fixture));
  return out;
}

Json nets(const Netlist& measured, const Fixture& fixture) {
  Json out = Json::array();
  for (PointSet net : measured.nets) {
    if (size(net) < 2) continue;
    Json entry = Json::array();
    for (Point p : members(net)) {
      Json names = Json::array();
      for (const auto& c : fixture.contacts_at(p)) names.push_back(c.name());
      entry.push_back({{"point", point_number(p)}, {"contacts", names}});
    }
    out.push_back(entry);
  }
  return out;
}

}  // namespace

Json to_json(const Identification& id, const IdentificationContext& context) {
  Json near = Json::array();
  for (const auto& n : id.near)
    near.push_back({{"distance", n.matches.front().distance},
                    {"cables", to_json(n.matches, context.fixture)},
                    {"faults", to_json(n.faults)},
                    {"diagnoses", to_json(n.diagnoses)}});
  Json broken = Json::array();
  for (const auto& e : context.broken) broken.push_back(to_json(e));
  return {{"format", "buzzout.identify/1"},
          {"simulated", context.jig.simulated},
          {"result", to_string(id.result())},
          {"steady", id.reading.unsteady == 0},
          {"exact", to_json(id.exact, context.fixture)},
          {"near", near},
          {"nets", nets(id.reading.netlist, context.fixture)},
          {"matrix", to_json(id.reading.matrix)},
          {"known", {{"cables", context.known.cables()}, {"incomplete", context.known.incomplete()}}},
          {"passed_over", broken},
          {"fixture", {{"name", context.fixture.name}, {"sha256", context.fixture.sha256}}},
          {"jig",
           {{"board", context.jig.board}, {"number", context.jig.number}, {"firmware", context.jig.firmware}}}};
}

}  // namespace buzzout
