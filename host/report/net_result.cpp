#include "report/net_result.hpp"

#include <algorithm>

#include "core/part_state.hpp"

namespace buzzout {
namespace {

bool holds(const std::vector<Contact>& list, const Contact& c) { return std::ranges::find(list, c) != list.end(); }

bool meet(const std::vector<Contact>& a, const std::vector<Contact>& b) {
  return std::ranges::any_of(a, [&](const Contact& c) { return holds(b, c); });
}

// `joined` is the profile with the nets that jumpers join as one.
void find_pieces(NetResult& out, const Profile& profile, const Profile& joined, const Verdict& v) {
  std::vector<Contact> lone;
  for (const auto& group : v.nets) {
    std::vector<Contact> piece;
    for (const Contact& c : group)
      if (holds(out.net->contacts, c)) piece.push_back(c);
    if (piece.empty()) continue;
    for (const Contact& c : group)
      if (joined.net_of(c) != joined.net_of(out.net->contacts.front()) && !profile.is_ignored(c)) out.joined_too.push_back(c);
    out.pieces.push_back(std::move(piece));
  }
  for (const Contact& c : out.net->contacts)
    if (std::ranges::none_of(out.pieces, [&](const auto& piece) { return holds(piece, c); })) lone.push_back(c);
  for (const Contact& c : lone) out.pieces.push_back({c});
}

}  // namespace

bool is_measured(const Verdict& v) { return v.outcome == Outcome::pass || v.outcome == Outcome::fail; }

bool is_connection(FaultKind kind) {
  return kind == FaultKind::short_ || kind == FaultKind::low_isolation || kind == FaultKind::one_way;
}

std::vector<NetResult> net_results(const Profile& profile, const Verdict& v) {
  std::vector<NetResult> all;
  const Profile joined = wired(profile);
  for (const Net& net : profile.nets) {
    NetResult out{&net, NetResult::Status::not_measured, {}, {}, {}};
    if (is_measured(v)) {
      find_pieces(out, profile, joined, v);
      for (const Fault& f : v.faults)
        if (f.net == net.name || meet(f.contacts, net.contacts)) out.faults.push_back(&f);
      const bool whole = out.pieces.size() == 1 && out.joined_too.empty() && out.faults.empty();
      out.status = whole ? NetResult::Status::as_wanted : NetResult::Status::faulty;
    }
    all.push_back(std::move(out));
  }
  return all;
}

std::string status_words(const NetResult& r) {
  if (r.status == NetResult::Status::not_measured) return "not measured";
  if (r.status == NetResult::Status::as_wanted) return "as wanted";
  std::vector<std::string> kinds;
  for (const Fault* f : r.faults) kinds.emplace_back(to_string(f->kind));
  if (kinds.empty() && r.pieces.size() > 1) kinds.emplace_back("open");
  if (kinds.empty()) kinds.emplace_back("short");
  std::string out;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (std::find(kinds.begin(), kinds.begin() + static_cast<long>(i), kinds[i]) ==
        kinds.begin() + static_cast<long>(i))
      out += (out.empty() ? "" : ", ") + kinds[i];
  return out;
}

}  // namespace buzzout
