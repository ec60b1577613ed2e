#include "cli/library_json.hpp"

namespace buzzout {

using Json = nlohmann::ordered_json;

Json to_json(const Profile& p) {
  Json ends = Json::object(), nets = Json::object();
  for (const auto& e : p.ends) ends[e.name] = e.type.name;
  for (const auto& n : p.nets)
    for (const auto& c : n.contacts) nets[n.name].push_back(c.name());
  return {{"name", p.name},       {"aliases", p.aliases},
          {"title", p.title},     {"revision", p.revision},
          {"use", to_string(p.use)}, {"wiring", to_string(p.wiring)},
          {"ends", ends},         {"nets", nets},
          {"trust", to_string(p.trust)},
          {"source", {{"text", p.source.text}, {"certainty", std::string(1, p.source.certainty)}}},
          {"note", p.note},       {"hazard", p.hazard},
          {"variants", p.variants}, {"sha256", p.sha256}};
}

Json to_json(const Fixture& f) {
  Json sockets = Json::object();
  for (const auto& s : f.sockets) {
    Json wires = Json::object();
    for (const auto& [pin, point] : s.wires) wires[pin] = point_number(point);
    sockets[s.name] = {{"type", s.type.name}, {"label", s.label}, {"contacts", wires}};
  }
  return {{"name", f.name}, {"title", f.title}, {"board", f.board}, {"sockets", sockets},
          {"sha256", f.sha256}};
}

}  // namespace buzzout
