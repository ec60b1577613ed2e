#include "report/sheet.hpp"

namespace buzzout {

void Sheet::add(SheetBanner it) { blocks.emplace_back(std::move(it)); }
void Sheet::add(SheetHeading it) { blocks.emplace_back(std::move(it)); }
void Sheet::add(SheetProse it) { blocks.emplace_back(std::move(it)); }
void Sheet::add(SheetFacts it) { blocks.emplace_back(std::move(it)); }
void Sheet::add(SheetTable it) { blocks.emplace_back(std::move(it)); }
void Sheet::add(SheetList it) { blocks.emplace_back(std::move(it)); }
void Sheet::add(SheetNotice it) { blocks.emplace_back(std::move(it)); }
void Sheet::add(SheetFigure it) { blocks.emplace_back(std::move(it)); }

}  // namespace buzzout
