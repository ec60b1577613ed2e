#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace buzzout {

// Which file a name meant when it was opened. What is written into a file that has lost its name is lost with it.
class FileIdentity {
 public:
  // Throws Error "store-gone" if there is none.
  explicit FileIdentity(std::filesystem::path);

  // Throws Error "store-gone" if the name, or that of the journal beside it, means another file now, or none.
  void check() const;
  // The file that SQLite writes ahead, "-wal", is there from the first writing on.
  void note_journal();

 private:
  struct Inode {
    dev_t device;
    ino_t number;
    bool operator==(const Inode&) const = default;
  };
  static std::optional<Inode> inode_of(const std::filesystem::path&);

  std::filesystem::path file_, journal_;
  std::optional<Inode> inode_, journal_inode_;
};

}  // namespace buzzout
