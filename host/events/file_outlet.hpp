#pragma once

#include "events/outlet.hpp"
#include "transport/descriptor.hpp"

namespace buzzout {

// Appends to a file, one write a line; or writes into a pipe as its reader makes room.
class FileOutlet final : public Outlet {
 public:
  explicit FileOutlet(std::string path);                 // Error "events-unwritable"
  FileOutlet(Descriptor open_file, std::string called);  // such as standard output

  void send_line(std::string_view line, std::size_t& done, const StopSignal&) override;

 private:
  void open();
  void look_at_it();

  std::string path_;
  Descriptor file_;
  bool regular_ = false;
  bool torn_ = false;  // the file's last line has no end
};

}  // namespace buzzout
