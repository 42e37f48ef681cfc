/** What the registers answer, by the last three digits of the VAT id. Any other id that is well written is valid. */
export const manners = [
  { digits: '200', does: 'unknown', says: 'The register does not know it' },
  { digits: '300', does: 'away', says: 'The whole service is away (503)' },
  { digits: '301', does: 'country_away', says: 'The register of that country is unavailable' },
  { digits: '302', does: 'slow', says: 'The answer comes after 30 seconds' },
  { digits: '303', does: 'garbage', says: 'A page of HTML comes instead of an answer' },
  { digits: '304', does: 'other', says: 'The answer is about another VAT id' },
  { digits: '305', does: 'nameless', says: 'It is valid, and the register tells no name' },
  { digits: '429', does: 'rate_limited', says: 'Too many questions (429, Retry-After 1)' },
] as const
type Manner = (typeof manners)[number]['does'] | 'valid'

export function mannerOf(vatId: string): Manner {
  const digits = vatId.replace(/\D/g, '').slice(-3)
  return manners.find(manner => manner.digits === digits)?.does ?? 'valid'
}

const NAMES = ['Moos & Söhne', 'Atelier Lune', 'Kettle and Rye', 'Van der Berg', 'Studio Nord'] as const

/** The same id always has the same name. */
export function nameOf(vatId: string): string {
  const sum = [...vatId].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return `${NAMES[sum % NAMES.length]} ${vatId.slice(0, 2)}`
}
