/** How a report looks: light or dark as the reader's system is, on a desk, on a phone and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --soft: #f6f8fa;
  --link: #0a58ca; --good: #d7f0dd; --good-text: #0b4a1e; --partly: #fff1c2; --partly-text: #5c4300; --bad: #ffd9d6;
  --bad-text: #7d1210; --idle: #eaeef2; --idle-text: #424a53; --bar: #2f6db5; }
@media (prefers-color-scheme: dark) { :root { --page: #0f1318; --text: #e6edf3; --quiet: #9da7b3; --line: #363d46;
  --soft: #181d24; --link: #7ab4ff; --good: #12361f; --good-text: #9fe3b4; --partly: #3b3008; --partly-text: #f2d675;
  --bad: #4a1513; --bad-text: #ffb4ae; --idle: #252c34; --idle-text: #c0c8d0; --bar: #6aa5ea; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
header, nav, main, footer { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 0.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
p, ul, ol { margin: 0.5rem 0; max-width: 60rem; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: 0.5rem; }
.incomplete, .whole { padding: 0.5rem 0.75rem; border-radius: 0.4rem; }
.incomplete { background: var(--partly); color: var(--partly-text); }
.whole { background: var(--good); color: var(--good-text); }
.tiles { list-style: none; padding: 0; margin: 1rem 0; max-width: none; display: grid; gap: 0.75rem;
  grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
.tiles a { display: block; height: 100%; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem;
  color: inherit; text-decoration: none; background: var(--soft); }
.tiles a:hover { border-color: var(--link); }
.tiles .bad a { background: var(--bad); color: var(--bad-text); }
.tiles span, .tiles strong { display: block; }
.tiles strong { font-size: 1.25rem; line-height: 1.3; }
.tiles .note { font-size: 0.875rem; }
.contents { columns: 18rem 3; padding-left: 1.5rem; max-width: none; }
.table, .dt-layout-table { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
caption, .dt-search label, .dt-length label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--soft); white-space: nowrap; }
td { overflow-wrap: break-word; min-width: 5rem; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.long { min-width: 10.5rem; }
td.number, td.whole-line { white-space: nowrap; }
.dt-column-header { display: flex; gap: 0.4rem; } .number .dt-column-header { justify-content: flex-end; }
.map td { text-align: center; min-width: 6rem; border: 2px solid var(--page); overflow-wrap: normal; }
.map th[scope="row"] { white-space: nowrap; }
.good { background: var(--good); color: var(--good-text); }
.partly { background: var(--partly); color: var(--partly-text); }
td.bad { background: var(--bad); color: var(--bad-text); font-weight: 600; }
.idle { background: var(--idle); color: var(--idle-text); }
.unasked, .more, .unasked-place, footer { color: var(--quiet); }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.6rem; overflow-x: auto; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
pre code { overflow-wrap: normal; }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; }
figure svg { max-width: 100%; height: auto; display: block; }
details { margin: 0.75rem 0; }
summary { cursor: pointer; }
.dt-layout-row { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin: 0.5rem 0; }
.dt-layout-table { display: block; margin: 0; }
.dt-search input { font: inherit; padding: 0.35rem 0.6rem; min-width: 16rem; max-width: 100%; color: inherit; background: var(--page);
  border: 1px solid var(--quiet); border-radius: 0.4rem; }
::placeholder { color: var(--quiet); opacity: 1; }
.dt-info { color: var(--quiet); font-size: 0.875rem; }
.dt-paging nav { padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem; }
.dt-paging button { font: inherit; min-width: 2.25rem; padding: 0.25rem 0.5rem; color: inherit; background: var(--soft);
  border: 1px solid var(--line); border-radius: 0.4rem; cursor: pointer; }
.dt-paging button.current { border-color: var(--link); font-weight: 700; }
.dt-paging button.disabled { color: var(--quiet); cursor: default; }
th.dt-orderable-asc { cursor: pointer; }
.dt-column-order::after { content: " \\2195" / ""; color: var(--quiet); }
.dt-ordering-asc .dt-column-order::after { content: " \\2191" / ""; color: inherit; }
.dt-ordering-desc .dt-column-order::after { content: " \\2193" / ""; color: inherit; }
@media print {
  :root { --page: #fff; --text: #000; }
  .skip, .dt-search, .dt-paging, .dt-column-order, .contents { display: none; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
  h2 { break-after: avoid; } tr, figure { break-inside: avoid; } thead { display: table-header-group; }
  .table, .dt-layout-table { overflow: visible; } table { font-size: 0.7rem; } td, td.long, .map td { min-width: 0; padding: 0.2rem; }
  body { print-color-adjust: exact; font-size: 12px; }
}
`;
