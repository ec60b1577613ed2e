#pragma once

#include <map>
#include <string>
#include <vector>

#include "link/damage.hpp"

namespace buzzout {

// What the jig once replied while a good cable was in: what a late or doubled reply is dangerous with.
class PastReplies {
 public:
  // What is remembered from now on is not dangerous, or is.
  void good_cable_is_in(bool good) { good_cable_ = good; }
  // The reply (with its line end) that the jig just gave to a command of the host.
  void remember(const std::string& command, const std::string& line);
  // Another client begins.
  void new_session();

  // The kinds good_rows, splice, old_session and old_line, done to the reply just remembered. As it was
  // if there is no other reply to the same command yet.
  std::string spoilt(Damage, std::string line, const std::string& command, Random&) const;

 private:
  const std::string* any(const std::string& command, bool of_this_session, Random&) const;

  bool good_cable_ = false;
  std::map<std::string, std::vector<std::string>> of_this_session_, of_earlier_sessions_;
};

}  // namespace buzzout
