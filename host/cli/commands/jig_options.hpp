#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/commands/shared_options.hpp"
#include "cli/options.hpp"

namespace buzzout {

// The options of commands that measure on a jig.
struct JigOptions : Common {
  std::optional<std::string> port, fixture;

  void declare(OptionList& list) override {
    port_option(list, port);
    fixture_option(list, fixture);
  }
};

// Of those that measure a known cable, whose ends may be in sockets of one's choice.
struct KnownCableOptions : JigOptions {
  std::map<std::string, std::string> at;

  void declare(OptionList& list) override {
    JigOptions::declare(list);
    at_option(list, at);
  }
};

}  // namespace buzzout
