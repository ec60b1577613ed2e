#include "report/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "core/moment.hpp"
#include "text/shown_text.hpp"

namespace buzzout {
namespace {

template <class List, class Words>
std::string joined(const List& list, const char* joint, Words words) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : joint) + std::string(std::invoke(words, item));
  return out;
}

std::string cell_of(const std::vector<Contact>& contacts) { return joined(contacts, " ", &Contact::name); }
std::string hashes(const std::map<std::string, std::string>& all) {
  return joined(all, "; ", [](const auto& entry) { return entry.first + " " + entry.second; });
}
const char* yes_no(bool yes) { return yes ? "yes" : "no"; }

std::string cell_of(const std::vector<Fault>& all) {
  return joined(all, "; ", [](const Fault& f) {
    return std::string(to_string(f.kind)) + " " + f.net + ": " + cell_of(f.contacts);
  });
}

std::string gates(const TestRecord& r) {
  if (!r.shift) return "";
  std::string out = r.shift->waived ? "waived" : "";
  for (const auto& g : r.shift->gates) out += (out.empty() ? "" : "; ") + to_string(g.kind) + " " + g.passed;
  return out;
}

std::string cell_of(const ScanMatrix& m) {
  return joined(m.rows, " ", [&](PointSet row) { return fmt::format("{:0{}X}", row, (m.points() + 3) / 4); });
}

std::string number(double value) { return fmt::format("{}", value); }

// "0.1009"; above all that is measured "inf".
std::string ohm_cell(double value) { return std::isfinite(value) ? fmt::format("{:.4f}", value) : "inf"; }

// Of the wire with the highest resistance; empty: none was measured.
template <class Words>
std::string highest(const TestRecord& r, Words words) {
  const auto& all = r.verdict.resistances;
  return all.empty() ? "" : words(*std::ranges::max_element(all, {}, &Resistance::ohm));
}

struct Column {
  const char* name;
  std::string (*cell)(const TestRecord&);
};

using R = const TestRecord&;

const Column kColumns[] = {
    {"serial", [](R r) { return r.serial; }},
    {"attempt", [](R r) { return std::to_string(r.attempt); }},
    {"outcome", [](R r) { return std::string(to_string(r.verdict.outcome)); }},
    {"simulated", [](R r) { return std::string(yes_no(r.simulated)); }},
    {"purpose", [](R r) { return std::string(to_string(r.purpose)); }},
    {"lot", [](R r) { return r.lot; }},
    {"profile", [](R r) { return r.profile.name; }},
    {"revision", [](R r) { return std::to_string(r.profile.revision); }},
    {"operator", [](R r) { return r.operator_name; }},
    {"station", [](R r) { return r.station; }},
    {"started_local", [](R r) { return r.started; }},
    {"started_utc",
     [](R r) {
       const auto at = moment_of(r.started);
       return at ? at->utc_text() : std::string();
     }},
    {"duration_ms", [](R r) { return std::to_string(r.duration_ms); }},
    {"fault_count", [](R r) { return std::to_string(r.verdict.faults.size()); }},
    {"faults", [](R r) { return cell_of(r.verdict.faults); }},
    {"diagnoses", [](R r) { return joined(r.verdict.diagnoses, "; ", [](const Diagnosis& d) { return to_string(d.code); }); }},
    {"diagnosis", [](R r) { return joined(r.verdict.diagnoses, "; ", [](const Diagnosis& d) { return d.summary; }); }},
    {"repair", [](R r) { return joined(r.verdict.diagnoses, "; ", [](const Diagnosis& d) { return d.repair; }); }},
    {"error_code", [](R r) { return r.verdict.problem ? r.verdict.problem->code : std::string(); }},
    {"error", [](R r) { return r.verdict.problem ? r.verdict.problem->message : std::string(); }},
    {"not_tested",
     [](R r) {
       return joined(r.verdict.not_tested, "; ", [](const NotTested& n) {
         return to_string(n.code) + (n.contacts.empty() ? "" : ": " + cell_of(n.contacts));
       });
     }},
    {"nets_measured", [](R r) { return joined(r.verdict.nets, "; ", [](const auto& net) { return cell_of(net); }); }},
    {"wiring_expected", [](R r) { return std::string(to_string(r.verdict.wiring.expected)); }},
    {"wiring_measured", [](R r) { return std::string(to_string(r.verdict.wiring.measured)); }},
    {"balanced_safe", [](R r) { return std::string(to_string(r.verdict.balanced_safe.answer)); }},
    {"continuity_max_ohm", [](R r) { return number(r.continuity.ohm); }},
    {"continuity_basis", [](R r) { return r.continuity.basis; }},
    {"isolation_min_ohm", [](R r) { return number(r.isolation.ohm); }},
    {"isolation_basis", [](R r) { return r.isolation.basis; }},
    {"fixture", [](R r) { return r.fixture.name; }},
    {"sockets", [](R r) { return joined(r.sockets, "; ", [](const auto& s) { return s.first + "=" + s.second; }); }},
    {"jig_board", [](R r) { return r.jig.board; }},
    {"jig_number", [](R r) { return std::to_string(r.jig.number); }},
    {"jig_firmware", [](R r) { return r.jig.firmware; }},
    {"jig_self_test", [](R r) { return std::string(yes_no(r.self_test_passed)); }},
    {"gates", gates},
    {"failed_before", [](R r) { return r.before ? r.before->started : std::string(); }},
    {"faults_before", [](R r) { return r.before ? cell_of(r.before->faults) : std::string(); }},
    {"let_go",
     [](R r) {
       return r.watched ? joined(r.watched->upsets, "; ", [](const Upset& u) { return in_words(u); }) : std::string();
     }},
    {"matrix", [](R r) { return cell_of(r.verdict.matrix); }},
    {"software", [](R r) { return r.software; }},
    {"profile_sha256", [](R r) { return r.profile.sha256; }},
    {"profile_connectors", [](R r) { return hashes(r.profile.connectors); }},
    {"fixture_sha256", [](R r) { return r.fixture.sha256; }},
    {"id", [](R r) { return r.id; }},
    {"chain_number", [](R r) { return r.chain ? std::to_string(r.chain->number) : std::string(); }},
    {"previous_sha256", [](R r) { return r.chain ? r.chain->previous : std::string(); }},
    {"record_sha256", [](R r) { return r.chain ? r.chain->hash : std::string(); }},
    // Newer columns come after the older ones, which whoever reads them counts.
    {"coverage", [](R r) { return std::string(to_string(r.verdict.coverage)); }},
    {"decision", [](R r) { return std::string(to_string(r.verdict.decision)); }},
    {"marginal", [](R r) { return std::string(yes_no(r.verdict.marginal)); }},
    {"highest_ohm", [](R r) { return highest(r, [](const Resistance& h) { return ohm_cell(h.ohm); }); }},
    {"highest_ohm_uncertainty", [](R r) { return highest(r, [](const Resistance& h) { return ohm_cell(h.uncertainty); }); }},
    {"highest_ohm_wire", [](R r) { return highest(r, [](const Resistance& h) { return h.net + " " + h.from.name() + " " + h.to.name(); }); }},
    {"resistances",
     [](R r) {
       return joined(r.verdict.resistances, "; ", [](const Resistance& one) {
         return one.net + " " + one.from.name() + " " + one.to.name() + ": " + ohm_cell(one.ohm) + " " + std::string(to_string(one.status));
       });
     }},
};

bool looks_like_a_formula(std::string_view text) {
  for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    if (text.starts_with(sign)) return true;
  return false;
}

template <class Cell>
void write_row(std::ostream& out, Cell cell) {
  bool first = true;
  for (const Column& column : kColumns) {
    if (!first) out << ',';
    first = false;
    out << csv_cell(cell(column));
  }
  out << "\r\n";
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string shown = shown_text(text);
  if (looks_like_a_formula(shown)) shown.insert(0, 1, '\'');
  if (shown.find_first_of(",\"\r\n") == std::string::npos) return shown;
  std::string out = "\"";
  for (const char c : shown) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

void write_csv_header(std::ostream& out) {
  write_row(out, [](const Column& c) { return c.name; });
}

void write_csv_row(std::ostream& out, const TestRecord& r) {
  write_row(out, [&](const Column& c) { return c.cell(r); });
}

}  // namespace buzzout
