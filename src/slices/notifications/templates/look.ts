/** The shop's colours and type for mail, which cannot rely on style sheets or web fonts. */
export const ink = { text: '#1E1B16', muted: '#5C564B', brand: '#1F5A46', rule: '#DDD8CC' } as const

export const paper = {
  page: '#FBFAF7',
  card: {
    padding: '32px 28px',
    backgroundColor: '#FFFFFF',
    border: `1px solid ${ink.rule}`,
    borderRadius: 12,
  },
} as const

export const type = {
  family: "Figtree, 'Segoe UI', Helvetica, Arial, sans-serif",
  name: {
    margin: '0 0 16px',
    fontFamily: 'Fraunces, Georgia, serif',
    fontSize: 24,
    lineHeight: '28px',
    fontWeight: 600,
  },
  heading: {
    margin: '0 0 16px',
    fontFamily: 'Fraunces, Georgia, serif',
    fontSize: 26,
    lineHeight: '32px',
    fontWeight: 600,
  },
  body: { margin: '0 0 12px', fontSize: 16, lineHeight: '24px' },
  small: { margin: '0 0 8px', fontSize: 13, lineHeight: '20px' },
} as const
