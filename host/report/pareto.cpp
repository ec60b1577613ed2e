#include "report/pareto.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "drawing/figure_text.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kBars = 12;

}  // namespace

std::uint64_t& Counted::count_of(const std::string& name) {
  const auto found = counts_.find(name);
  if (found != counts_.end()) return found->second;
  return counts_.size() < most_ ? counts_[name] : others_;
}

std::vector<std::pair<std::string, std::uint64_t>> Counted::largest_first() const {
  std::vector<std::pair<std::string, std::uint64_t>> out(counts_.begin(), counts_.end());
  std::ranges::stable_sort(out, [](const auto& a, const auto& b) { return a.second > b.second; });
  if (others_ > 0) out.emplace_back("others", others_);
  return out;
}

Figure pareto(const Counted& counted) {
  auto all = counted.largest_first();
  Figure out;
  if (all.empty()) return out;
  std::uint64_t sum = 0;
  for (const auto& [name, count] : all) sum += count;
  if (all.size() > kBars) {
    std::uint64_t rest = 0;
    for (std::size_t i = kBars - 1; i < all.size(); ++i) rest += all[i].second;
    const std::size_t kinds = all.size() - (kBars - 1);
    all.resize(kBars - 1);
    all.emplace_back(fmt::format("{} other faults", kinds), rest);
  }
  std::uint64_t highest = 1;
  for (const auto& [name, count] : all) highest = std::max(highest, count);
  const double row = 24, left = 314, right = 540;
  out.width = 680;
  out.height = row * static_cast<double>(all.size()) + 12;
  std::uint64_t running = 0;
  double y = 6 + row / 2;
  for (const auto& [name, count] : all) {
    running += count;
    const double length = std::max(2.0, (right - left) * static_cast<double>(count) / static_cast<double>(highest));
    out.add(FigureText{{left - 10, y}, cut_to_room(name, 12, false, left - 16), 12, false, FigureAlign::right, FigureLook::ink});
    out.add(FigureBox{{left, y - 8}, length, 16, 2, FigureLook::net1, FigureLook::net1});
    out.add(FigureText{{left + length + 8, y}, fmt::format("{}", count), 12, true, FigureAlign::left, FigureLook::ink});
    const double whole = static_cast<double>(sum);
    out.add(FigureText{{674, y},
                       fmt::format("{:.0f} %, sum {:.0f} %", 100 * static_cast<double>(count) / whole,
                                   100 * static_cast<double>(running) / whole),
                       11, false, FigureAlign::right, FigureLook::faint});
    y += row;
  }
  out.description = "The most frequent faults";
  return out;
}

}  // namespace buzzout
