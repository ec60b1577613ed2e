#include "e2e/fault_sample.hpp"

#include <algorithm>

namespace e2e {
namespace {

using buzzout::Contact;
using buzzout::Profile;

class Sampler {
 public:
  explicit Sampler(const Profile& profile) : profile_(profile) {}

  std::vector<Damage> all() {
    const auto& first = profile_.nets.front().contacts;
    const auto& second = profile_.nets[1].contacts;
    const auto& last = profile_.nets.back().contacts;

    add_open(first.front());
    add_open(second.back());
    add_open(last.front());
    add_open(last.back());

    add_short(first.front(), second.front());
    add_short(second.back(), last.back());
    add_short(first.front(), last.back());
    for (const auto& c : profile_.contacts())
      if (profile_.net_of(c) == nullptr) add_short(c, last.front());

    add_swap(first.front(), second.front());
    add_swap(second.front(), last.front());
    add_swap(first.back(), last.back());
    return std::move(out_);
  }

 private:
  void add_open(const Contact& c) {
    WiringOracle oracle(profile_);
    oracle.open(c.name());
    add("open:" + c.name(), oracle);
  }
  void add_short(const Contact& a, const Contact& b) {
    WiringOracle oracle(profile_);
    oracle.bridge(a.name(), b.name());
    add("short:" + a.name() + ":" + b.name(), oracle);
  }
  void add_swap(const Contact& a, const Contact& b) {
    WiringOracle oracle(profile_);
    oracle.swap(a.name(), b.name());
    add("swap:" + a.name() + ":" + b.name(), oracle);
  }
  void add(const std::string& edit, const WiringOracle& oracle) {
    if (std::ranges::find(out_, edit, &Damage::edit) == out_.end())
      out_.push_back({edit, oracle.faults()});
  }

  const Profile& profile_;
  std::vector<Damage> out_;
};

}  // namespace

std::vector<Damage> fault_sample(const Profile& profile) {
  return Sampler(profile).all();
}

}  // namespace e2e
