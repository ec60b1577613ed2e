#include "report/style_sheet.hpp"

namespace buzzout {

const char* const kStyleSheet = R"css(:root {
  --ground: #f3f4f6; --paper: #ffffff; --box: #f1f4f8; --ink: #16191d; --faint: #5b636d; --rule: #d9dee4;
  --good: #00664a; --good-ground: #e2f4ec; --fault: #b3261e; --fault-ground: #fdeceb;
  --warn: #8a4b00; --warn-ground: #fff3df; --on-fault: #ffffff;
  --net1: #0072b2; --net2: #c98a00; --net3: #009e73; --net4: #b5578c; --net5: #5f6770; --net6: #2f9bd8;
  --net7: #7b5cc4; --net8: #8a8a2a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1116; --paper: #171b21; --box: #20262e; --ink: #e8ebef; --faint: #9aa4b0; --rule: #333b45;
    --good: #5fd3a6; --good-ground: #12322a; --fault: #ff8a7d; --fault-ground: #3c1a18;
    --warn: #ffb95c; --warn-ground: #38280f; --on-fault: #171b21;
    --net1: #5ab4ef; --net2: #e8ab2e; --net3: #35c79a; --net4: #e08fbb; --net5: #a3adb8; --net6: #8ed0f7;
    --net7: #b39df0; --net8: #c9c95e;
  }
}
@media print {
  :root {
    --ground: #ffffff; --paper: #ffffff; --box: #f4f6f8; --ink: #000000; --faint: #444b53; --rule: #c4cad1;
    --good: #00563e; --good-ground: #ffffff; --fault: #a3150e; --fault-ground: #ffffff;
    --warn: #7a4200; --warn-ground: #ffffff; --on-fault: #ffffff;
    --net1: #0072b2; --net2: #c98a00; --net3: #009e73; --net4: #b5578c; --net5: #5f6770; --net6: #2f9bd8;
    --net7: #7b5cc4; --net8: #8a8a2a;
  }
}
@page { size: A4; margin: 14mm 15mm; }
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
.f-paper { fill: var(--paper); } .f-box { fill: var(--box); } .f-ink { fill: var(--ink); }
.f-faint { fill: var(--faint); } .f-net1 { fill: var(--net1); } .f-net2 { fill: var(--net2); }
.f-net3 { fill: var(--net3); } .f-net4 { fill: var(--net4); } .f-net5 { fill: var(--net5); }
.f-net6 { fill: var(--net6); } .f-net7 { fill: var(--net7); } .f-net8 { fill: var(--net8); }
.f-fault { fill: var(--fault); } .f-warn { fill: var(--warn); } .f-on-fault { fill: var(--on-fault); }
.s-paper { stroke: var(--paper); } .s-box { stroke: var(--box); } .s-ink { stroke: var(--ink); }
.s-faint { stroke: var(--faint); } .s-net1 { stroke: var(--net1); } .s-net2 { stroke: var(--net2); }
.s-net3 { stroke: var(--net3); } .s-net4 { stroke: var(--net4); } .s-net5 { stroke: var(--net5); }
.s-net6 { stroke: var(--net6); } .s-net7 { stroke: var(--net7); } .s-net8 { stroke: var(--net8); }
.s-fault { stroke: var(--fault); } .s-warn { stroke: var(--warn); } .s-on-fault { stroke: var(--on-fault); }
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
}
)css";

}  // namespace buzzout
