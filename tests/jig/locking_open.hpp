#pragma once

// While one lives, sp_open() locks the port as it opens it, as libserialport does from 0.1.2 on, whichever is
// installed. `stolen`: once the port is unlocked another program takes the lock first.
class LockingOpen {
 public:
  explicit LockingOpen(bool stolen = false);
  ~LockingOpen();
  LockingOpen(const LockingOpen&) = delete;
};
