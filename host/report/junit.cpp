#include "report/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>
#include <vector>

#include "core/moment.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"
#include "report/net_result.hpp"
#include "text/shown_text.hpp"

namespace buzzout {
namespace {

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(shown_line(value).c_str());
}

struct Case {
  std::string group, name;
  std::string kind;  // "failure", "error", "skipped"; empty: passed
  std::string type, message, text;
};

std::string words(const Fault& f) {
  const std::string ohms = f.ohm ? ", " + ohms_with_uncertainty(*f.ohm, f.uncertainty.value_or(0)) : "";
  return std::string(to_string(f.kind)) + " " + f.net + ": " + list_of(f.contacts) + ohms;
}

Case net_case(const NetResult& r) {
  Case out{"net", r.net->name + " (" + list_of(r.net->contacts, ", ") + ")", "", "", "", ""};
  if (r.status == NetResult::Status::not_measured) return out.kind = "skipped", out.message = "not measured", out;
  std::string found;
  for (const auto& piece : r.pieces) found += (found.empty() ? "found: " : " | ") + list_of(piece, ", ");
  for (const Fault* f : r.faults) {
    if (is_connection(f->kind)) continue;  // told by the isolation
    out.kind = "failure";
    if (out.type.empty()) out.type = to_string(f->kind);
    out.message += (out.message.empty() ? "" : "; ") + words(*f);
  }
  if (out.kind.empty() && r.pieces.size() > 1) out.kind = "failure", out.type = "open", out.message = found;
  if (!out.kind.empty()) out.text = found;
  return out;
}

Case isolation_case(const Verdict& v) {
  Case out{"isolation", "nothing is joined that belongs apart", "", "", "", ""};
  if (!is_measured(v)) return out.kind = "skipped", out.message = "not measured", out;
  for (const Fault& f : v.faults) {
    if (!is_connection(f.kind)) continue;
    out.kind = "failure";
    if (out.type.empty()) out.type = to_string(f.kind);
    out.message += (out.message.empty() ? "" : "; ") + words(f);
  }
  return out;
}

Case jig_case(const TestRecord& r) {
  Case out{"jig", "the jig's checks before each scan were clean", "", "", "", ""};
  if (!r.self_test_passed && r.verdict.problem)
    out = {out.group, out.name, "error", r.verdict.problem->code, r.verdict.problem->message, r.verdict.problem->remedy};
  return out;
}

std::string in_full(const Diagnosis& d) {
  std::string out = d.summary;
  for (const auto& more : {d.consequence, d.repair})
    if (!more.empty()) out += "\n  " + more;
  for (const auto& other : d.alternatives) out += "\n  or: " + other;
  return out + "\n";
}

Case verdict_case(const TestRecord& r) {
  const Verdict& v = r.verdict;
  Case out{"verdict", std::string(to_string(v.outcome)), "", "", "", ""};
  if (v.outcome == Outcome::pass) return out;
  out.kind = v.outcome == Outcome::fail ? "failure" : "error";
  out.type = to_string(v.outcome);
  out.message = v.outcome == Outcome::no_cable ? "no cable was plugged in" : "the test was not finished";
  if (v.problem) out.type = v.problem->code, out.message = v.problem->message, out.text = v.problem->remedy;
  if (v.outcome == Outcome::fail) {
    out.type = v.diagnoses.empty() ? "FAIL" : to_string(v.diagnoses.front().code);
    out.message = v.diagnoses.empty() ? "differs from the profile" : v.diagnoses.front().summary;
    for (const auto& d : v.diagnoses) out.text += in_full(d);
  }
  return out;
}

std::vector<Case> cases_of(const TestRecord& r, const Profile* profile) {
  std::vector<Case> out;
  if (profile != nullptr)
    for (const auto& net : net_results(*profile, r.verdict)) out.push_back(net_case(net));
  out.push_back(isolation_case(r.verdict));
  out.push_back(jig_case(r));
  out.push_back(verdict_case(r));
  return out;
}

void add_properties(pugi::xml_node suite, const TestRecord& r) {
  pugi::xml_node properties = suite.append_child("properties");
  const auto add = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    pugi::xml_node property = properties.append_child("property");
    set(property, "name", name);
    set(property, "value", value);
  };
  add("simulated", r.simulated ? "true" : "false");
  add("outcome", std::string(to_string(r.verdict.outcome)));
  add("serial", r.serial);
  add("lot", r.lot);
  add("attempt", std::to_string(r.attempt));
  add("purpose", std::string(to_string(r.purpose)));
  add("operator", r.operator_name);
  add("station", r.station);
  add("started", r.started);
  add("profile", r.profile.name);
  add("profile.revision", std::to_string(r.profile.revision));
  add("profile.sha256", r.profile.sha256);
  add("fixture", r.fixture.name);
  add("fixture.sha256", r.fixture.sha256);
  add("jig", r.jig.board + " " + std::to_string(r.jig.number) + ", firmware " + r.jig.firmware);
  add("limits.continuity", fmt::format("at most {} ohm: {}", r.continuity.ohm, r.continuity.basis));
  add("limits.isolation", fmt::format("at least {} ohm: {}", r.isolation.ohm, r.isolation.basis));
  add("coverage", std::string(to_string(r.verdict.coverage)));
  if (!r.verdict.resistances.empty()) {
    add("decision", std::string(to_string(r.verdict.decision)));
    add("marginal", r.verdict.marginal ? "true" : "false");
  }
  for (const auto& one : r.verdict.resistances)
    add("resistance", one.net + " " + one.from.name() + " " + one.to.name() + ": " + ohms_with_uncertainty(one.ohm, one.uncertainty) +
                          ", " + std::string(to_string(one.status)));
  for (const auto& n : r.verdict.not_tested) add("not_tested", n.text);
  add("software", r.software);
  add("id", r.id);
  if (!r.chain) return;
  add("chain.number", std::to_string(r.chain->number));
  add("chain.previous", r.chain->previous);
  add("chain.sha256", r.chain->hash);
}

void add_case(pugi::xml_node suite, const Case& c, const std::string& seconds) {
  pugi::xml_node node = suite.append_child("testcase");
  set(node, "classname", c.group);
  set(node, "name", c.name);
  set(node, "time", seconds);
  if (c.kind.empty()) return;
  pugi::xml_node result = node.append_child(c.kind.c_str());
  if (!c.message.empty()) set(result, "message", c.message);
  if (!c.type.empty()) set(result, "type", c.type);
  if (!c.text.empty()) result.append_child(pugi::node_pcdata).set_value(shown_text(c.text).c_str());
}

}  // namespace

JunitReport::JunitReport(std::ostream& out, const std::string& name) : out_(out) {
  pugi::xml_document only_name;
  pugi::xml_node node = only_name.append_child("testsuites");
  set(node, "name", name);
  node.append_child(pugi::node_pcdata).set_value("\n");
  std::ostringstream text;
  node.print(text, "", pugi::format_raw);
  const std::string tag = text.str();
  out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" << tag.substr(0, tag.rfind("</"));
}

void JunitReport::add(const TestRecord& r, const Profile* profile) {
  const auto cases = cases_of(r, profile);
  const auto count = [&](const char* kind) {
    return std::to_string(std::ranges::count_if(cases, [&](const Case& c) { return c.kind == kind; }));
  };
  const std::string cable = r.serial.empty() ? r.id : r.serial;
  pugi::xml_document document;
  pugi::xml_node suite = document.append_child("testsuite");
  set(suite, "name", r.profile.name + " " + cable + (r.simulated ? " (simulated)" : ""));
  set(suite, "tests", std::to_string(cases.size()));
  set(suite, "failures", count("failure"));
  set(suite, "errors", count("error"));
  set(suite, "skipped", count("skipped"));
  set(suite, "time", fmt::format("{}.{:03}", r.duration_ms / 1000, r.duration_ms % 1000));
  if (const auto at = moment_of(r.started)) set(suite, "timestamp", at->date() + "T" + at->time());
  if (!r.station.empty()) set(suite, "hostname", r.station);
  add_properties(suite, r);
  for (const Case& c : cases) add_case(suite, c, "0");
  suite.print(out_, "  ", pugi::format_indent, pugi::encoding_utf8, 1);
}

void JunitReport::finish() { out_ << "</testsuites>\n"; }

}  // namespace buzzout
