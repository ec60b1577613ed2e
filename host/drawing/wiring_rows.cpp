#include "drawing/wiring_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>

namespace buzzout {
namespace {

using Kind = SideRow::Kind;
using WiresOfContact = std::map<ContactRef, std::vector<std::size_t>>;

// Good wires come first and shorts last, so that a short hangs below the wire it disturbs.
WiresOfContact wires_by_contact(const WiringPicture& picture) {
  WiresOfContact wires;
  for (const bool shorts : {false, true})
    for (std::size_t w = 0; w < picture.wires.size(); ++w) {
      if ((picture.wires[w].state == WireState::extra) != shorts) continue;
      for (const ContactRef& contact : picture.wires[w].contacts) {
        auto& list = wires[contact];
        if (list.empty() || list.back() != w) list.push_back(w);
      }
    }
  return wires;
}

std::vector<SideRow> stack(const std::vector<PictureEnd>& ends, std::size_t first_end,
                           const WiresOfContact& wires) {
  std::vector<SideRow> rows;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::size_t end = first_end + i;
    rows.push_back({Kind::heading, end, 0, 0, 1, {}});
    rows.push_back({Kind::top, end, 0, 0, 1, {}});
    for (std::size_t c = 0; c < ends[i].contacts.size(); ++c) {
      const auto found = wires.find({end, c});
      if (found == wires.end()) {
        rows.push_back({Kind::contact, end, c, 0, 1, {}});
        continue;
      }
      const std::size_t places = found->second.size();
      for (std::size_t place = 0; place < places; ++place)
        rows.push_back({Kind::contact, end, c, place, places, found->second[place]});
    }
    rows.push_back({Kind::bottom, end, 0, 0, 1, {}});
  }
  return rows;
}

// The row that fills a side before its item `next`.
SideRow filler(const std::vector<SideRow>& side, std::size_t next) {
  if (next == 0 || next == side.size() || side[next - 1].kind == Kind::bottom) return {};
  return {Kind::inside, side[next - 1].end, 0, 0, 1, {}};
}

constexpr int never = std::numeric_limits<int>::min() / 4;

// What it costs to leave a row empty on a side before its item `next`.
int gap_score(const std::vector<SideRow>& side, std::size_t next) {
  if (next == side.size()) return 0;
  if (next == 0) return -12;
  if (side[next].place > 0 || side[next - 1].kind == Kind::heading) return never;
  return side[next - 1].kind == Kind::bottom ? -1 : -3;
}

int pair_score(const WiringPicture& picture, const SideRow& left, const SideRow& right) {
  if (!left.wire || !right.wire) return 0;
  if (left.wire != right.wire) return -4;
  return picture.wires[*left.wire].state == WireState::extra ? 15 : 80;
}

constexpr int row_score = -10;

}  // namespace

// Sequence alignment after Needleman and Wunsch (1970).
WiringRows lay_rows(const WiringPicture& picture) {
  const WiresOfContact wires = wires_by_contact(picture);
  const auto left = stack(picture.left, 0, wires);
  const auto right = stack(picture.right, picture.left.size(), wires);
  enum class Step : std::uint8_t { none, both, left_only, right_only };
  const std::size_t stride = right.size() + 1;
  std::vector<int> best((left.size() + 1) * stride, never);
  std::vector<Step> step(best.size(), Step::none);
  best[0] = 0;
  for (std::size_t i = 0; i <= left.size(); ++i)
    for (std::size_t j = 0; j < stride; ++j) {
      const auto offer = [&](std::size_t from, int score, Step how) {
        const std::size_t here = i * stride + j;
        const int total = best[from] + score + row_score;
        if (best[from] <= never || score <= never || total <= best[here]) return;
        best[here] = total;
        step[here] = how;
      };
      if (i > 0 && j > 0)
        offer((i - 1) * stride + j - 1, pair_score(picture, left[i - 1], right[j - 1]), Step::both);
      if (i > 0) offer((i - 1) * stride + j, gap_score(right, j), Step::left_only);
      if (j > 0) offer(i * stride + j - 1, gap_score(left, i), Step::right_only);
    }

  WiringRows rows;
  for (std::size_t i = left.size(), j = right.size(); i > 0 || j > 0;) {
    const Step how = step[i * stride + j];
    WiringRow row{filler(left, i), filler(right, j), {}};
    if (how != Step::right_only) row.left = left[--i];
    if (how != Step::left_only) row.right = right[--j];
    rows.push_back(row);
  }
  std::reverse(rows.begin(), rows.end());
  return rows;
}

std::vector<int> rows_of(const WiringRows& rows, Side side, std::size_t wire) {
  std::vector<int> found;
  for (std::size_t y = 0; y < rows.size(); ++y)
    if (rows[y].at(side).wire == wire) found.push_back(static_cast<int>(y));
  return found;
}

void add_track(WiringRows& rows, std::size_t wire, int from, int to) {
  if (from > to) std::swap(from, to);
  const int middle = (from + to) / 2;
  const int count = static_cast<int>(rows.size());
  const auto nearer = [&](int a, int b) {
    return b < 0 || std::abs(a - middle) < std::abs(b - middle);
  };

  int best = -1;
  for (int y = from + 1; y < to; ++y) {
    const WiringRow& row = rows[static_cast<std::size_t>(y)];
    if (!row.left.wire && !row.right.wire && !row.track && nearer(y, best)) best = y;
  }
  if (best >= 0) {
    rows[static_cast<std::size_t>(best)].track = wire;
    return;
  }

  const auto filler_at = [&](int y, Side side) -> std::optional<SideRow> {
    const SideRow before = y == 0 ? SideRow{} : rows[static_cast<std::size_t>(y - 1)].at(side);
    const SideRow after = y == count ? SideRow{} : rows[static_cast<std::size_t>(y)].at(side);
    if (before.kind == Kind::heading || after.place > 0) return std::nullopt;
    if (before.kind == Kind::outside || before.kind == Kind::bottom) return SideRow{};
    return SideRow{Kind::inside, before.end, 0, 0, 1, {}};
  };
  for (int y = 0; y <= count; ++y)
    if (filler_at(y, Side::left) && filler_at(y, Side::right) && nearer(y, best)) best = y;
  rows.insert(rows.begin() + best,
              WiringRow{*filler_at(best, Side::left), *filler_at(best, Side::right), wire});
}

}  // namespace buzzout
