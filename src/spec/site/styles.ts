/** How the pages look, on screens light and dark and on paper. */

/** The whole style sheet. */
export const styles = `
:root { color-scheme: light dark; --text: #1b1b1f; --quiet: #55555f; --page: #fff; --box: #f4f4f7; --line: #c9c9d2; --link: #0b4fa8; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8ec; --quiet: #b4b4bf; --page: #17171a; --box: #222227; --line: #4a4a55; --link: #8fbcff; }
}
body { margin: 0; color: var(--text); background: var(--page); font: 1.0625rem/1.55 system-ui, sans-serif; }
a { color: var(--link); }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1rem; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
main { padding-bottom: 3rem; }
main.broad { max-width: 80rem; }
h1 { line-height: 1.2; font-size: 1.9rem; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--page); padding: 0.5rem; }
.clause { border: 1px solid var(--line); border-radius: 0.4rem; background: var(--box); padding: 0.25rem 1rem; margin: 1.5rem 0; }
.clause:target { outline: 0.2rem solid var(--link); }
.clause h2 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 0.75rem 0 0; }
.clause dl { font-size: 0.875rem; color: var(--quiet); }
.clause dt { font-weight: 600; margin-top: 0.5rem; }
.clause dd { margin: 0; }
.clause ul { margin: 0; padding-left: 1.25rem; }
.level { font: 0.8rem system-ui, sans-serif; border: 1px solid currentColor; border-radius: 1rem; padding: 0 0.5rem; margin-left: 0.5rem; }
.formula { overflow: auto hidden; padding: 0.5rem 0; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.75rem; margin: 0; width: max-content; min-width: 100%; box-sizing: border-box; font-size: 0.875rem; line-height: 1.4; }
code { font-family: ui-monospace, monospace; font-size: 0.92em; }
pre code { font-size: inherit; }
math { font-family: 'Latin Modern Math', 'STIX Two Math', 'Cambria Math', math; font-size: 1.1em; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 0.875rem; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
input { font: inherit; padding: 0.3rem 0.5rem; width: 100%; box-sizing: border-box; }
.turn { display: flex; justify-content: space-between; gap: 1rem; border-top: 1px solid var(--line); padding: 1rem 0; }
@media print {
  :root { color-scheme: light; --text: #000; --quiet: #333; --page: #fff; --box: #fff; --line: #999; --link: #000; }
  header nav, .skip, .turn, .search { display: none; }
  header, main, footer { max-width: none; }
  .clause, pre, tr { break-inside: avoid; }
  h1, h2 { break-after: avoid; }
  .wide, pre { overflow: visible; }
  pre { white-space: pre-wrap; width: auto; }
}
`;
