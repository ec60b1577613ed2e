#pragma once

#include <sys/types.h>

#include <string>

#include "store/shelf.hpp"

namespace shelf {

// A PostgreSQL server of its own in a folder of its own, without a network; gone with this object.
class Postgres {
 public:
  Postgres();
  ~Postgres();

  // "host=… dbname=postgres"
  std::string connection() const;
  void start();
  void kill();  // at once, as a power cut does
  // Every process of it stands still: it holds its connections and answers nothing.
  void freeze() const;
  void thaw() const;

 private:
  Folder folder_;
  uid_t user_;
  gid_t group_;
  pid_t server_ = -1;
};

}  // namespace shelf
