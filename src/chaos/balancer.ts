import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * One address for several webs, in turn. A web that refuses the connection is passed over; a request that was under way when
 * its web died is cut off, since only its sender knows whether it may be repeated.
 */
export async function openBalancer(webUrls: readonly string[]): Promise<{ url: string; close: () => void }> {
  let turn = 0
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', chunk => chunks.push(chunk as Buffer))
    incoming.on('end', () => pass(webUrls.length))
    const pass = (left: number) => {
      const url = new URL(incoming.url ?? '/', webUrls[turn++ % webUrls.length])
      const passed = forward(url, { method: incoming.method, headers: incoming.headers }, answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.on('error', () => outgoing.destroy())
        answer.pipe(outgoing)
      })
      passed.on('error', error => {
        const neverArrived = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
        if (neverArrived && left > 1) pass(left - 1)
        else outgoing.destroy()
      })
      passed.end(Buffer.concat(chunks))
    }
  })
  await new Promise<void>(done => server.listen(0, done))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
