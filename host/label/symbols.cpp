#include "label/symbols.hpp"

#include <zint.h>

#include <memory>
#include <new>

#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr int kCorrectionM = 2;

struct Free {
  void operator()(zint_symbol* it) const { ZBarcode_Delete(it); }
};

Modules encode(int symbology, const std::string& text) {
  const std::unique_ptr<zint_symbol, Free> symbol(ZBarcode_Create());
  if (!symbol) throw std::bad_alloc();
  symbol->symbology = symbology;
  symbol->input_mode = DATA_MODE;
  symbol->show_hrt = 0;
  if (symbology == BARCODE_QRCODE) symbol->option_1 = kCorrectionM;
  const int problem = ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()),
                                      static_cast<int>(text.size()));
  if (problem >= ZINT_ERROR)
    throw Error("label-code", std::string("the code cannot be made: ") + symbol->errtxt, text.substr(0, 40),
                "put less into it");
  Modules out;
  for (int row = 0; row < symbol->rows; ++row) {
    auto& modules = out.emplace_back();
    for (int i = 0; i < symbol->width; ++i) modules.push_back((symbol->encoded_data[row][i >> 3] >> (i & 7) & 1) != 0);
  }
  return out;
}

}  // namespace

Modules code128_modules(const std::string& ascii) { return encode(BARCODE_CODE128, ascii); }

Modules qr_modules(const std::string& utf8) { return encode(BARCODE_QRCODE, utf8); }

}  // namespace buzzout
