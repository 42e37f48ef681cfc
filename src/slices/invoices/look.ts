/** The shop's light colours, for paper. */
export const colours = {
  text: '#1E1B16',
  muted: '#5C564B',
  brand: '#1F5A46',
  accent: '#B4491F',
  rule: '#DDD8CC',
  tint: '#F3F1EB',
} as const

/** Points that the name of a line has, and what stands in the head's columns: the page less its margins and what is beside it. */
export const NAME_WIDTH = 253
export const ADDRESS_WIDTH = 135
export const NUMBERS_WIDTH = 140

/** The columns of the lines, in points; the name takes what is left. */
export const columns = {
  name: { flexGrow: 1, flexBasis: 0, paddingRight: 12 },
  quantity: { width: 52, textAlign: 'right' },
  unitPrice: { width: 84, textAlign: 'right' },
  total: { width: 90, textAlign: 'right' },
} as const

/**
 * Size and line height go together, since the renderer works one out from the other where it finds them; and never on
 * a page, where it would lose the texts that are worked out page by page.
 */
export const body = { fontSize: 9.5, lineHeight: 1.35 } as const
