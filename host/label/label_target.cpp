#include "label/label_target.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "label/label_values.hpp"
#include "store/text_file.hpp"
#include "transport/child_process.hpp"
#include "transport/sigpipe.hpp"
#include "transport/tcp_stream.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

// A printer that is out of paper takes a while; one that is gone does not answer.
constexpr std::chrono::seconds kToConnect{5}, kToTake{10}, kToPrint{30};
constexpr const char* kRemedy = "write a file, tcp://HOST:9100, or a command behind a bar: '|lp -d Zebra -o raw'";

std::string file_name(const LabelPhrase& path, const TestRecord& record) {
  std::string out;
  for (const auto& piece : path) {
    const std::string part = piece.field ? label_value(*piece.field, record) : piece.text;
    if (piece.field && (part.empty() || part.starts_with('.') || part.find('/') != std::string::npos))
      throw Error(kLabelFileName, "this cannot be part of a file's name: " + (part.empty() ? "(nothing)" : part),
                  "{" + std::string(to_string(*piece.field)) + "}", "use another field, such as {number}");
    out += part;
  }
  return out;
}

[[noreturn]] void unwritable(const std::string& path, int problem) {
  throw Error("file-unwritable", "the label cannot be written: " + std::generic_category().message(problem), path,
              kRemedy);
}

// A printer's own device, or a named pipe.
void write_device(const std::string& path, const std::string& label) {
  const Descriptor device(::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!device) unwritable(path, errno);
  const SigpipeHeldBack quiet;
  const StopSignal nobody_stops;
  for (std::size_t done = 0; done < label.size();) {
    const ssize_t n = ::write(device.get(), label.data() + done, label.size() - done);
    if (n > 0)
      done += static_cast<std::size_t>(n);
    else if (n < 0 && errno != EAGAIN && errno != EINTR)
      unwritable(path, errno);
    else if (!nobody_stops.wait(device.get(), POLLOUT, steady_clock::now() + kToPrint))
      unwritable(path, ETIMEDOUT);
  }
}

std::string put(const LabelFile& file, const std::string& label, const TestRecord& record, int) {
  const std::string path = file_name(file.path, record);
  std::error_code ignored;
  const fs::file_type there = fs::status(path, ignored).type();
  if (there == fs::file_type::character || there == fs::file_type::fifo) {
    write_device(path, label);
    return path;
  }
  try {
    write_new_file(path, label);
  } catch (const Error& e) {
    const bool taken = e.code == kFileExists;
    throw Error(e.code, e.message, e.where,
                taken ? "move it away, or write a name with a field in it: labels/{serial}-{number}.zpl" : kRemedy);
  }
  return path;
}

std::string put(const TcpAddress& printer, const std::string& label, const TestRecord&, int) {
  const StopSignal nobody_stops;
  TcpStream stream(printer, nobody_stops, kToConnect);
  std::size_t done = 0;
  stream.send(label, done, nobody_stops, kToTake);
  stream.finish(nobody_stops, kToTake);
  return to_string(printer);
}

std::string put(const LabelCommand& it, const std::string& label, const TestRecord&, int output) {
  const CommandEnd end = run_shell(it.command, label, kToPrint, StopSignal(), output);
  if (!end.well())
    throw Error("label-command", "the command that prints labels did not do it: " + to_string(end), it.command,
                "try it by hand with a label in a file", Action{ActionCode::print_to_file, {{"file", "label.zpl"}}});
  return "|" + it.command;
}

}  // namespace

LabelTarget label_target(const std::string& text) {
  if (text.find('\0') != std::string::npos || text.find_first_not_of(" \t|") == std::string::npos || text == "-")
    throw Error("label-target", "a label cannot go there", text.substr(0, 40), kRemedy);
  if (text.starts_with('|')) return {text, LabelCommand{text.substr(text.find_first_not_of("| \t"))}};
  if (const auto address = tcp_address(text)) return {text, *address};
  return {text, LabelFile{label_phrase(text)}};
}

std::string deliver(const LabelTarget& target, const std::string& label, const TestRecord& record,
                    int command_output) {
  return std::visit([&](const auto& place) { return put(place, label, record, command_output); }, target.place);
}

bool nothing_went_out(const Error& e) {
  return e.code == kFileExists || e.code == kNoConnection || e.code == kLabelFileName;
}

}  // namespace buzzout
