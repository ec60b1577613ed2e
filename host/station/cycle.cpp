#include "station/cycle.hpp"

#include <utility>

namespace buzzout {
namespace {

// Points that are linked to another one, or that something holds.
PointSet occupied(const Look& look) {
  PointSet out = look.held_high | look.held_low;
  for (Point p = 0; p < look.matrix.points(); ++p)
    if (look.matrix.rows[p] != only(p)) out |= look.matrix.rows[p] | only(p);
  return out;
}

}  // namespace

std::string_view to_string(Phase p) {
  switch (p) {
    case Phase::serial:
      return "serial";
    case Phase::arming:
      return "arming";
    case Phase::armed:
      return "armed";
    case Phase::seating:
      return "seating";
    case Phase::verdict:
      return "verdict";
  }
  return "";
}

void Cycle::enter(Phase phase) {
  phase_ = phase;
  empty_looks_ = 0;
  in_the_way_ = 0;
  hurried_ = false;
  judged_.reset();
  disturbed_ = false;
}

void Cycle::begin(std::string serial, int attempt) {
  serial_ = std::move(serial);
  attempt_ = attempt;
  enter(Phase::arming);
}

void Cycle::forget() {
  serial_.clear();
  enter(Phase::serial);
}

// A look without a matrix shows nothing, and so no empty fixture.
bool Cycle::seen_empty(const Look& look) {
  in_the_way_ = occupied(look);
  const bool empty = look.clean() && look.matrix.points() != 0 && in_the_way_ == 0;
  if (empty && empty_looks_ == 0) empty_since_ = look.at;
  empty_looks_ = empty ? empty_looks_ + 1 : 0;
  return empty_looks_ >= 2;
}

Move Cycle::look(const Look& look) {
  const bool blind = look.at - std::exchange(looked_, look.at) > kBlind;
  switch (phase_) {
    case Phase::serial:
      seen_empty(look);
      return Move::none;
    case Phase::arming:
      if (!seen_empty(look)) return Move::none;
      enter(Phase::armed);
      return Move::armed;
    case Phase::armed:
      if (occupied(look) == 0) return std::exchange(hurried_, false) ? Move::judge : Move::none;
      enter(Phase::seating);
      live_ = follow({}, look, job_);
      return Move::inserted;
    case Phase::seating:
      return seat(look);
    case Phase::verdict:
      disturbed_ = disturbed_ || (blind && judged_) || !look.clean() || (judged_ && look.matrix != *judged_);
      if (!judged_) judged_ = look.matrix;
      // It would be taken for the next cable otherwise.
      if (!seen_empty(look) || look.at - empty_since_ < kGone) return Move::none;
      serial_.clear();
      enter(Phase::serial);
      return Move::removed;
  }
  return Move::none;
}

Move Cycle::seat(const Look& look) {
  live_ = follow(std::move(live_), look, job_);
  if (live_.status == LiveStatus::no_cable) {
    if (live_.at - live_.since < kOut) return Move::none;
    if (live_.since - live_.began < kTouch) {
      enter(Phase::armed);
      return Move::none;
    }
    return Move::aborted;
  }
  return is_ripe() ? Move::judge : Move::none;
}

bool Cycle::is_ripe() const {
  if (hurried_) return true;
  switch (live_.status) {
    case LiveStatus::right:
      return live_.steady_for() >= kSteady;
    case LiveStatus::wrong:
      return live_.steady_for() >= settle_ && missing_ends().empty();
    case LiveStatus::unsteady:
      return (live_.steady_for() >= settle_ || (live_.has_open_upsets() && live_.at - live_.since >= kUnsteady)) &&
             missing_ends().empty();
    case LiveStatus::no_cable:
    case LiveStatus::grounded:
    case LiveStatus::powered:
      return false;
  }
  return false;
}

bool Cycle::hurry() {
  if (phase_ != Phase::seating && phase_ != Phase::armed) return false;
  hurried_ = true;
  return true;
}

void Cycle::judged(std::optional<ScanMatrix> measured) {
  enter(Phase::verdict);
  if (measured) judged_.emplace(*std::move(measured));
}

void Cycle::aborted() {
  ++attempt_;
  enter(Phase::arming);
}

std::vector<std::string> Cycle::missing_ends() const {
  std::vector<std::string> out;
  if (phase_ != Phase::seating) return out;
  for (std::size_t i = 0; i < live_.out_since.size(); ++i)
    if (live_.out_since[i] >= 0) out.push_back(job_.profile.ends[i].name);
  return out;
}

}  // namespace buzzout
