/** The shop's own colours and measures, so that the outside world does not look foreign. */
const light = `
  --bg: #fbfaf7; --surface: #fff; --sunken: #f3f1eb; --text: #1e1b16; --muted: #5c564b; --border: #857d6e; --hairline: #ddd8cc;
  --brand: #1f5a46; --on-brand: #fff; --accent: #b4491f; --focus: #1d4ed8;
  --success: #1b6b3a; --success-tint: #e4f3e8; --warning: #8a5300; --warning-tint: #fcf0d8;
  --danger: #b3261e; --danger-tint: #fce8e6; --info: #1f5fa8; --info-tint: #e5effa; color-scheme: light;`
const dark = `
  --bg: #14130f; --surface: #1d1b17; --sunken: #0f0e0b; --text: #f2efe8; --muted: #b5ad9e; --border: #8f8778; --hairline: #37332b;
  --brand: #7ccbaa; --on-brand: #0b2119; --accent: #f0936b; --focus: #8ab4ff;
  --success: #7fd19a; --success-tint: #16301f; --warning: #f0be68; --warning-tint: #33260f;
  --danger: #f59b94; --danger-tint: #3a1a18; --info: #8dbcf2; --info-tint: #14283f; color-scheme: dark;`

/** And the shop's type (fonts.ts). `data-theme` decides when it is there, otherwise the device does. */
export const tokenCss = `
@font-face { font-family: Figtree; src: url(/fonts/figtree.woff2) format('woff2'); font-weight: 300 900; font-display: swap; }
@font-face { font-family: Fraunces; src: url(/fonts/fraunces.woff2) format('woff2'); font-weight: 500; font-display: swap; }
:root {${light}}
@media (prefers-color-scheme: dark) { :root:not([data-theme]) {${dark}} }
:root[data-theme='dark'] {${dark}}
*, *::before, *::after { box-sizing: border-box; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`
