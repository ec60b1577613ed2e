#pragma once

namespace buzzout {

// What is meant to be done with a store.
enum class Access {
  write,    // makes it where there is none, and brings it up to date
  read,     // changes nothing; there must be one
  inspect,  // as read, of one that may be damaged
};

}  // namespace buzzout
