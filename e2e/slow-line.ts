import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The shop behind a slow line: a request that matches `slow` reaches it a second later, and not at all when the
 * browser has hung up by then. `await line.close()` afterwards.
 */
export async function openSlowLine(shopUrl: string, slow: RegExp) {
  const server = createServer((incoming, answer) => {
    const { hostname, port } = new URL(shopUrl)
    const pass = () => {
      const { url: path = '/', method, headers } = incoming
      const onward = request({ hostname, port, path, method, headers }, reply => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      })
      onward.on('error', () => answer.destroy())
      incoming.pipe(onward)
    }
    if (!slow.test(incoming.url ?? '')) return pass()
    const waiting = setTimeout(pass, LATE_MS)
    incoming.socket.once('close', () => clearTimeout(waiting))
  })
  await new Promise<void>(done => server.listen(0, done))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => closed(server) }
}

const LATE_MS = 1_000

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(done => server.close(() => done()))
}
