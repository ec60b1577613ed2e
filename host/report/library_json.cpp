#include "report/library_json.hpp"

#include <nlohmann/json.hpp>

#include "core/name_clashes.hpp"
#include "core/resistance_limits.hpp"
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

Json wire_json(const Wire& w) {
  Json out = Json::object();
  if (w.awg) out["awg"] = *w.awg;
  if (w.mm2) out["mm2"] = *w.mm2;
  if (w.length_m) out["length_m"] = *w.length_m;
  if (!w.colour.empty()) out["colour"] = w.colour;
  if (w.pf_per_m) out["pf_per_m"] = *w.pf_per_m;
  return out;
}

Json limits_json(const Profile& p) {
  Json out = Json::array();
  for (const auto& net : p.nets)
    for (std::size_t i = 0; i < net.contacts.size(); ++i)
      for (std::size_t j = i + 1; j < net.contacts.size(); ++j) {
        const auto limit = limits_of(p, net, net.contacts[i], net.contacts[j]);
        out.push_back({{"net", net.name},
                       {"between", {net.contacts[i].name(), net.contacts[j].name()}},
                       {"max_ohm", *limit.max},
                       {"basis", limit.basis}});
      }
  return out;
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
  for (const auto& [net, wire] : p.wires) out["wires"][net] = wire_json(wire);
  out["limits"] = limits_json(p);
  if (p.match) out["match"] = {{"percent", p.match->percent}, {"basis", p.match->basis}};
  out["decision"] = to_string(p.decision);
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
