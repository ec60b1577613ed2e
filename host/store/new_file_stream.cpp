#include "store/new_file_stream.hpp"

#include <array>
#include <cstring>
#include <streambuf>
#include <system_error>

#include "core/error.hpp"
#include "store/temporary_file.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& file, int problem) {
  throw Error("file-cannot_write", std::string("the file cannot be written: ") + std::strerror(problem), file.string(),
              "make room, or choose another folder");
}

}  // namespace

class NewFileStream::Buffer : public std::streambuf {
 public:
  explicit Buffer(const fs::path& place) : file_(place) { setp(piece_.data(), piece_.data() + piece_.size()); }

  int problem() const { return problem_; }
  bool flush() {
    if (problem_ == 0 && pptr() != pbase()) try {
        file_.write(pbase(), static_cast<std::size_t>(pptr() - pbase()));
      } catch (const std::system_error& e) {
        problem_ = e.code().value();
      }
    setp(piece_.data(), piece_.data() + piece_.size());
    return problem_ == 0;
  }
  TemporaryFile& file() { return file_; }

 protected:
  int_type overflow(int_type c) override {
    if (!flush()) return traits_type::eof();
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    *pptr() = traits_type::to_char_type(c);
    pbump(1);
    return c;
  }

 private:
  TemporaryFile file_;
  std::array<char, 1U << 16U> piece_;
  int problem_ = 0;
};

NewFileStream::NewFileStream(const fs::path& path) : path_(fs::absolute(path)), out_(nullptr) {
  require_place(path_);
  try {
    buffer_ = std::make_unique<Buffer>(path_);
  } catch (const std::system_error& e) {
    cannot_write(path_, e.code().value());
  }
  out_.rdbuf(buffer_.get());
}

NewFileStream::~NewFileStream() = default;

std::ostream& NewFileStream::out() { return out_; }

void NewFileStream::finish() {
  if (!buffer_->flush()) cannot_write(path_, buffer_->problem());
  try {
    if (buffer_->file().take_free_place()) return;
  } catch (const std::system_error& e) {
    cannot_write(path_, e.code().value());
  }
  refuse_existing(path_);
}

}  // namespace buzzout
