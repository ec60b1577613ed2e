#pragma once

#include "cli/option_list.hpp"
#include "cli/terminal/environment.hpp"

namespace buzzout {

// Headphones at the end of a cable, and whether somebody said beforehand that nobody wears them.
struct HeadphoneOption {
  bool wanted = false, not_worn = false;

  void declare(OptionList&);
  // Returns once nobody wears them, as somebody said here or with --not-worn. Throws Error "headphones-worn" where nobody can
  // be asked.
  void require_off_the_head(bool json, Environment&) const;
};

}  // namespace buzzout
