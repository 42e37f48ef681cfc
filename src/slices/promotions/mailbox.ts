import { readEmail } from '#platform/fields/email.ts'

/** Providers whose mailboxes have the same owner with dots and without. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com'])
/** Providers with which whatever follows a plus reaches the same mailbox. */
const PLUSSED = new Set([
  ...DOTLESS,
  'outlook.com',
  'hotmail.com',
  'live.com',
  'icloud.com',
  'fastmail.com',
  'proton.me',
  'protonmail.com',
])

/** The mailbox behind an address, in one spelling: mail to the other spellings arrives there too. */
export function mailboxOf(email: string): string {
  const read = readEmail(email)
  const [, local = '', domain = ''] =
    /^(.*)@(.*)$/.exec(('email' in read ? read.email : email.trim()).toLowerCase()) ?? []
  if (!domain) return email.trim().toLowerCase()
  const untagged = PLUSSED.has(domain) ? local.replace(/\+.*$/, '') : local
  const bare = DOTLESS.has(domain) ? untagged.replaceAll('.', '') : untagged
  return `${bare}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`
}
