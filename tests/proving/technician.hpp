#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/diagnosis.hpp"
#include "core/fixture_map.hpp"
#include "core/scan.hpp"

namespace buzzout {

// A cable on a bench and somebody with an iron who does what a repair says, word by word, and nothing else. Knows where
// wires are soldered, which joints are broken, what touches, which plug is in whose socket, and which is not pushed
// home. Contacts are named by the sockets that their plugs are in.
class Technician {
 public:
  Technician(const Profile&, const FixtureMap&);

  // In the cable language: open, swap, short, unplug.
  void damage(const std::string& edits);
  void exchange_plugs(const std::string& one, const std::string& other);
  void pull_out_by_half(const std::string& end) { half_ = end; }

  ScanMatrix matrix() const;
  // Whether the cable is as its profile wants it when every plug is in the socket of its mark.
  bool is_right_by_its_marks() const;

  // Whether plugs in each other's sockets hide wires that are on wrong contacts by the marks.
  bool hides_wires() const;

  // Does what the repair says. False where it finds nothing to do.
  bool repair(const Diagnosis&);
  // A sentence that could not be read.
  const std::string& not_understood() const { return not_understood_; }

 private:
  using Places = std::vector<std::pair<Contact, Contact>>;
  std::size_t index(const Contact&) const;
  std::size_t wrong_pairs() const;
  bool put_right_by_marks(const std::string& words);
  bool redo(const std::vector<Contact>&);
  bool part(const Places&);
  bool part_within(const std::vector<Contact>&);
  bool move_wires(const std::string& end, const std::string& words);
  bool solder_crosswise(const std::string& one, const std::string& other);
  bool work(const std::string& words, const Diagnosis&);
  std::vector<std::vector<std::size_t>> groups() const;

  const Profile& profile_;
  const FixtureMap& map_;
  std::vector<Contact> contacts_;
  std::vector<std::size_t> wanted_, wire_;  // by contact
  std::vector<bool> broken_;
  Places touching_;
  std::vector<std::string> out_;  // ends that are not plugged in
  std::string half_;
  std::vector<std::pair<std::string, std::string>> exchanged_;
  std::string not_understood_;
};

}  // namespace buzzout
