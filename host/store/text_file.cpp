#include "store/text_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "store/temporary_file.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void unwritable(const fs::path& file, int problem) {
  throw Error("file-unwritable", std::string("the file cannot be written: ") + std::strerror(problem), file.string(),
              "make room, or choose another folder");
}

[[noreturn]] void taken(const fs::path& file) {
  throw Error(kFileExists, "there is a file of that name already", file.string(),
              "choose another name, or move the file away yourself");
}

std::string bytes_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) unwritable(file, errno);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void refuse_existing(const fs::path& file) {
  struct stat there {};
  if (lstat(file.c_str(), &there) == 0) taken(file);
}

void require_place(const fs::path& path) {
  const fs::path file = fs::absolute(path);
  refuse_existing(file);
  std::error_code problem;
  if (fs::status(file.parent_path(), problem).type() == fs::file_type::not_found)
    throw Error("no-folder", "there is no folder " + file.parent_path().string(), path.string(), "make it, or mend the path");
  try {
    const TemporaryFile trial(file);
  } catch (const std::system_error& e) {
    unwritable(file, e.code().value());
  }
}

void write_new_file(const fs::path& path, const std::string& bytes) {
  const fs::path file = fs::absolute(path);
  refuse_existing(file);
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  if (problem) unwritable(file, problem.value());
  try {
    TemporaryFile temporary(file);
    temporary.write(bytes.data(), bytes.size());
    if (temporary.take_free_place()) return;
  } catch (const std::system_error& e) {
    unwritable(file, e.code().value());
  }
  taken(file);
}

void replace_file(const fs::path& path, const std::string& before, const std::string& bytes) {
  std::error_code problem;
  const fs::path file = fs::canonical(path, problem);
  if (problem) unwritable(path, problem.value());
  struct stat there {};
  if (stat(file.c_str(), &there) != 0) unwritable(file, errno);
  if (!S_ISREG(there.st_mode)) unwritable(file, S_ISDIR(there.st_mode) ? EISDIR : EINVAL);
  if (access(file.c_str(), W_OK) != 0) unwritable(file, errno);
  try {
    TemporaryFile temporary(file);
    temporary.write(bytes.data(), bytes.size());
    if (bytes_in(file) != before)
      throw Error("file-changed", "somebody else changed the file meanwhile; it was left as it is", file.string(),
                  "look at it, and try again");
    temporary.take_place(there.st_mode & 07777);
  } catch (const std::system_error& e) {
    unwritable(file, e.code().value());
  }
}

}  // namespace buzzout
