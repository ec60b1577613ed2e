#include "core/undecided_parts.hpp"

#include <algorithm>

#include "core/part_links.hpp"

namespace buzzout {
namespace {

// Whether no matrix can be one of both cables.
bool are_told_apart(const PartLinks& a, const PartLinks& b) {
  for (std::size_t p = 0; p < a.sure.size(); ++p)
    if ((a.sure[p] & ~b.possible[p]) != 0 || (b.sure[p] & ~a.possible[p]) != 0) return true;
  return false;
}

}  // namespace

std::vector<UndecidedPart> undecided_parts(const Profile& p, const FixtureMap& map) {
  std::vector<UndecidedPart> out;
  if (p.parts.empty()) return out;
  const PartLinks good = part_links(p, map);
  for (std::size_t k = 0; k < p.parts.size(); ++k) {
    const Part& part = p.parts[k];
    if (part.kind == PartKind::unknown) {
      out.push_back({&part, UndecidedPart::Why::free_text});
    } else if (part.has_ohms()) {
      out.push_back({&part, UndecidedPart::Why::ohms});
    } else if (!std::ranges::all_of(wrong_states(part), [&](PartState wrong) {
                 PartStates states(p.parts.size(), PartState::as_wanted);
                 states[k] = wrong;
                 return are_told_apart(good, part_links(p, map, states));
               })) {
      out.push_back({&part, UndecidedPart::Why::looks_alike});
    }
  }
  return out;
}

}  // namespace buzzout
