#include "e2e/wiring_oracle.hpp"

#include <algorithm>

namespace e2e {

WiringOracle::WiringOracle(const buzzout::Profile& profile) {
  for (const auto& net : profile.nets) {
    for (const auto& contact : net.contacts) home_[contact.name()] = wires_;
    ++wires_;
  }
  for (const auto& contact : profile.contacts())
    if (!home_.contains(contact.name())) home_[contact.name()] = wires_++;
  wire_ = home_;
}

void WiringOracle::open(const std::string& contact) {
  wire_.at(contact) = wires_++;
}

void WiringOracle::bridge(const std::string& a, const std::string& b) {
  bridges_.emplace_back(a, b);
}

void WiringOracle::swap(const std::string& a, const std::string& b) {
  std::swap(wire_.at(a), wire_.at(b));
}

std::vector<WiringOracle::Contacts> WiringOracle::groups() const {
  std::map<std::string, int> label = wire_;
  for (const auto& [a, b] : bridges_) {
    const int from = label.at(a), to = label.at(b);
    for (auto& [contact, l] : label)
      if (l == from) l = to;
  }
  std::map<int, Contacts> by_label;
  for (const auto& [contact, l] : label) by_label[l].insert(contact);
  std::vector<Contacts> out;
  for (auto& [l, contacts] : by_label) out.push_back(std::move(contacts));
  return out;
}

std::set<WiringOracle::Fault> WiringOracle::faults() const {
  std::set<Fault> out;
  std::map<int, std::vector<Contacts>> parts;  // of each net
  for (const auto& group : groups()) {
    std::map<int, Contacts> shares;
    for (const auto& contact : group) shares[home_.at(contact)].insert(contact);
    for (const auto& [net, share] : shares) parts[net].push_back(share);
    if (shares.size() > 1) out.insert({"short", group});
  }
  for (const auto& [net, pieces] : parts) {
    if (pieces.size() < 2) continue;
    Contacts all;
    std::size_t largest = 0, of_that_size = 0;
    for (const auto& piece : pieces) {
      all.insert(piece.begin(), piece.end());
      if (piece.size() > largest) of_that_size = 0;
      largest = std::max(largest, piece.size());
      of_that_size += piece.size() == largest;
    }
    if (all.size() == 2) {
      out.insert({"open", all});
      continue;
    }
    for (const auto& piece : pieces)
      if (piece.size() < largest || of_that_size > 1) out.insert({"open", piece});
  }
  return out;
}

}  // namespace e2e
