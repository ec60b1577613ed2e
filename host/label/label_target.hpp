#pragma once

#include <string>
#include <variant>

#include "core/error.hpp"
#include "core/label_template.hpp"
#include "core/record.hpp"
#include "transport/tcp_address.hpp"

namespace buzzout {

// Where labels go.
struct LabelFile {
  LabelPhrase path;  // may name the record's fields: "labels/{serial}.png". A printer's device, too: /dev/usb/lp0
};
struct LabelCommand {
  std::string command;  // for the shell; it gets the label on its standard input
};
struct LabelTarget {
  std::string written;  // by the user
  std::variant<LabelFile, TcpAddress, LabelCommand> place;
};

// "tcp://host:9100", "|command", or a file. Throws Error "bad-address", "label-placeholder", "label-target".
LabelTarget label_target(const std::string& text);

// Brings a label there, and returns where that was. A new file is there whole or not at all; none is overwritten.
// What a command says goes to `command_output`, a descriptor (-1: nowhere). Throws Error: "file-exists",
// "file-unwritable", "no-connection", "connection-lost", "connection-slow", "label-command" (it failed, or took longer
// than half a minute), "label-file-name" (a field is no part of a name).
std::string deliver(const LabelTarget&, const std::string& label, const TestRecord&, int command_output = -1);

// Whether not a byte of the label left, when deliver() threw this.
bool nothing_went_out(const Error&);

}  // namespace buzzout
