#include "label/zpl.hpp"

#include "label/label_page.hpp"
#include "paper/bitmap.hpp"

namespace buzzout {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

bool stands_for_itself(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '-' ||
         c == '.' || c == '/' || c == ':' || c == ';' || c == '>' || c == '<' || c == '=';
}

std::string at(int x, int y) { return "^FO" + std::to_string(x) + "," + std::to_string(y); }

bool is_white(const std::vector<std::uint8_t>& row) {
  for (const auto byte : row)
    if (byte != 0) return false;
  return true;
}

// ASCII hexadecimal; a comma stands for white to the end of the row, a colon for the row above once more.
std::string graphic(const Bitmap& picture) {
  const std::size_t a_row = picture.rows.front().size(), all = a_row * picture.rows.size();
  std::string out = "^GFA," + std::to_string(all) + "," + std::to_string(all) + "," + std::to_string(a_row) + ",";
  const std::vector<std::uint8_t>* above = nullptr;
  for (const auto& row : picture.rows) {
    std::size_t inked = row.size();
    while (inked > 0 && row[inked - 1] == 0) --inked;
    if (above != nullptr && *above == row) {
      out += ':';
    } else {
      for (std::size_t i = 0; i < inked; ++i) {
        out += kHex[row[i] >> 4];
        out += kHex[row[i] & 15];
      }
      if (inked < row.size()) out += ',';
    }
    above = &row;
  }
  return out + "^FS\n";
}

class Writer {
 public:
  explicit Writer(const LabelPlan& plan) : plan_(plan) {}

  void write(const PlannedText& it) {
    Bitmap picture = to_bitmap(page_of(plan_, it), plan_.dpi);
    int y = it.box.y;
    while (!picture.rows.empty() && is_white(picture.rows.back())) picture.rows.pop_back();
    while (!picture.rows.empty() && is_white(picture.rows.front())) {
      picture.rows.erase(picture.rows.begin());
      ++y;
    }
    if (!picture.rows.empty()) out += at(it.box.x, y) + graphic(picture);
  }

  void write(const PlannedCode128& it) {
    out += at(it.box.x, it.box.y) + "^BY" + std::to_string(it.module) + ",3," + std::to_string(it.box.height) + "^BCN," +
           std::to_string(it.box.height) + ",N,N,N,N^FH^FD" + zpl_field(it.field_data) + "^FS\n";
  }

  // A QR code hangs lower by the height of the last ^BY: it is set to the least, and taken off.
  void write(const PlannedQr& it) {
    out += at(it.box.x, it.box.y - 1) + "^BY2,3,1^BQN,2," + std::to_string(it.module) + "^FH^FDMA," +
           zpl_field(it.text) + "^FS\n";
  }

  void write(const PlannedFill& it) {
    const std::string width = std::to_string(it.box.width), height = std::to_string(it.box.height);
    out += at(it.box.x, it.box.y) + "^GB" + width + "," + height + "," +
           std::to_string(std::min(it.box.width, it.box.height)) + "^FS\n";
  }

  void write_band() {
    const DotBox box = band_of(plan_);
    const std::string height = std::to_string(box.height);
    out += at(box.x, box.y) + "^GB" + std::to_string(box.width) + "," + height + "," + height + ",W^FS\n";
    out += at(box.x, box.y) + graphic(to_bitmap(band_page(plan_), plan_.dpi));
  }

  std::string out;

 private:
  const LabelPlan& plan_;
};

}  // namespace

std::string zpl_field(const std::string& bytes, char indicator) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (stands_for_itself(c) && c != indicator)
      out += c;
    else
      out += {indicator, kHex[byte >> 4], kHex[byte & 15]};
  }
  return out;
}

std::string to_zpl(const LabelPlan& plan) {
  Writer writer(plan);
  writer.out = "^XA^CI28^LH0,0^LS0^LT0^PW" + std::to_string(plan.width) + "^LL" + std::to_string(plan.height) + "\n";
  for (const auto& part : plan.parts) std::visit([&](const auto& it) { writer.write(it); }, part);
  if (plan.simulated) writer.write_band();
  return writer.out + "^PQ1^XZ\n";
}

}  // namespace buzzout
