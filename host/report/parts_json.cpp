#include "report/parts_json.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace buzzout::parts {

using Json = nlohmann::ordered_json;

Json names(const std::vector<Contact>& contacts) {
  Json out = Json::array();
  for (const auto& c : contacts) out.push_back(c.name());
  return out;
}

Json action(const Action& a) {
  Json operands = Json::object();
  for (const auto& [name, value] : a.operands) operands[name] = value;
  return {{"code", to_string(a.code)}, {"operands", std::move(operands)}};
}

namespace {

// Tenths of a milliohm; null is no path.
Json ohms(double value) { return std::isfinite(value) ? Json(std::round(value * 1e4) / 1e4) : Json(nullptr); }

}  // namespace

Json resistances(const std::vector<Resistance>& all) {
  Json out = Json::array();
  for (const auto& r : all) {
    out.push_back({{"net", r.net},
                   {"from", r.from.name()},
                   {"to", r.to.name()},
                   {"ohm", ohms(r.ohm)},
                   {"uncertainty", ohms(r.uncertainty)},
                   {"min", r.min ? Json(*r.min) : Json(nullptr)},
                   {"max", r.max ? Json(*r.max) : Json(nullptr)},
                   {"basis", r.basis},
                   {"status", to_string(r.status)}});
    if (r.golden) out.back()["golden"] = *r.golden;
  }
  return out;
}

Json matches(const std::vector<WireMatch>& all) {
  Json out = Json::array();
  for (const auto& m : all)
    out.push_back({{"more", m.more.net},
                   {"less", m.less.net},
                   {"max_percent", m.percent},
                   {"max_ohm", ohms(m.max_ohm())},
                   {"uncertainty", ohms(m.uncertainty())},
                   {"basis", m.basis},
                   {"status", to_string(m.status)}});
  return out;
}

Json headphones(const HeadphoneOhms& h) {
  Json out = Json::object();
  const auto add = [&](const char* name, const char* unit, const std::optional<HeadphoneOhms::Value>& v) {
    if (!v) return;
    out[name] = {{unit, ohms(v->value)},
                 {"uncertainty", ohms(v->uncertainty)},
                 {"min", v->min ? Json(*v->min) : Json(nullptr)},
                 {"max", v->max ? Json(*v->max) : Json(nullptr)},
                 {"basis", v->basis},
                 {"status", to_string(v->status)}};
  };
  add("left", "ohm", h.left);
  add("right", "ohm", h.right);
  add("match", "percent", h.match);
  add("common", "ohm", h.common);
  out["current_ma"] = h.current_ma;
  return out;
}

Json faults(const std::vector<Fault>& all) {
  Json out = Json::array();
  for (const auto& f : all) {
    out.push_back({{"kind", to_string(f.kind)}, {"net", f.net}, {"contacts", names(f.contacts)}});
    if (f.from > 0) out.back()["from"] = f.from;
    if (f.capacitive) out.back()["capacitive"] = true;
    if (f.foreign) out.back()["foreign"] = true;
    if (f.ohm) out.back()["ohm"] = ohms(*f.ohm);
    if (f.uncertainty) out.back()["uncertainty"] = ohms(*f.uncertainty);
    if (f.limit) out.back()["limit"] = *f.limit;
    if (!f.part.empty()) out.back()["part"] = f.part;
  }
  return out;
}

Json components(const std::vector<Part>& all) {
  Json out = Json::array();
  for (const auto& p : all) {
    out.push_back({{"name", p.name}, {"kind", to_string(p.kind)}, {"from", p.from}, {"to", p.to}});
    if (p.ohm) out.back().update({{"min_ohm", p.ohm->min}, {"max_ohm", p.ohm->max}, {"basis", p.ohm->basis}});
    if (!p.value.empty()) out.back()["value"] = p.value;
  }
  return out;
}

Json diagnoses(const std::vector<Diagnosis>& all) {
  Json out = Json::array();
  for (const auto& d : all) {
    out.push_back({{"code", to_string(d.code)},
                   {"summary", d.summary},
                   {"consequence", d.consequence},
                   {"repair", d.repair},
                   {"alternatives", d.alternatives},
                   {"contacts", names(d.contacts)}});
    if (d.dangerous) out.back()["dangerous"] = true;
    if (d.rewired) out.back()["rewired"] = true;
    if (d.action) out.back()["action"] = action(*d.action);
  }
  return out;
}

Json not_tested(const std::vector<NotTested>& all) {
  Json out = Json::array();
  for (const auto& n : all) {
    out.push_back({{"code", to_string(n.code)}, {"text", n.text}, {"contacts", names(n.contacts)}});
    if (n.action) out.back()["action"] = action(*n.action);
  }
  return out;
}

Json matrix(const ScanMatrix& m) {
  Json out = Json::array();
  for (PointSet row : m.rows) out.push_back(fmt::format("{:0{}X}", row, (m.points() + 3) / 4));
  return out;
}

Json nets(const std::vector<std::vector<Contact>>& all) {
  Json out = Json::array();
  for (const auto& net : all) out.push_back(names(net));
  return out;
}

Json upsets(const std::vector<Upset>& all) {
  Json out = Json::array();
  for (const auto& u : all) {
    out.push_back({{"kind", to_string(u.kind)},
                   {"net", u.net},
                   {"contacts", names(u.contacts)},
                   {"times", u.times},
                   {"redone", u.redone}});
    if (u.change) out.back()["change_ohm"] = *u.change;
  }
  return out;
}

Json swings(const std::vector<Swing>& all) {
  Json out = Json::array();
  for (const auto& s : all)
    out.push_back({{"net", s.net}, {"from", s.from.name()}, {"to", s.to.name()}, {"least_ohm", s.least}, {"most_ohm", s.most}});
  return out;
}

}  // namespace buzzout::parts
