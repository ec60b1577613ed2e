#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace buzzout::transcripts {

// A file that a case finds on its desk. In a transcript: `+ NAME`, then its lines after `| `.
struct DeskFile {
  std::string name;
  std::string text;
};

// One command and the whole of what it must print. In a transcript:
//
//   $ buzzout test nope -p sim:good      `nobody$` instead of `$`: run without privileges;
//                                        ` >/dev/full` at its end: standard output takes nothing
//   < q                                  a line of standard input
//   (standard output)
//   [err]                                if there is any
//   (standard error)
//   [exit 2]
//
// Words may be held together by single quotes. `[no line end]` stands where the last line has none.
struct Command {
  std::string words;
  bool as_nobody = false;
  std::string input;
  std::string expected;  // everything after the command, `[exit N]` included
};

// A case: comments (`# …`), files and commands, in that order. `# needs NAME` leaves the case out where
// the machine cannot run it; see runner.cpp for the names.
struct Transcript {
  std::vector<std::string> comments;
  std::vector<DeskFile> files;
  std::vector<Command> commands;

  bool needs(const std::string& what) const;
};

// Lines that many cases print, written once. In their file: `= NAME`, then the lines after `| `. In a
// transcript the line `[tail NAME]` stands for them.
class Tails {
 public:
  // Throws std::runtime_error if the file makes no sense.
  explicit Tails(const std::filesystem::path&);

  // Throws std::runtime_error for a name that is not known.
  std::string unfolded(const std::string& printed) const;
  // Wherever a tail stands whole, its name; of two that begin alike the longer one.
  std::string folded(const std::string& printed) const;
  std::vector<std::string> names() const;

 private:
  std::vector<DeskFile> tails_;  // the longest first
};

// Throws std::runtime_error with the line where the file makes no sense.
Transcript read_transcript(const std::filesystem::path&, const Tails&);
std::string write_transcript(const Transcript&, const Tails&);

// What a command printed, as a transcript has it.
std::string printed(const std::string& out, const std::string& err, int status);

}  // namespace buzzout::transcripts
