#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "e2e/host_process.hpp"
#include "e2e/temp_folder.hpp"

// What an older version left behind (`freeze` made it), and the program of today on it.
namespace frozen {

namespace fs = std::filesystem;
using e2e::Child;
using e2e::Run;
using nlohmann::json;

// One computer of that version.
struct Home {
  std::string name;  // "0.1.0/bench-1"
  fs::path folder;   // config/, data/, exports/, printed/

  fs::path exported(const std::string& file) const { return folder / "exports" / file; }
  fs::path printed(const std::string& file) const { return folder / "printed" / file; }
  // The documents, oldest first, and their lines as they were hashed.
  std::vector<std::string> lines() const;
  std::vector<json> records() const;
  // What that version said of each serial number: the outcomes of its tests, exit status of label and certificate.
  json answers() const;
};

// One version.
struct Version {
  std::string name;
  fs::path folder;

  std::vector<Home> homes() const;
  fs::path hex(const std::string& board) const { return folder / "firmware" / ("buzzout-" + board + ".hex"); }
};

std::vector<Version> versions();
std::vector<Home> all_homes();

std::string bytes_of(const fs::path&);
// Every file below, by its hash.
std::map<std::string, std::string> fingerprints(const fs::path&);

// Where the program of today runs with that computer's settings and data.
class Desk {
 public:
  virtual ~Desk() = default;
  // Starts the program and waits for its end; reports go to `work`.
  Run run(std::vector<std::string> words) const;
  Child::Variables variables(const std::string& preload = "") const;
  fs::path data() const { return home() / "data/buzzout"; }
  fs::path work() const { return work_.path(); }

 protected:
  Desk() = default;
  fs::path home() const { return home_.path(); }

 private:
  e2e::TempFolder home_, work_;
};

// A copy, which may be changed.
class Copied : public Desk {
 public:
  explicit Copied(const Home&);
};

// On a medium that nobody can write: the frozen files themselves on a mount, or, for another user than root, a copy
// without the permission.
class ReadOnly : public Desk {
 public:
  explicit ReadOnly(const Home&);
  ~ReadOnly() override;
  // False where neither can be had: the test is left out.
  bool usable() const { return usable_; }

 private:
  bool mounted_ = false, usable_ = false;
};

// The text of a page, without its styles and figures.
std::string text_of_html(const std::string&);
// Without spaces, line ends and the marks that a layout puts between words.
std::string bare(const std::string&);

}  // namespace frozen
