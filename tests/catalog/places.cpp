#include "catalog/places.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace buzzout;
namespace fs = std::filesystem;

namespace {

struct Disk {
  fs::path top = fs::temp_directory_path() / ("buzzout-places-" + std::to_string(getpid()));

  Disk() { fs::remove_all(top); }
  ~Disk() { fs::remove_all(top); }

  void write(const std::string& file, const std::string& text = "") const {
    fs::create_directories((top / file).parent_path());
    std::ofstream(top / file, std::ios::binary) << text;
  }
  std::string library_of(const std::string& program) const {
    return shipped_library(top / program).lexically_relative(top).string();
  }
};

}  // namespace

TEST_CASE("A program has one library: the installed one, or that of the tree it was built in") {
  const Disk disk;
  CHECK(disk.library_of("bin/buzzout") == "share/buzzout/library");
  disk.write("bin/buzzout.source-tree", "../tree\n");
  CHECK(disk.library_of("bin/buzzout") == "share/buzzout/library");  // there is no such tree
  disk.write("tree/profiles/one.yaml");
  disk.write("tree/fixtures/one.yaml");
  disk.write("tree/CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(other VERSION 1)\n");
  CHECK(disk.library_of("bin/buzzout") == "share/buzzout/library");
  disk.write("tree/CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(buzzout VERSION 1)\n");
  CHECK(disk.library_of("bin/buzzout") == "tree");
  disk.write("tree/build/release/buzzout.source-tree", "../..\n");
  CHECK(disk.library_of("tree/build/release/buzzout") == "tree");
}

TEST_CASE("No folder above a program is a library, whatever lies in it") {
  const Disk disk;
  for (const char* folder : {"profiles", "fixtures", "share/buzzout/profiles", "share/buzzout/fixtures",
                             "a/profiles", "a/fixtures", "a/share/buzzout/profiles", "a/share/buzzout/library/profiles"})
    disk.write(std::string(folder) + "/one.yaml");
  disk.write("CMakeLists.txt", "project(buzzout VERSION 1)\n");
  CHECK(disk.library_of("a/b/bin/buzzout") == "a/b/share/buzzout/library");
  CHECK(disk.library_of("a/b/buzzout") == "a/share/buzzout/library");
  CHECK(disk.library_of("bin/buzzout") == "share/buzzout/library");
}

TEST_CASE("A program that does not know where it lies has no library") {
  CHECK(shipped_library("").empty());
  CHECK(shipped_library("buzzout").empty());
}

TEST_CASE("The program that was built here uses this source tree") {
  CHECK(shipped_library(BUZZOUT_BINARY_DIR "/buzzout") == fs::path(BUZZOUT_SOURCE_DIR));
}
