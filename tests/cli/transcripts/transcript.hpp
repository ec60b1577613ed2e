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

// Throws std::runtime_error with the line where the file makes no sense.
Transcript read_transcript(const std::filesystem::path&);
std::string write_transcript(const Transcript&);

// What a command printed, as a transcript has it.
std::string printed(const std::string& out, const std::string& err, int status);

}  // namespace buzzout::transcripts
