#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// What a bad link does to one exchange (one request of the host, a retry counting as its own).
enum class Damage {
  // To the bytes of a request or of a reply.
  flip,        // one to eight bits anywhere
  drop,        // one to five bytes
  duplicate,   // one to five bytes, again
  reorder,     // bytes change places
  burst,       // an error burst of up to 32 bits
  digits,      // hex digits of the fields become other hex digits
  seal,        // an error burst in the digits of the CRC
  marks,       // '@', '*', a comma, a space or a line end hit
  truncate,    // the rest of the line is lost, but for its end
  join,        // the rest is lost with its end: the next line follows at once
  noise,       // other bytes before, within or after it, line ends among them
  lost,        // all of it
  short_stall, // the rest comes later, in time
  long_stall,  // the rest comes when the host has asked again
  // To replies.
  good_rows,   // what a good cable's reply says, under the seal of this one
  splice,      // begins as itself, ends as the reply of a good cable to the same command
  old_session, // a reply of an earlier session with the same command comes first, or instead
  old_line,    // the same of this session
  swap_lines,  // comes after the next reply
  // Others.
  second_host, // another client's sealed requests before, within or after the host's
  same_number, // another client's request under the host's own sequence number
  typed,       // bare requests and half lines
  reset,       // the jig begins anew in mid-reply
  silence,     // the jig is deaf and dumb for a while
  unplugged,   // the port is gone
  count_,
};

std::string_view to_string(Damage);

using Random = std::mt19937;

// 0 to n - 1; n is at least 1.
std::size_t below(Random&, std::size_t n);

// The kinds from flip to noise, done to the bytes of a line with its end.
std::string damaged(Damage, std::string bytes, Random&);

}  // namespace buzzout
