#pragma once

#include <filesystem>
#include <string>

namespace buzzout {

// What a program that is not ours makes of a file.
struct Answer {
  int status = 0;
  std::string out;  // standard output and standard error
};

// Runs a shell command.
Answer ask(const std::string& command);

// A new empty folder of this test run, by name.
std::filesystem::path fresh_folder(const std::string& name);

// Writes a file there, and says where.
std::filesystem::path put(const std::filesystem::path&, const std::string& bytes);
std::string bytes_of(const std::filesystem::path&);

// A file of the tests of reports.
std::filesystem::path beside(const std::string& name);

}  // namespace buzzout
