#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/standing.hpp"

namespace buzzout::oracle {

// What a serial number stands at, said once more and in another way: as what must be there, looked for among all records,
// and not as a state that goes from one to the next.
class Oracle {
 public:
  Oracle(const std::vector<CableEvent>& events, bool simulated) : all_(events), simulated_(simulated) {}

  bool fail_counts(std::size_t fail) const {
    if (!is(fail, Kind::failed)) return false;
    for (std::size_t pass = fail + 1; pass < all_.size(); ++pass)
      if (is(pass, Kind::passed) && lifts(pass, fail)) return false;
    return true;
  }

  // A PASS that is more than marginal, and that a later repair, or a later FAIL or marginal PASS as the same, did not take back.
  bool pass_holds(std::size_t pass) const {
    if (!is(pass, Kind::passed) || all_[pass].marginal) return false;
    for (std::size_t i = pass + 1; i < all_.size(); ++i) {
      if (all_[i].kind == Kind::repaired) return false;
      const bool speaks_against = is(i, Kind::failed) || (is(i, Kind::passed) && all_[i].marginal);
      if (speaks_against && all_[i].content == all_[pass].content) return false;
    }
    return true;
  }
  // A marginal PASS since which nobody repaired it, or measured it with ohms in a fixture that can hide nothing.
  bool doubt_counts(std::size_t i) const {
    if (!is(i, Kind::passed) || !all_[i].marginal) return false;
    for (std::size_t later = i + 1; later < all_.size(); ++later) {
      if (all_[later].kind == Kind::repaired) return false;
      if (!is(later, Kind::passed) || all_[later].marginal) continue;
      const CableEvent &m = all_[i], &p = all_[later];
      if (p.content != m.content ? corrected_between(i, later)
                                 : p.coverage == Coverage::continuity_and_ohms && !(p.may_hide_breaks && is_elsewhere(p, m)))
        return false;
    }
    return true;
  }

  bool failed() const { return any([&](std::size_t i) { return fail_counts(i); }); }
  bool passed() const {
    return !failed() && !any([&](std::size_t i) { return doubt_counts(i); }) && any([&](std::size_t i) { return pass_holds(i); });
  }
  std::optional<std::size_t> newest_pass() const {
    std::optional<std::size_t> out;
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (pass_holds(i)) out = i;
    return out;
  }
  // Passed once, and a repair came since; nothing speaks against it and nothing for it. Or it passed marginally.
  bool to_retest() const {
    if (failed() || passed()) return false;
    if (any([&](std::size_t i) { return doubt_counts(i); })) return true;
    return any([&](std::size_t pass) {
      return is(pass, Kind::passed) && any([&](std::size_t i) { return i > pass && all_[i].kind == Kind::repaired; });
    });
  }

  bool passed_for_lot(const std::string& lot) const {
    return passed() && any([&](std::size_t pass) {
      return pass_holds(pass) && any([&](std::size_t i) { return is_test_of(lot, i) && all_[i].content == all_[pass].content; });
    });
  }
  bool is_of_lot(const std::string& lot) const {
    return any([&](std::size_t i) { return is_test_of(lot, i); });
  }

 private:
  using Kind = CableEvent::Kind;

  template <class Question>
  bool any(Question question) const {
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (question(i)) return true;
    return false;
  }

  bool is(std::size_t i, Kind kind) const { return all_[i].kind == kind && all_[i].simulated == simulated_; }
  bool is_test(std::size_t i) const { return is(i, Kind::passed) || is(i, Kind::failed) || is(i, Kind::unjudged); }

  // A mistake that was taken back is none, once the cable has passed as another kind.
  bool is_test_of(const std::string& lot, std::size_t i) const {
    const bool mistaken = is(i, Kind::failed) && passed() &&
                          any([&](std::size_t pass) { return pass_holds(pass) && all_[pass].content != all_[i].content && corrected_between(i, pass); }) &&
                          !any([&](std::size_t pass) { return is(pass, Kind::passed) && all_[pass].content == all_[i].content; });
    return is_test(i) && all_[i].lot == lot && !mistaken;
  }

  bool repaired_between(std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 1; i < to; ++i)
      if (is(i, Kind::repaired)) return true;
    return false;
  }
  // Every net of which it is known that it came and went, and there is one.
  bool redone_before(std::size_t pass, std::size_t fail) const {
    std::size_t redone = 0;
    for (const auto& net : all_[fail].loose) redone += static_cast<std::size_t>(std::ranges::count(all_[pass].redone, net) > 0);
    return redone > 0 && redone == all_[fail].loose.size();
  }
  bool corrected_between(std::size_t fail, std::size_t pass) const {
    for (std::size_t i = fail + 1; i < pass; ++i)
      if (all_[i].kind == Kind::corrected && all_[i].of == all_[fail].record) return true;
    return false;
  }

  static bool is_elsewhere(const CableEvent& p, const CableEvent& f) { return p.bench != f.bench || p.at - f.at > 7 * 24 * 3600; }

  bool lifts(std::size_t pass, std::size_t fail) const {
    const CableEvent &p = all_[pass], &f = all_[fail];
    if (p.marginal) return false;
    const bool repaired = !f.intermittent || repaired_between(fail, pass);
    if (p.content != f.content) return corrected_between(fail, pass) && repaired;
    const bool mended = repaired || redone_before(pass, fail);
    const bool blind = std::ranges::any_of(
        f.contacts, [&](const Contact& c) { return std::ranges::count(p.contacts, c) > 0; });
    const bool sees_less = f.coverage == Coverage::continuity_and_ohms &&
                           p.coverage == Coverage::continuity;
    const bool hidden = is_elsewhere(p, f) && ((f.broken && p.may_hide_breaks) || (f.exchanged && p.may_hide_exchanges));
    return mended && !blind && !sees_less && !hidden;
  }

  const std::vector<CableEvent>& all_;
  bool simulated_;
};

}  // namespace buzzout::oracle
