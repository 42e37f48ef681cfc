import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { SOCKET_ADDRESS_HEADER } from './client-address.ts'

const held = globalThis as { orderlyNotesAddresses?: boolean }

/**
 * Writes the address at the other end of the socket into each request before anything reads it. A route is shown
 * headers only, and Next.js keeps an `x-forwarded-for` that the caller sent, so nothing else would tell who it was.
 */
export function noteSocketAddresses(): void {
  if (held.orderlyNotesAddresses) return
  held.orderlyNotesAddresses = true
  subscribe('http.server.request.start', message => {
    const { request } = message as { request: IncomingMessage }
    const address = request.socket.remoteAddress ?? ''
    request.headers[SOCKET_ADDRESS_HEADER] = address
    // Whoever reads the headers as they came must not believe the caller's either.
    const { rawHeaders } = request
    for (let at = 0; at < rawHeaders.length; at += 2)
      if (rawHeaders[at]?.toLowerCase() === SOCKET_ADDRESS_HEADER) rawHeaders[at + 1] = address
    rawHeaders.push(SOCKET_ADDRESS_HEADER, address)
  })
}
