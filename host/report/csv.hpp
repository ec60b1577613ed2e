#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "core/record.hpp"

namespace buzzout {

// Records as comma-separated values (RFC 4180) in UTF-8 without a byte order mark: a header, then a row a record,
// each ended by CR LF. Lists within a cell are joined by "; ", contacts by a space.
void write_csv_header(std::ostream&);
void write_csv_row(std::ostream&, const TestRecord&);

// One cell. What a spreadsheet might take for a formula (it begins with = + - @, one of their full-width forms, tab,
// CR or LF) gets an apostrophe in front. Quoted where it has a comma, a quote or a line end. Control characters but
// tab, CR and LF are told as \x1b.
std::string csv_cell(std::string_view);

}  // namespace buzzout
