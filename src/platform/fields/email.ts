import { LIMITS } from './limits.ts'
import { ourDigits } from './text.ts'

export type EmailRead = { email: string } | { wrong: string }

const FORMAT = 'Enter an email address in the correct format, like name@example.com'

/** RFC 5321, 4.1.2: a dot-string of atoms (RFC 5322's atext). */
const dotString = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
/** A name after the rules of RFC 1123, with at least two labels and no number as the last one, which would be an address. */
const domainName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(xn--[a-z0-9-]{1,58}[a-z0-9]|[a-z]{2,63})$/
/** The letters of a domain name in any script, before it is turned into ASCII; none at which a URL would be cut. */
const anyDomain = /^[\p{L}\p{M}\p{N}\p{Join_Control}\-.\u00b7\u30fb\u3002]+$/u

/**
 * An address as mail servers take it: lower case, the domain in ASCII (`bücher.example` → `xn--bcher-kva.example`, by the
 * rules of UTS #46 that the URL standard uses). Quoted names, address literals and other scripts before the @ are legal
 * somewhere and carried by few, so they are refused in words.
 */
export function readEmail(typed: string): EmailRead {
  const text = ourDigits(typed.normalize('NFKC'))
    .replace(/\p{Cf}/gu, letter => (/[\u200c\u200d]/.test(letter) ? letter : ''))
    .trim()
    .toLowerCase()
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1) return { wrong: FORMAT }
  const [local, host] = [text.slice(0, at), text.slice(at + 1)]
  if (/["\\]/.test(local)) return { wrong: 'Use an email address without quotation marks' }
  if (/^\[/.test(host)) return { wrong: 'Use an email address with a name after the @, like example.com' }
  if (/[^\0-\x7f]/.test(local))
    return { wrong: 'Before the @, use letters from a to z, digits and marks like . _ + - only' }
  if (!dotString.test(local)) return { wrong: FORMAT }
  if (local.length > LIMITS.emailLocal)
    return { wrong: `Use ${LIMITS.emailLocal} characters or fewer before the @` }
  const domain = asciiDomain(host)
  if (!domain) return { wrong: FORMAT }
  const email = `${local}@${domain}`
  if (email.length > LIMITS.email) return { wrong: `Use ${LIMITS.email} characters or fewer` }
  return { email }
}

function asciiDomain(host: string): string | null {
  if (!anyDomain.test(host)) return null
  try {
    const { hostname } = new URL(`http://${host}/`)
    return hostname.length <= 253 && domainName.test(hostname) ? hostname : null
  } catch {
    return null
  }
}

/**
 * Names to which no mail goes (RFC 6761, 6762, 7686, 9476 and the domain reserved for private networks), and the one
 * under which visitors without an account are kept. `.example` stays open: the demo shop and its tests live there.
 */
const unreachable = /(^|[@.])(invalid|test|localhost|local|onion|internal|alt|arpa)$/

export const isReachable = (email: string): boolean => !unreachable.test(email)
