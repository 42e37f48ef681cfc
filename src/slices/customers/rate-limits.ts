import { defineLimits } from '#platform/http/rate-limits.ts'

export const customerLimits = defineLimits({
  /** Passwords, addresses and devices are changed a few times a year; an office shares the address. */
  changeAccount: { most: 120, seconds: 600, byVisitor: { most: 40, seconds: 600 } },
  /** A person tidies up twenty addresses in an evening. */
  changeAddresses: { most: 300, seconds: 600, byVisitor: { most: 100, seconds: 600 } },
  /** Each sends a mail: a class of thirty that forgot its passwords over the summer. */
  askForLink: { most: 40, seconds: 600 },
  /** Mails with links to one address, wherever the request comes from: enough for a mail that got lost, and no flood. */
  linkByEmail: { most: 6, seconds: 3_600 },
  /** A mail program that opens the links of a whole office. Guessing a key would take longer than the universe is old. */
  openLink: { most: 1_200, seconds: 60 },
  /** Codes that are sent by the form after the password: an office that comes to work at nine. */
  typeCode: { most: 60, seconds: 60 },
  /** A copy of all that is kept of a person, read row by row. */
  ownData: { most: 20, seconds: 600 },
  /** Tries at a password by somebody who has the session or the link already. */
  typePassword: { most: 10, seconds: 900 },
})
