/** The shop's light colours for paper. */
export const colours = {
  text: '#1E1B16',
  muted: '#5C564B',
  brand: '#1F5A46',
  accent: '#B4491F',
  rule: '#DDD8CC',
  tint: '#F3F1EB',
} as const

/**
 * The width in points of a line's name and of the head's columns: the page less its margins and the other columns, and two points less,
 * because the renderer breaks a line that just fits.
 */
export const NAME_WIDTH = 250
export const ADDRESS_WIDTH = 133
export const NUMBERS_WIDTH = 140

/** The widths of the lines' columns, in points; the name gets the rest. */
export const columns = {
  name: { flexGrow: 1, flexBasis: 0, paddingRight: 12 },
  quantity: { width: 52, textAlign: 'right' },
  unitPrice: { width: 84, textAlign: 'right' },
  total: { width: 90, textAlign: 'right' },
} as const

/**
 * Size and line height go together, because the renderer computes one from the other in the same style. They never go on
 * a page, because it would then lose the texts that are computed for each page.
 */
export const body = { fontSize: 9.5, lineHeight: 1.35 } as const
