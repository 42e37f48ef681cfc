import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { env } from '../lib/env.ts'
import { perProcess } from '../lib/per-process.ts'
import { SOCKET_ADDRESS_HEADER } from './client-address.ts'

/**
 * Written by us on the way in. Next.js takes a page's nonce out of a policy that came with the request, so a caller may send
 * neither.
 */
const OURS = [
  SOCKET_ADDRESS_HEADER,
  'x-nonce',
  'content-security-policy',
  'content-security-policy-report-only',
]
/** Nothing of ours reads them, but libraries may: the shop's own address is in SHOP_URL. */
const UNREAD = ['forwarded', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-server']
/** Only a proxy of ours writes it. `x-forwarded-proto` stays: it adds HSTS to the answer to that very caller, and nothing else. */
const OF_PROXIES = ['x-forwarded-for']

/**
 * Writes the address at the other end of the socket into each request before anything reads it. A route is shown
 * headers only, and Next.js keeps an `x-forwarded-for` that the caller sent, so nothing else would tell the caller's address.
 */
export const noteSocketAddresses = perProcess('socket-addresses', () => {
  const dropped = new Set([...OURS, ...UNREAD, ...(env().TRUSTED_PROXY_HOPS === 0 ? OF_PROXIES : [])])
  subscribe('http.server.request.start', message => {
    const { request } = message as { request: IncomingMessage }
    const address = request.socket.remoteAddress ?? ''
    // Node makes its other forms out of the raw one when they are first asked for, and by the length that it had.
    const { headers, rawHeaders } = request
    const kept = withoutHeaders(rawHeaders, dropped)
    if (kept.length < rawHeaders.length) {
      for (const form of [headers, request.headersDistinct]) for (const name of dropped) delete form[name]
      rawHeaders.splice(0, rawHeaders.length, ...kept)
    }
    headers[SOCKET_ADDRESS_HEADER] = address
    rawHeaders.push(SOCKET_ADDRESS_HEADER, address)
  })
})

function withoutHeaders(raw: readonly string[], dropped: ReadonlySet<string>): string[] {
  return raw.filter((_, at) => !dropped.has((raw[at - (at % 2)] ?? '').toLowerCase()))
}
