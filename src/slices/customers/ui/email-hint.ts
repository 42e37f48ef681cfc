/** The mail hosts of most shoppers. The form asks about a misspelling of one of these but never refuses it. */
const HOSTS = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'hotmail.co.uk',
  'live.com',
  'live.co.uk',
  'msn.com',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'me.com',
  'btinternet.com',
  'sky.com',
  'protonmail.com',
  'proton.me',
  'mail.com',
  'ymail.com',
  'aol.com',
  'gmx.com',
  'mac.com',
]

/** The form allows two slips, and only one in short names, or it would suggest `me.com` for half the world. */
const slipsAllowed = (host: string) => (host.length < 9 ? 1 : 2)

/**
 * Guesses the intended address: `ana@gmial.com` → `ana@gmail.com`; null when nothing looks wrong. It counts
 * Damerau–Levenshtein distance (optimal string alignment), so that two swapped letters are one slip.
 */
export function emailHint(email: string): string | null {
  const [, name, host] = /^\s*([^\s@]+)@([^\s@]+)\s*$/.exec(email.toLowerCase()) ?? []
  if (!name || !host || HOSTS.includes(host)) return null
  const meant = HOSTS.map(known => ({ known, slips: slipsBetween(host, known) }))
    .filter(({ known, slips }) => slips <= slipsAllowed(known))
    .sort((a, b) => a.slips - b.slips)[0]
  return meant ? `${name}@${meant.known}` : null
}

function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let slips = Math.min(
        at(last, column) + 1,
        at(line, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      )
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        slips = Math.min(slips, at(beforeLast, column - 2) + 1)
      line.push(slips)
    }
    beforeLast = last
    last = line
  }
  return at(last, b.length)
}

const at = (line: number[], column: number) => line[column] ?? Number.POSITIVE_INFINITY
