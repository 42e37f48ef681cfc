/** The shop's light colours, for paper. */
export const colours = { text: '#1E1B16', muted: '#5C564B', brand: '#1F5A46', accent: '#B4491F', rule: '#DDD8CC', tint: '#F3F1EB' } as const

/** The columns of the lines, in points; the name takes what is left. */
export const columns = {
  name: { flexGrow: 1, flexBasis: 0, paddingRight: 12 },
  quantity: { width: 52, textAlign: 'right' },
  unitPrice: { width: 84, textAlign: 'right' },
  total: { width: 90, textAlign: 'right' },
} as const
