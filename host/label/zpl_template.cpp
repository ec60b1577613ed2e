#include "label/zpl_template.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "core/error.hpp"
#include "label/label_values.hpp"
#include "label/passed.hpp"
#include "label/zpl.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;

class ZplReader {
 public:
  ZplReader(const std::string& text, const std::string& file) : text_(text), file_(file) {}

  ZplTemplate read() {
    if (text_.size() > kMostBytes || text_.find('\0') != std::string::npos) fail("this is no label in ZPL", "a text of at most 64 KiB");
    while (at_ < text_.size()) step();
    end_plain();
    if (starts_ != 1 || ends_ != 1) fail("the file is not one label", "begin it with ^XA and end it with ^XZ, once");
    out_.utf8 = text_.find("^CI28") != std::string::npos;
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '^' || c == '~') {
      command(command_name());
    } else if (c == '{') {
      field();
    } else {
      take(1);
    }
  }

  void take(std::size_t bytes) {
    plain_ += text_.substr(at_, bytes);
    at_ += bytes;
  }

  // Two characters, a letter first. A printer begins a command anew at each ^ and ~.
  std::string command_name() const {
    std::string name = text_.substr(at_ + 1, 2);
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const auto may_follow = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '@'; };
    if (name.size() < 2 || !is_letter(name[0]) || !may_follow(name[1]))
      fail(std::string("no command stands behind a ") + text_[at_], "write a character in field data as hexadecimal: ^FH^FD_5E");
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return name;
  }

  void command(const std::string& name) {
    if (name == "CC" || name == "CD" || name == "CT")
      fail("a command gives commands another first character", "leave ^CC, ^CD and ^CT out");
    starts_ += name == "XA" ? 1 : 0;
    ends_ += name == "XZ" ? (starts_ == 1 ? 1 : 2) : 0;
    if (name == "FS") hexadecimal_ = data_ = code128_ = false;
    if (name == "BC") code128_ = true;
    if (name == "FH") {
      hexadecimal_ = true;
      const char next = at_ + 3 < text_.size() ? text_[at_ + 3] : '^';
      if (std::isalnum(static_cast<unsigned char>(next)) != 0)
        fail("^FH has a letter or digit for its indicator", "write ^FH alone, or ^FH\\");
      indicator_ = next == '^' || next == '~' || next == '\n' || next == '\r' ? '_' : next;
    }
    data_ = name == "FD";
    take(3);
  }

  void field() {
    const auto end = text_.find('}', at_);
    if (end == std::string::npos)
      throw Error("label-placeholder", "a brace { is never closed", where(), "write {serial} for a field");
    const LabelField name = field_of(text_.substr(at_ + 1, end - at_ - 1));
    if (!data_ || !hexadecimal_)
      fail("a field stands where it could become a command", "write ^FH before ^FD, and the field between ^FD and ^FS");
    end_plain();
    out_.pieces.emplace_back(ZplTemplate::Field{name, indicator_, code128_});
    at_ = end + 1;
  }

  LabelField field_of(const std::string& name) const {
    try {
      return label_field(name);
    } catch (const Error& e) {
      throw Error(e.code, e.message, where(), e.remedy, e.action);
    }
  }

  void end_plain() {
    if (!plain_.empty()) out_.pieces.emplace_back(std::exchange(plain_, {}));
  }

  std::string where() const {
    const auto line = std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size())), '\n');
    return file_ + ":" + std::to_string(line + 1);
  }

  [[noreturn]] void fail(const std::string& message, const std::string& remedy) const {
    throw Error("label-zpl", message, where(), remedy);
  }

  const std::string& text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::string plain_;
  ZplTemplate out_;
  int starts_ = 0, ends_ = 0;
  bool hexadecimal_ = false, data_ = false, code128_ = false;
  char indicator_ = '_';
};

std::string field_data(const ZplTemplate::Field& field, bool utf8, const TestRecord& record) {
  const std::string value = label_value(field.field, record);
  const bool ascii = std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
  if (field.in_code128 && (!ascii || value.find_first_of("^>~") != std::string::npos))
    throw Error("label-code128", "a bar code of this label cannot hold: " + value, "^BC", "use ^BQ, or a template in YAML");
  if (!ascii && !utf8)
    throw Error("label-zpl", "the label cannot hold: " + value, "", "put ^CI28 behind its ^XA");
  return zpl_field(value, field.indicator);
}

}  // namespace

ZplTemplate zpl_template(const std::string& text, const std::string& file) { return ZplReader(text, file).read(); }

std::string render_label(const ZplTemplate& label, const TestRecord& record) {
  require_passed(record);
  if (record.simulated)
    throw Error("label-simulated", "nothing real was measured, and a label in ZPL has no place to say so", record.id,
                "use a template in YAML");
  std::string out;
  for (const auto& piece : label.pieces) {
    if (const auto* text = std::get_if<std::string>(&piece))
      out += *text;
    else
      out += field_data(std::get<ZplTemplate::Field>(piece), label.utf8, record);
  }
  return out;
}

}  // namespace buzzout
