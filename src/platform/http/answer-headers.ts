type Header = { key: string; value: string }

/** Headers of every answer. src/proxy.ts sets those that depend on the environment or the page. */
export const alwaysHeaders: Header[] = [
  { key: 'x-content-type-options', value: 'nosniff' },
  // An order's address holds its key: no other site is told where a visitor comes from.
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'cross-origin-opener-policy', value: 'same-origin-allow-popups' },
]

/** Two years, as browsers' preload lists ask for, on whatever came by https. */
export const httpsHeader: Header = {
  key: 'strict-transport-security',
  value: 'max-age=63072000; includeSubDomains',
}

/** On all but pictures, which stand in letters and in other shops' windows. */
export const ownOnlyHeader: Header = { key: 'cross-origin-resource-policy', value: 'same-origin' }

/** An answer for a program that is opened as a page runs and loads nothing. */
export const programHeader: Header = {
  key: 'content-security-policy',
  value: "default-src 'none'; frame-ancestors 'none'",
}
