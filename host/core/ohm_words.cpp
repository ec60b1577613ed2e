#include "core/ohm_words.hpp"

#include <algorithm>
#include <cmath>

#include "core/tell_headphones.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

// A limit as somebody wrote it: "2 Ω", "0.35 Ω".
std::string plain_ohms(double value) { return plain_number(value) + " Ω"; }

// On which side of its limits a marginal reading may be.
std::string beyond_in_words(const Resistance& r) { return r.max && r.ohm + r.uncertainty > *r.max ? "too high" : "too low"; }

}  // namespace

double strain(const Resistance& r) {
  if (r.status == ResistanceStatus::too_low) return HUGE_VAL;
  return r.max ? r.ohm / *r.max : r.ohm / 1e9;
}

const Resistance* telling_reading(const std::vector<Resistance>& all, const std::vector<Contact>& contacts) {
  const auto has = [&](const Contact& c) { return std::ranges::find(contacts, c) != contacts.end(); };
  const Resistance* out = nullptr;
  for (const auto& r : all)
    if (has(r.from) && has(r.to) && (out == nullptr || strain(r) > strain(*out))) out = &r;
  return out;
}

std::string short_ohms(double ohm, double uncertainty) {
  // ohms_in_words() shows one digit beyond that of the first figure of the uncertainty.
  const double shown = ohm >= 1000 ? 100 : uncertainty < 0.02 ? 0.01 : uncertainty < 0.5 ? 0.1 : uncertainty < 5 ? 1 : 10;
  return ohms_in_words(ohm, shown);
}

std::string ohms_at_a_glance(double ohm) {
  return ohms_in_words(ohm, std::abs(ohm) < 1 ? 0.1 : std::abs(ohm) < 10 ? 1 : 10);
}

double widest_uncertainty(const std::vector<Resistance>& all) {
  double out = 0;
  for (const auto& r : all)
    if (std::isfinite(r.uncertainty)) out = std::max(out, r.uncertainty);
  return out;
}

std::string limit_in_words(const Resistance& r) {
  if (r.min && r.max) return plain_ohms(*r.min) + " to " + plain_ohms(*r.max);
  if (r.max) return "at most " + plain_ohms(*r.max);
  return r.min ? "at least " + plain_ohms(*r.min) : "";
}

std::string match_limit_in_words(const WireMatch& m) { return "at most " + plain_number(m.percent) + " %"; }

std::string difference_in_words(const WireMatch& m) {
  const auto percent = m.difference_percent();
  if (percent) return std::to_string(std::lround(*percent)) + " % more";
  return m.status == ResistanceStatus::too_high ? "far more" : "too little";
}

std::string status_in_words(ResistanceStatus s) {
  switch (s) {
    case ResistanceStatus::ok: return "ok";
    case ResistanceStatus::marginal: return "near its limit";
    case ResistanceStatus::too_high: return "too high";
    case ResistanceStatus::too_low: return "too low";
    case ResistanceStatus::undecided: return "too uncertain to tell";
    case ResistanceStatus::unlimited: break;
  }
  return "no limit";
}

std::string coverage_in_words(const Verdict& v) {
  const double widest = widest_uncertainty(v.resistances);
  if (widest == 0) return "continuity";
  const std::string to = " resistance to ± " + short_ohms(widest, widest);
  return v.coverage == Coverage::continuity ? "continuity; some" + to + ", which does not decide every limit" : "continuity and" + to;
}

std::string span_in_words(const std::vector<Resistance>& all) {
  if (all.empty()) return "";
  const auto [least, most] = std::ranges::minmax(all, {}, &Resistance::ohm);
  const std::string from = short_ohms(least.ohm, least.uncertainty), to = short_ohms(most.ohm, most.uncertainty), unit = " Ω";
  const double widest = widest_uncertainty(all);
  const std::string near = short_ohms(least.uncertainty, least.uncertainty), far = short_ohms(most.uncertainty, most.uncertainty);
  if (near != far && std::isfinite(most.ohm)) return from + " ± " + near + " to " + to + " ± " + far;
  if (!std::isfinite(most.ohm)) return std::isfinite(least.ohm) ? from + " ± " + near + " to " + to : to;
  const bool both = from != to && from.ends_with(unit) && to.ends_with(unit);
  return (both ? from.substr(0, from.size() - unit.size()) + " to " + to : to) + (all.size() > 1 ? ", each to ± " : " ± ") +
         short_ohms(widest, widest);
}

std::string resistances_in_words(const std::vector<Resistance>& all) {
  const bool alike = std::ranges::all_of(all, [&](const Resistance& r) { return r.min == all[0].min && r.max == all[0].max; });
  const std::string limit = all.empty() || !alike ? "" : limit_in_words(all[0]);
  return span_in_words(all) + (limit.empty() ? "" : "; " + limit + " allowed");
}

std::string marginal_in_words(const Verdict& v) {
  if (!v.marginal) return "";
  std::string out;
  const std::string more = passes_for_good(v) ? " By the profile, the limit alone decides." : " It gets no label, and in a lot it fails.";
  std::size_t others = 0;
  const auto tell = [&](const std::string& sentence) {
    if (out.empty()) out = sentence;
    else ++others;
  };
  for (const auto& r : v.resistances)
    if (r.status == ResistanceStatus::marginal)
      tell(r.net + " has " + ohms_with_uncertainty(r.ohm, r.uncertainty) + " between " + r.from.name() + " and " + r.to.name() +
           "; " + limit_in_words(r) + " are allowed, so it may be " + beyond_in_words(r) + ".");
  for (const auto& m : v.matches)
    if (m.status == ResistanceStatus::marginal)
      tell(in_words(m) + "; the two are made alike, and " + match_limit_in_words(m) + " are allowed, so it may be too many.");
  if (any_marginal(v.headphones)) out += std::string(out.empty() ? "" : " ") + marginal_of_headphones(*v.headphones);
  if (others > 0) out += " The same holds for " + std::to_string(others) + (others == 1 ? " more reading." : " more readings.");
  return out + more;
}

bool is_guarded(const Verdict& v, const Fault& f) {
  if (f.kind != FaultKind::high_resistance || v.decision == Decision::simple) return false;
  const auto is_its_own = [&](const Resistance& r) { return f.net == r.net && f.contacts == std::vector<Contact>{r.from, r.to}; };
  const auto states = [&](ResistanceStatus s) {
    return std::ranges::any_of(v.resistances, [&](const Resistance& r) { return is_its_own(r) && r.status == s; }) ||
           std::ranges::any_of(v.matches, [&](const WireMatch& m) { return is_its_own(m.more) && m.status == s; });
  };
  return states(ResistanceStatus::marginal) && !states(ResistanceStatus::too_high);
}

std::string guarded_in_words(const Verdict& v) {
  std::string nets;
  for (const auto& f : v.faults)
    if (is_guarded(v, f) && nets.find(f.net) == nets.npos) nets += (nets.empty() ? "" : ", ") + f.net;
  return nets.empty() ? "" : nets + ": not shown to be within the limit, which lies inside the uncertainty. In a lot that fails.";
}

std::string decision_in_words(Decision d) {
  return d == Decision::simple
             ? "Simple acceptance: what is measured is held against the limit as it is; beside the limit, a bad one may pass "
               "and a good one may fail, as far as the uncertainty goes."
             : "Guard band: what is measured must lie inside its limit by its uncertainty; what does not is marginal, gets no "
               "label, and fails in a lot.";
}

bool passes_for_good(const Verdict& v) {
  return v.outcome == Outcome::pass && (!v.marginal || v.decision == Decision::simple);
}

}  // namespace buzzout
