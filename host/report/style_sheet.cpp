#include "report/style_sheet.hpp"

#include "report/palette.hpp"

namespace buzzout {
namespace {

const char* const kLight = R"css(:root {
  --ground: #f3f4f6; --rule: #d9dee4; --good: #00664a; --good-ground: #e2f4ec; --fault-ground: #fdeceb;
  --warn-ground: #fff3df;
)css";

const char* const kDark = R"css(@media (prefers-color-scheme: dark) { :root {
  --ground: #0e1116; --rule: #333b45; --good: #5fd3a6; --good-ground: #12322a; --fault-ground: #3c1a18;
  --warn-ground: #38280f;
)css";

const char* const kPrint = R"css(@media print { :root {
  --ground: #ffffff; --rule: #c4cad1; --good: #00563e; --good-ground: #ffffff; --fault-ground: #ffffff;
  --warn-ground: #ffffff;
)css";

const char* const kRules = R"css(@page { size: A4; margin: 14mm 15mm; }
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
main {
  max-width: 900px; margin: 32px auto; padding: 36px 44px 30px; background: var(--paper);
  border: 1px solid var(--rule); border-radius: 10px;
}
bdi { overflow-wrap: anywhere; white-space: pre-wrap; }
td > bdi, li > bdi, .notice bdi { display: block; max-height: 12em; overflow-y: auto; }
h1 { font-size: 15px; font-weight: 600; letter-spacing: .02em; margin: 0 0 14px; color: var(--faint); }
h2 {
  font-size: 17px; margin: 34px 0 10px; padding-bottom: 5px; border-bottom: 2px solid var(--rule);
  break-after: avoid; page-break-after: avoid;
}
p { margin: 8px 0; }
.simulated {
  margin: 0 0 18px; padding: 7px 14px; border-radius: 6px; font-weight: 700; text-align: center;
  color: var(--warn); border: 2px dashed var(--warn); background: var(--warn-ground);
}
.banner {
  display: flex; gap: 26px; align-items: center; padding: 20px 24px; border-radius: 9px;
  border: 2px solid var(--rule); background: var(--box);
}
.banner .word { flex: none; font-size: 46px; line-height: 1; font-weight: 800; letter-spacing: .02em; }
.banner .word svg { width: 36px; height: 36px; margin-right: 12px; vertical-align: -3px; }
.banner .what { min-width: 0; }
.banner .headline { font-size: 24px; font-weight: 650; line-height: 1.25; max-height: 5.1em; overflow: auto; }
.banner .line { color: var(--faint); }
.banner.good { border-color: var(--good); background: var(--good-ground); }
.banner.bad { border-color: var(--fault); background: var(--fault-ground); }
.banner.warn { border-color: var(--warn); background: var(--warn-ground); }
.banner.good .word { color: var(--good); }
.banner.bad .word { color: var(--fault); }
.banner.warn .word { color: var(--warn); }
.notice {
  margin: 12px 0; padding: 11px 16px; border: 1px solid var(--rule); border-left-width: 6px; border-radius: 6px;
  break-inside: avoid;
}
.notice .headline { font-weight: 650; }
.notice.bad { border-color: var(--fault); background: var(--fault-ground); }
.notice.warn { border-color: var(--warn); background: var(--warn-ground); }
.notice.good { border-color: var(--good); background: var(--good-ground); }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 8px 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--rule); }
thead th { font-size: 13px; font-weight: 600; color: var(--faint); vertical-align: bottom; }
th bdi { overflow-wrap: break-word; white-space: normal; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.facts th { width: 11.5em; font-weight: 500; color: var(--faint); }
.tests { font-size: 13px; }
.tests th { font-size: 12px; }
.tests .code { font-size: 11.5px; }
td.good { color: var(--good); font-weight: 600; }
td.bad { color: var(--fault); font-weight: 600; }
td.warn { color: var(--warn); font-weight: 600; }
.faint { color: var(--faint); }
.good { color: var(--good); }
.bad { color: var(--fault); }
.warn { color: var(--warn); }
.banner, .notice { color: var(--ink); }
.code { font: 12.5px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
ul { margin: 8px 0; padding-left: 1.3em; }
li { margin: 3px 0; }
figure { margin: 14px 0 6px; overflow-x: auto; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
svg text { font-family: "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; unicode-bidi: isolate; }
.line { fill: none; stroke-linecap: round; stroke-linejoin: round; }
footer { margin-top: 34px; padding-top: 10px; border-top: 1px solid var(--rule); font-size: 13px; color: var(--faint); }
@media (max-width: 640px) {
  main { margin: 0; padding: 18px 16px; border: 0; border-radius: 0; }
  .banner { flex-direction: column; align-items: flex-start; gap: 12px; }
}
@media print {
  body { font-size: 10pt; line-height: 1.4; }
  main { max-width: none; margin: 0; padding: 0; border: 0; }
  h2 { margin-top: 18px; font-size: 12pt; }
  .code { font-size: 7.6pt; }
  .banner .headline, td > bdi, li > bdi, .notice bdi { max-height: none; overflow: visible; }
  .tests, .tests th { font-size: 7.5pt; }
  .tests .code { font-size: 7pt; }
  td, th { padding-right: 8px; }
  figure svg { max-height: 235mm; }
  .facts { break-inside: avoid; }
}
)css";

}  // namespace

std::string style_sheet() {
  const std::string variable = "--{look}: {colour};";
  return kLight + for_each_look(variable, &LookColours::light) + "}\n" + kDark +
         for_each_look(variable, &LookColours::dark) + "} }\n" + kPrint + for_each_look(variable, &LookColours::print) +
         "} }\n" + kRules +
         for_each_look(".f-{look} { fill: var(--{look}); } .s-{look} { stroke: var(--{look}); }", &LookColours::light);
}

}  // namespace buzzout
