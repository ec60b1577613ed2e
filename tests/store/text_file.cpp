#include "store/text_file.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/error.hpp"

using namespace buzzout;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "buzzout-files-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  fs::path operator/(const std::string& name) const { return path / name; }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
  fs::path path;
};

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class Body>
std::string refusal(Body body) {
  try {
    body();
  } catch (const Error& e) {
    CHECK(!e.where.empty());
    CHECK(!e.remedy.empty());
    return e.code;
  }
  return "";
}

}  // namespace

TEST_CASE("a new file is written whole, in folders that are made for it, and nothing else stays behind") {
  const Folder folder;
  write_new_file(folder / "a/b/new.yaml", "profile: x\n");
  CHECK(read(folder / "a/b/new.yaml") == "profile: x\n");
  CHECK(std::distance(fs::directory_iterator(folder / "a/b"), fs::directory_iterator()) == 1);
}

TEST_CASE("a file that is there is never overwritten, not even a symlink to nothing") {
  const Folder folder;
  write_new_file(folder / "there", "mine");
  CHECK(refusal([&] { write_new_file(folder / "there", "other"); }) == "file-exists");
  CHECK(read(folder / "there") == "mine");
  fs::create_symlink(folder / "nowhere", folder / "link");
  CHECK(refusal([&] { write_new_file(folder / "link", "other"); }) == "file-exists");
  CHECK(!fs::exists(folder / "nowhere"));
  CHECK(refusal([&] { refuse_existing(folder / "link"); }) == "file-exists");
  CHECK(folder.entries() == 2);
}

TEST_CASE("of many who write the same new file at once, one succeeds") {
  const Folder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      try {
        write_new_file(folder / "one", std::string(100'000, static_cast<char>('a' + i)));
        _exit(0);
      } catch (const Error& e) {
        _exit(e.code == "file-exists" ? 1 : 2);
      }
    }
    children.push_back(child);
  }
  int written = 0;
  for (pid_t child : children) {
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) < 2);
    written += WEXITSTATUS(status) == 0;
  }
  CHECK(written == 1);
  const std::string text = read(folder / "one");
  CHECK(text == std::string(100'000, text.at(0)));
  CHECK(folder.entries() == 1);
}

TEST_CASE("a folder that is a file, or no folder of anybody's, is told") {
  const Folder folder;
  write_new_file(folder / "file", "");
  CHECK(refusal([&] { write_new_file(folder / "file/new", "x"); }) == "file-unwritable");
  CHECK(refusal([&] { require_place(folder / "no/such/new"); }) == "no-folder");
  CHECK(!fs::exists(folder / "no"));
  CHECK(refusal([&] { require_place(folder / "file"); }) == "file-exists");
  CHECK(refusal([&] { require_place("/proc/new"); }) == "file-unwritable");
  CHECK(refusal([&] { write_new_file("/proc/buzzout/new", "x"); }) == "file-unwritable");
}

TEST_CASE("a disk that is full leaves no file behind") {
  const Folder folder;
  const rlim_t before = [] {
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    return limit.rlim_cur;
  }();
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    rlimit limit{1000, before};
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
      write_new_file(folder / "big", std::string(5000, 'x'));
    } catch (const Error& e) {
      _exit(e.code == "file-unwritable" ? 7 : 1);
    }
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(folder.entries() == 0);
}

TEST_CASE("replacing keeps permissions and a symlink, and notices a change in between") {
  const Folder folder;
  write_new_file(folder / "real", "before");
  fs::permissions(folder / "real", fs::perms(0640));
  fs::create_symlink("real", folder / "link");
  replace_file(folder / "link", "before", "after");
  CHECK(read(folder / "real") == "after");
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(fs::status(folder / "real").permissions() == fs::perms(0640));
  CHECK(refusal([&] { replace_file(folder / "real", "before", "lost"); }) == "file-changed");
  CHECK(read(folder / "real") == "after");
  CHECK(refusal([&] { replace_file(folder / "gone", "", "x"); }) == "file-unwritable");
  CHECK(folder.entries() == 2);
}
