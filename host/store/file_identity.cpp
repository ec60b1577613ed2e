#include "store/file_identity.hpp"

#include <sys/stat.h>

#include "core/error.hpp"

namespace buzzout {
namespace {

[[noreturn]] void gone(const std::filesystem::path& file, bool replaced) {
  throw Error("store-gone",
              replaced ? "the file of records was replaced by another while it was open"
                       : "the file of records has vanished while it was open",
              file.string(), "put the file back where it was, and start again");
}

}  // namespace

FileIdentity::FileIdentity(std::filesystem::path file)
    : file_(std::move(file)), journal_(file_.string() + "-wal"), inode_(inode_of(file_)) {
  if (!inode_) gone(file_, false);
}

std::optional<FileIdentity::Inode> FileIdentity::inode_of(const std::filesystem::path& file) {
  struct stat there {};
  if (stat(file.c_str(), &there) != 0) return {};
  return Inode{there.st_dev, there.st_ino};
}

void FileIdentity::check() const {
  const auto now = inode_of(file_);
  if (now != inode_) gone(file_, now.has_value());
  if (!journal_inode_) return;
  const auto journal = inode_of(journal_);
  if (journal != journal_inode_) gone(journal_, journal.has_value());
}

void FileIdentity::note_journal() {
  if (!journal_inode_) journal_inode_ = inode_of(journal_);
}

}  // namespace buzzout
