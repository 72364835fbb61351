/** The colours and the letters of every page, in light and in dark. */

export const colours = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --sheet: #ffffff; --ink: #1d1b18; --quiet: #67635b; --rule: #e3dfd6; --band: #efebe1;
  --confirmed: #14704a; --refuted: #b5301a; --equivalent: #2358a8; --inconclusive: #7d6411; --warn: #fdf0d5;
  --stroke-0: #3f4a5a; --stroke-1: #8a6d3b; --stroke-2: #5a7d7c; --stroke-3: #7d5a7b; --stroke-4: #6b7f3a; --stroke-5: #a0605a;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #151412; --sheet: #1c1b18; --ink: #ebe7df; --quiet: #a39d91; --rule: #36332d; --band: #2a2823;
    --confirmed: #5fc796; --refuted: #ff8d70; --equivalent: #8cb6fa; --inconclusive: #d9bb5e; --warn: #3a2f14;
    --stroke-0: #b4c0d2; --stroke-1: #d1ae72; --stroke-2: #8fc1bf; --stroke-3: #c79ac4; --stroke-4: #b2c873; --stroke-5: #e29b94;
  }
}
`;
