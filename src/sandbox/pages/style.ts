import { tokenCss } from './tokens.ts'

export const pageCss = `${tokenCss}
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--bg); color: var(--text); font: 400 16px/24px Figtree, ui-sans-serif, system-ui, sans-serif; }
a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--border); }
a:hover { text-decoration-color: currentColor; }
h1, h2 { font-family: Fraunces, 'Iowan Old Style', Palatino, Georgia, serif; font-weight: 500; margin: 0; text-wrap: balance; }
h1 { font-size: 30px; line-height: 36px; }
h2 { font-size: 20px; line-height: 28px; margin-bottom: 12px; }
h3 { font-size: 16px; line-height: 24px; font-weight: 600; margin: 0; }
p { margin: 0; max-width: 68ch; }
code, .mono { font: 13px/20px ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
.small { font-size: 14px; line-height: 20px; }
.num { font-variant-numeric: tabular-nums; text-align: right; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 8px; z-index: 2; background: var(--surface); padding: 8px 12px; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header.top { background: var(--surface); border-bottom: 1px solid var(--hairline); }
.bar { max-width: 1120px; margin: 0 auto; padding: 12px 24px; display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: center; }
.mark { font: 500 18px/28px Fraunces, 'Iowan Old Style', Palatino, Georgia, serif; text-decoration: none; padding: 8px 0; }
.mark span { color: var(--muted); }
header nav ul { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; margin: 0; padding: 0; }
header nav a { display: block; padding: 10px 12px; border-radius: 8px; text-decoration: none; color: var(--muted); font-size: 14px; line-height: 24px; }
header nav a:hover { background: var(--sunken); color: var(--text); }
header nav a[aria-current] { background: var(--sunken); color: var(--text); font-weight: 600; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 64px; display: grid; gap: 32px; grid-template-columns: minmax(0, 1fr); }
.head { display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: end; justify-content: space-between; }
.head p { margin-top: 8px; color: var(--muted); }
.card { background: var(--surface); border: 1px solid var(--hairline); border-radius: 12px; padding: 24px; min-width: 0; }
.tiles { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); }
.tile { text-decoration: none; display: block; transition: border-color .1s; }
.tile:hover { border-color: var(--border); }
.tile strong { display: block; font-size: 24px; line-height: 32px; font-weight: 600; font-variant-numeric: tabular-nums; }
button, .button { font: inherit; font-size: 14px; line-height: 20px; font-weight: 500; min-height: 44px; padding: 10px 16px; border-radius: 8px; border: 1px solid var(--border);
  background: var(--surface); color: var(--text); cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; gap: 8px; }
button:hover, .button:hover { background: var(--sunken); }
button.primary { background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
button.primary:hover { filter: brightness(1.08); }
button.quiet { border-color: transparent; background: none; text-decoration: underline; text-underline-offset: 3px; padding: 10px 8px; }
button.slim { min-height: 32px; padding: 4px 10px; }
.row { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
form.fields { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); align-items: start; }
form.fields > div:last-child { padding-top: 24px; }
.name { white-space: nowrap; }
.field { display: grid; gap: 4px; min-width: 0; }
label { font-weight: 500; font-size: 14px; line-height: 20px; }
input, select { font: inherit; width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--border); border-radius: 8px; background: var(--surface); color: var(--text); }
.badge { display: inline-block; padding: 2px 8px; border-radius: 4px; font-size: 12px; line-height: 16px; font-weight: 500; white-space: nowrap; background: var(--sunken); color: var(--muted); }
.badge.success { background: var(--success-tint); color: var(--success); }
.badge.warning { background: var(--warning-tint); color: var(--warning); }
.badge.danger { background: var(--danger-tint); color: var(--danger); }
.badge.info { background: var(--info-tint); color: var(--info); }
.note { border-radius: 12px; padding: 12px 16px; font-size: 14px; line-height: 20px; }
.note.danger { background: var(--danger-tint); color: var(--danger); }
.note.success { background: var(--success-tint); color: var(--success); }
.empty { padding: 32px 16px; text-align: center; color: var(--muted); }
.empty p { margin: 0 auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 20px; }
th { text-align: left; font-weight: 500; color: var(--muted); padding: 8px 12px 8px 0; border-bottom: 1px solid var(--hairline); }
td { padding: 10px 12px 10px 0; border-bottom: 1px solid var(--hairline); vertical-align: middle; overflow-wrap: anywhere; }
tr:last-child td { border-bottom: 0; }
th:last-child, td:last-child { padding-right: 0; }
@media (max-width: 719px) {
  .bar, main { padding-left: 16px; padding-right: 16px; }
  main { padding-top: 24px; gap: 24px; }
  header nav a { padding: 10px 8px; }
  header nav ul { gap: 0; margin-left: -8px; }
  .card { padding: 16px; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { padding: 12px 0; border-bottom: 1px solid var(--hairline); }
  tr:last-child { border-bottom: 0; }
  td, td.num { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 8px; padding: 4px 0; border: 0; text-align: left; }
  td::before { content: attr(data-label); color: var(--muted); }
}
.inbox { display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 900px) { .inbox { grid-template-columns: 320px minmax(0, 1fr); align-items: start; } }
.mails { list-style: none; margin: 0; padding: 0; }
.mails a { display: block; padding: 12px 16px; border-bottom: 1px solid var(--hairline); text-decoration: none; }
.mails li:last-child a { border-bottom: 0; }
.mails a:hover, .mails a[aria-current] { background: var(--sunken); }
.mails a[aria-current] { box-shadow: inset 3px 0 0 var(--brand); }
.mails .subject { font-weight: 500; display: block; }
.flush { padding: 0; overflow: hidden; }
.tabs { display: flex; gap: 4px; border-bottom: 1px solid var(--hairline); margin-top: 16px; }
.tabs a { padding: 10px 12px; text-decoration: none; color: var(--muted); font-size: 14px; line-height: 24px; }
.tabs a[aria-current] { color: var(--text); font-weight: 600; box-shadow: inset 0 -2px 0 var(--brand); }
iframe.mail { color-scheme: light; width: 100%; height: 720px; border: 1px solid var(--hairline); border-radius: 8px; background: #fff; margin-top: 16px; display: block; }
pre.mail { white-space: pre-wrap; overflow-wrap: anywhere; margin: 16px 0 0; font: 14px/22px ui-monospace, Menlo, Consolas, monospace; }
dl.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 16px; margin: 8px 0 0; font-size: 14px; line-height: 20px; }
dl.facts dt { color: var(--muted); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.columns { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); align-items: start; }
.column { background: var(--sunken); border-radius: 12px; padding: 12px; display: grid; gap: 8px; }
.column h2 { font: 600 14px/20px Figtree, ui-sans-serif, system-ui, sans-serif; margin: 0; display: flex; justify-content: space-between; padding: 4px; }
.column ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.parcel { background: var(--surface); border: 1px solid var(--hairline); border-radius: 8px; padding: 12px; font-size: 14px; line-height: 20px; overflow-wrap: anywhere; }
.parcel .origin::first-letter { text-transform: uppercase; }
.parcel .num { text-align: left; font-weight: 600; font-size: 14px; }
`
