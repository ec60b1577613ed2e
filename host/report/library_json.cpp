#include "report/library_json.hpp"

#include <nlohmann/json.hpp>

#include "core/name_clashes.hpp"
#include "report/parts_json.hpp"

namespace buzzout {

using Json = nlohmann::ordered_json;

namespace {

Json to_json(const Source& s) { return {{"text", s.text}, {"certainty", std::string(1, s.certainty)}}; }

// Which file a thing was read from, and what there is to say of the names behind it.
void add_names(Json& to, const Namesakes& namesakes, const std::vector<NameClash>& clashes) {
  if (!namesakes.used.empty()) to["file"] = namesakes.used;
  for (const auto& clash : clashes) to["name_clashes"].push_back({{"code", to_string(clash.code)}, {"text", clash.text}});
}

}  // namespace

Json to_json(const Profile& p) {
  Json ends = Json::object(), nets = Json::object();
  for (const auto& e : p.ends) ends[e.name] = e.type.name;
  for (const auto& n : p.nets)
    for (const auto& c : n.contacts) nets[n.name].push_back(c.name());
  Json out = {{"name", p.name},       {"aliases", p.aliases},
          {"title", p.title},     {"revision", p.revision},
          {"use", to_string(p.use)}, {"wiring", to_string(p.wiring)},
          {"ends", ends},         {"nets", nets},
          {"trust", to_string(p.trust)},
          {"source", to_json(p.source)},
          {"note", p.note},       {"hazard", p.hazard},
          {"variants", p.variants}, {"sha256", p.sha256}};
  if (!p.parts.empty()) out["parts"] = parts::components(p.parts);
  add_names(out, p.namesakes, name_clashes(p));
  return out;
}

Json to_json(const Fixture& f) {
  Json sockets = Json::object();
  for (const auto& s : f.sockets) {
    Json wires = Json::object();
    for (const auto& [pin, point] : s.wires) wires[pin] = point_number(point);
    sockets[s.name] = {{"type", s.type.name}, {"label", s.label}, {"contacts", wires}};
  }
  Json out = {{"name", f.name}, {"title", f.title}, {"board", f.board}, {"sockets", sockets}, {"sha256", f.sha256}};
  for (const auto& [contact, reader] : f.senses) out["sense"][std::to_string(point_number(reader))] = point_number(contact);
  add_names(out, f.namesakes, name_clashes(f));
  return out;
}

Json to_json(const ConnectorType& c) {
  Json out = {{"name", c.name}, {"title", c.title}, {"contacts", c.contacts}};
  if (c.shell) out["shell"] = *c.shell;
  if (c.shell_bond) out["shell_bond"] = *c.shell_bond;
  Json orders = Json::array();
  for (const auto& o : c.orders) orders.push_back({{"name", o.name}, {"roles", o.roles}, {"source", to_json(o.source)}});
  out["orders"] = orders;
  out["source"] = to_json(c.source);
  out["sha256"] = c.sha256;
  add_names(out, c.namesakes, name_clashes(c));
  return out;
}

Json to_json(const LabelTemplate& l) {
  Json out = {{"name", l.name}, {"title", l.title}, {"width", l.width}, {"height", l.height}, {"dpi", l.dpi}};
  add_names(out, l.namesakes, name_clashes(l));
  return out;
}

}  // namespace buzzout
