#include "paper/page.hpp"

namespace buzzout {

void Page::print(PrintedText it) { marks.emplace_back(std::move(it)); }
void Page::print(PrintedLine it) { marks.emplace_back(std::move(it)); }
void Page::print(PrintedBox it) { marks.emplace_back(std::move(it)); }
void Page::print(PrintedCircle it) { marks.emplace_back(std::move(it)); }

}  // namespace buzzout
