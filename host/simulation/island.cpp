#include "simulation/island.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace buzzout {
namespace {

constexpr std::size_t kGround = std::numeric_limits<std::size_t>::max();
constexpr double kStrayFarad = 1e-12;       // of a node that has a capacitor but none to ground
constexpr double kCapacitorLeakOhm = 1e10;  // beside every capacitor
constexpr double kDiodeVolt = 0.6;
constexpr double kDiodeOnOhm = 1;
constexpr double kDiodeOffOhm = 1e8;
constexpr double kSettledVolt = 1e-9;
constexpr double kShortestStep = 1e-10;  // s, how sharply a diode's switching is timed

template <typename T>
void append(std::string& key, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  key.append(bytes, sizeof bytes);
}

}  // namespace

std::shared_ptr<ModeLibrary::BySetting> ModeLibrary::modes_of(const std::string& make_up) {
  constexpr std::size_t kMostShelves = 4096;
  if (shelves_.size() >= kMostShelves) shelves_.clear();
  auto& shelf = shelves_[make_up];
  if (shelf == nullptr) shelf = std::make_shared<BySetting>();
  return shelf;
}

Island::Island(const Schematic& parts, ModeLibrary& library)
    : row_of_(parts.volts.size(), kGround), branches_(parts.branches) {
  std::vector<double> to_ground(parts.volts.size());
  std::vector<bool> dynamic(parts.volts.size());
  const auto touch = [&](Schematic::Node a, Schematic::Node b, double farad) {
    dynamic[a] = dynamic[b] = true;
    if (a == Schematic::ground) to_ground[b] += farad;
    if (b == Schematic::ground) to_ground[a] += farad;
  };
  capacitors_ = parts.capacitors;
  for (const auto& c : parts.capacitors) {
    touch(c.a, c.b, c.farad);
    branches_.push_back({c.a, c.b, {{kCapacitorLeakOhm, 0}}});
  }
  for (const auto& d : parts.diodes) {
    touch(d.anode, d.cathode, 0);
    branches_.push_back({d.anode, d.cathode, {{kDiodeOffOhm, 0}, {kDiodeOnOhm, kDiodeVolt}}});
  }
  for (const bool with_capacitance : {true, false})
    for (Schematic::Node n = 1; n < row_of_.size(); ++n) {
      if (dynamic[n] != with_capacitance) continue;
      row_of_[n] = nodes_++;
      if (!with_capacitance) continue;
      volts_.push_back(parts.volts[n]);
      if (to_ground[n] == 0) capacitors_.push_back({n, Schematic::ground, kStrayFarad});
    }
  for (std::size_t i = 0; i < parts.diodes.size(); ++i)
    diodes_.push_back({branches_.size() - parts.diodes.size() + i, row_of_[parts.diodes[i].anode],
                       row_of_[parts.diodes[i].cathode]});
  for (const auto& i : parts.inputs) inputs_.push_back({i, row_of_[i.node]});
  settings_.assign(branches_.size(), '\0');

  std::string make_up;
  append(make_up, volts_.size());
  for (const auto& c : capacitors_) {
    append(make_up, row_of_[c.a]);
    append(make_up, row_of_[c.b]);
    append(make_up, c.farad);
  }
  append(make_up, kGround);
  for (const auto& b : branches_) {
    append(make_up, row_of_[b.a]);
    append(make_up, row_of_[b.b]);
    append(make_up, b.settings.size());
    for (const auto& s : b.settings) {
      append(make_up, s.ohm);
      append(make_up, s.volt);
    }
  }
  known_ = library.modes_of(make_up);
}

NodalEquations Island::equations() const {
  NodalEquations net(nodes_, volts_.size());
  const auto stamp = [&](Schematic::Node a, Schematic::Node b, auto&& between, auto&& alone) {
    const std::size_t i = row_of_[a], j = row_of_[b];
    if (i == j) return;
    if (i != kGround && j != kGround)
      between(i, j);
    else
      alone(i == kGround ? j : i);
  };
  for (std::size_t k = 0; k < branches_.size(); ++k) {
    const auto& b = branches_[k];
    const auto& s = b.settings[static_cast<unsigned char>(settings_[k])];
    if (!std::isfinite(s.ohm)) continue;
    const double siemens = 1 / s.ohm;
    stamp(
        b.a, b.b,
        [&](std::size_t i, std::size_t j) {
          net.between(i, j) += siemens;
          net.between(j, i) += siemens;
        },
        [&](std::size_t i) { net.ground[i] += siemens; });
    if (row_of_[b.a] != kGround) net.current[row_of_[b.a]] += siemens * s.volt;
    if (row_of_[b.b] != kGround) net.current[row_of_[b.b]] -= siemens * s.volt;
  }
  for (const auto& c : capacitors_)
    stamp(
        c.a, c.b,
        [&](std::size_t i, std::size_t j) {
          net.capacitance(i, j) -= c.farad;
          net.capacitance(j, i) -= c.farad;
          net.capacitance(i, i) += c.farad;
          net.capacitance(j, j) += c.farad;
        },
        [&](std::size_t i) { net.capacitance(i, i) += c.farad; });
  return net;
}

const Modes& Island::modes() {
  if (modes_ != nullptr) return *modes_;
  constexpr std::size_t kMostKnown = 1024;
  if (known_->size() >= kMostKnown) known_->clear();
  auto& entry = (*known_)[settings_];
  if (entry == nullptr) entry = std::make_shared<const Modes>(equations());
  modes_ = entry;
  const std::size_t count = volts_.size();
  for (std::size_t j = 0; j < count; ++j) volts_[j] -= modes_->steady[j];
  y_.assign(count, 0);
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t j = 0; j < count; ++j) y_[k] += modes_->weights(k, j) * volts_[j];
  return *modes_;
}

double Island::row_volts(std::size_t row) const {
  if (row == kGround) return 0;
  double sum = modes_->steady[row];
  for (std::size_t k = 0; k < y_.size(); ++k) sum += modes_->shape(row, k) * y_[k];
  return sum;
}

void Island::switch_branch(std::size_t branch, unsigned setting) {
  if (modes_ != nullptr) {
    for (std::size_t j = 0; j < volts_.size(); ++j) volts_[j] = row_volts(j);
    modes_ = nullptr;
  }
  settings_[branch] = static_cast<char>(setting);
  looked_at_ = settled_ = false;
  ++version_;
}

void Island::select(unsigned branch, unsigned setting, double now) {
  if (static_cast<unsigned char>(settings_[branch]) == setting) return;
  catch_up(now);
  switch_branch(branch, setting);
}

double Island::volts(Schematic::Node node, double now) {
  catch_up(now);
  return row_volts(row_of_[node]);
}

bool Island::is_low(unsigned input, double now) {
  catch_up(now);
  return inputs_[input].is_low;
}

double Island::current(unsigned branch, double now) {
  const auto& b = branches_[branch];
  catch_up(now);
  const auto& s = b.settings[static_cast<unsigned char>(settings_[branch])];
  return (row_volts(row_of_[b.a]) - row_volts(row_of_[b.b]) - s.volt) / s.ohm;
}

void Island::catch_up(double now) {
  const double seconds = now - time_;
  time_ = now;
  if (looked_at_ && (settled_ || seconds <= 0)) return;
  if (diodes_.empty())
    decay(seconds);
  else
    decay_through_diodes(seconds);
  looked_at_ = true;
}

void Island::decay(double seconds) {
  const Modes& m = modes();
  thread_local std::vector<double> before;
  before = y_;
  double moving = 0;
  for (std::size_t k = 0; k < y_.size(); ++k) {
    if (seconds > 0) y_[k] *= std::exp(-m.rates[k] * seconds);
    moving += std::abs(y_[k]) * m.largest[k];
  }
  if (moving < kSettledVolt) {
    std::ranges::fill(y_, 0.0);
    settled_ = true;
  }
  latch(before, seconds);
}

// Puts the diodes as the voltages want them; true when one changed.
bool Island::set_diodes() {
  modes();
  std::string wanted;
  for (const auto& d : diodes_)
    wanted += row_volts(d.anode) - row_volts(d.cathode) >= kDiodeVolt ? '\1' : '\0';
  bool changed = false;
  for (std::size_t i = 0; i < diodes_.size(); ++i)
    if (settings_[diodes_[i].branch] != wanted[i]) {
      switch_branch(diodes_[i].branch, static_cast<unsigned char>(wanted[i]));
      changed = true;
    }
  modes();
  return changed;
}

// Steps that grow while no diode switches and shrink onto the moment when one does.
void Island::decay_through_diodes(double seconds) {
  constexpr int kMostSteps = 2000;
  set_diodes();
  latch(y_, 0);
  double step = kShortestStep;
  for (int i = 0; seconds > 0; ++i) {
    step = i < kMostSteps ? std::min(step, seconds) : seconds;
    modes();
    const auto settings = settings_;
    const auto inputs = inputs_;
    const auto y = y_;
    decay(step);
    if (!set_diodes() || step <= kShortestStep || i >= kMostSteps) {
      seconds -= step;
      step *= 2;
    } else {
      settings_ = settings;
      inputs_ = inputs;
      modes_ = nullptr;
      modes();
      y_ = y;
      step = std::max(step / 4, kShortestStep);
    }
  }
}

// What the inputs read at the end of `seconds` that began with the modes at `from`.
void Island::latch(const std::vector<double>& from, double seconds) {
  constexpr double kBack = 0.8;  // looks back at 0.8, 0.64, … of the time
  for (auto& input : inputs_) {
    double v = row_volts(input.row);
    for (double t = seconds; v >= input.low && v <= input.high && t > seconds * 1e-9;) {
      t *= kBack;
      v = modes_->steady[input.row];
      for (std::size_t k = 0; k < from.size(); ++k)
        v += modes_->shape(input.row, k) * from[k] * std::exp(-modes_->rates[k] * t);
    }
    if (v < input.low) input.is_low = true;
    if (v > input.high) input.is_low = false;
  }
}

}  // namespace buzzout
