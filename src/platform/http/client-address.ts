import { isIP } from 'node:net'
import { env } from '../lib/env.ts'

/** The address at the other end of the socket. The server writes it over anything that a caller sent (src/instrumentation.ts). */
export const SOCKET_ADDRESS_HEADER = 'x-socket-address'

/**
 * The caller's address, as far as it can be known: `x-forwarded-for` is believed only as far as our own proxies wrote
 * it (`TRUSTED_PROXY_HOPS`, counted from the right); with none, it is the socket's address. An IPv6 address stands for its /64,
 * since a provider gives one line a whole /64.
 */
export function clientAddress(headers: Headers): string {
  const hops = env().TRUSTED_PROXY_HOPS
  const address = hops === 0 ? headers.get(SOCKET_ADDRESS_HEADER) : forwardedFor(headers).at(-hops)
  return address ? networkOf(address) : 'direct'
}

function forwardedFor(headers: Headers): string[] {
  return (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map(address => address.trim())
    .filter(Boolean)
}

/** `192.0.2.7` stays, `2001:db8:1:2:3:4:5:6` becomes `2001:db8:1:2::/64`; texts that are no address count as one. */
export function networkOf(text: string): string {
  const address = withoutPort(text).replace(/%.*$/, '').toLowerCase()
  const version4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address
  if (isIP(version4) === 4) return version4
  if (isIP(address) !== 6) return 'unknown'
  return `${firstFourGroups(address).join(':')}::/64`
}

function withoutPort(text: string): string {
  return /^\[(.*)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text
}

function firstFourGroups(address: string): string[] {
  const [before = '', after] = address.split('::')
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'))
  const last = groupsOf(after ?? '')
  // A tail in the old form, as in `64:ff9b::192.0.2.1`, is two groups wide.
  const width = groupsOf(before).length + last.length + (address.includes('.') ? 1 : 0)
  const zeros = after === undefined ? [] : Array<string>(8 - width).fill('0')
  return [...groupsOf(before), ...zeros, ...last].slice(0, 4).map(group => group.replace(/^0+(?=.)/, ''))
}
