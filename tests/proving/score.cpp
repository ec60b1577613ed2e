#include "proving/score.hpp"

#include <algorithm>

#include "core/explanation.hpp"
#include "proving/injected.hpp"
#include "proving/prove.hpp"

namespace buzzout {
namespace {

bool is_one_of(MistakeKind kind, std::initializer_list<MistakeKind> kinds) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

// The contacts that an explanation speaks of.
std::vector<Contact> contacts_of(const Explanation& e) {
  std::vector<Contact> out;
  for (const auto& r : e.rewirings)
    for (const auto& move : r.moves) out.push_back({r.end, move.first});
  for (const auto& b : e.breaks)
    for (const auto& piece : b.pieces) out.insert(out.end(), piece.begin(), piece.end());
  for (const auto& j : e.joins)
    for (const auto& part : j.parts) out.insert(out.end(), part.contacts.begin(), part.contacts.end());
  return out;
}

bool is_named(const std::vector<Diagnosis>& all, const Contact& c) {
  return std::ranges::any_of(all, [&](const Diagnosis& d) { return std::ranges::find(d.contacts, c) != d.contacts.end(); });
}

void try_it(const Job& job, const std::string& kind, const std::string& edits, const Cable& cable, Score& score) {
  if (cable.is_as_wanted()) return;
  const ScanMatrix matrix = cable.matrix(job.map);
  const Verdict verdict = judge(job, ideal_evidence(job, matrix), {}, 0);
  if (verdict.outcome != Outcome::fail) score.not_failed.push_back(edits);
  const auto told = smallest_explanations(job.profile, job.map, netlist_of(matrix));
  const Injected injected(job.profile, edits);
  const bool found = std::ranges::any_of(told, [&](const Explanation& e) { return injected.is_told_by(e); });
  ++score.by_kind[kind].tried;
  score.by_kind[kind].first += found;
  if (told.empty()) {
    score.missed.push_back(edits);
    return;
  }
  const unsigned injected_size = static_cast<unsigned>(1 + std::ranges::count(edits, ','));
  if (!found) (told.front().size < injected_size && kind == "pair" ? score.as_a_single : score.missed).push_back(edits);
  for (const auto& c : contacts_of(told.front()))
    if (!is_named(verdict.diagnoses, c)) {
      score.unnamed.push_back(edits);
      break;
    }
}

}  // namespace

Score::Count Score::all() const {
  Count out;
  for (const auto& [kind, count] : by_kind) {
    out.tried += count.tried;
    out.first += count.first;
  }
  return out;
}

void Score::add(const Score& more) {
  for (const auto& [kind, count] : more.by_kind) {
    by_kind[kind].tried += count.tried;
    by_kind[kind].first += count.first;
  }
  for (auto list : {&Score::missed, &Score::as_a_single, &Score::not_failed, &Score::unnamed})
    (this->*list).insert((this->*list).end(), (more.*list).begin(), (more.*list).end());
}

Score score_of_singles(const Job& job) {
  Score score;
  for (const auto& m : mistakes_of(job.profile))
    if (is_one_of(m.kind, {MistakeKind::open, MistakeKind::short_, MistakeKind::swap, MistakeKind::reversed_pair,
                           MistakeKind::crossed_pairs, MistakeKind::order, MistakeKind::exchanged_plugs}))
      try_it(job, std::string(to_string(m.kind)), m.edits, m.cable, score);
  return score;
}

Score score_of_pairs(const Job& job) {
  std::vector<std::string> singles;
  for (const auto& m : mistakes_of(job.profile))
    if (is_one_of(m.kind, {MistakeKind::open, MistakeKind::short_, MistakeKind::swap, MistakeKind::reversed_pair}))
      singles.push_back(m.edits);
  Score score;
  for (std::size_t i = 0; i < singles.size(); ++i)
    for (std::size_t k = i + 1; k < singles.size(); ++k) {
      const std::string both = singles[i] + "," + singles[k];
      try_it(job, "pair", both, cable_with(job.profile, both), score);
    }
  return score;
}

}  // namespace buzzout
