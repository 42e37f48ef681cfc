import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostsInTurn, type WebHost } from './web-hosts.ts'

export type OwnBalancer = { port: number; url: string; close: () => Promise<void> }

/** Kept in memory until it has an answer, so that it can be sent once more; the shop itself reads less. */
const MAX_BODY_BYTES = 1_048_576
/** A request that no web takes waits this long: by then a dead web is up again, or another one is. */
const PATIENCE_MS = 5_000
const AGAIN_MS = 100
/** Longer than the shop ever takes: it answers or cuts off by itself. */
const ANSWER_LIMIT_MS = 60_000
/** Shorter than a web keeps an idle connection, so that none is used at the moment it is closed. */
const IDLE_MS = 30_000
const STOP_LIMIT_MS = 25_000

/**
 * One address for several webs: the ready one with the least under way is asked. A web that refuses the connection is passed
 * over; a request that was under way when its web died is repeated where a repetition changes nothing, else cut off, since
 * only its sender knows. The features that it lacks (TLS, HTTP/2, WebSockets, bodies over 1 MiB, more than one core) HAProxy and Caddy have.
 */
export async function openOwnBalancer(options: {
  port: number
  bindAddress?: string
  webs: readonly string[]
  /** A proxy of ours stands before this one, so its words about the caller are passed on. */
  behindProxy?: boolean
}): Promise<OwnBalancer> {
  const hosts = hostsInTurn(options.webs)
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS })
  let stopping = false
  const server = createServer((incoming, outgoing) => {
    if (stopping) outgoing.setHeader('connection', 'close')
    void passOn({
      incoming,
      outgoing,
      agent,
      next: hosts.next,
      behindProxy: options.behindProxy ?? false,
    }).catch(() => outgoing.destroy())
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(options.port, options.bindAddress || '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://localhost:${port}`,
    async close() {
      stopping = true
      const hurry = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS)
      await new Promise(done => {
        server.close(done)
        server.closeIdleConnections()
      })
      clearTimeout(hurry)
      hosts.close()
      agent.destroy()
    },
  }
}

type Passing = {
  incoming: IncomingMessage
  outgoing: ServerResponse
  agent: Agent
  next: (tried: ReadonlySet<WebHost>) => WebHost | null
  behindProxy: boolean
}

async function passOn(passing: Passing): Promise<void> {
  const { incoming, outgoing, next } = passing
  const body = await bodyOf(incoming)
  if (!body) return refuse(outgoing, 413)
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    const tried = new Set<WebHost>()
    for (let host = next(tried); host; host = next(tried)) {
      tried.add(host)
      const outcome = await attempt(host, passing, body)
      if (outcome === 'answered' || outgoing.destroyed) return
      // The sender knows whether it may be sent again; we only know which kinds of request may be repeated.
      if (outcome === 'lost' && !mayBeRepeated(incoming)) return void outgoing.destroy()
    }
    if (Date.now() > deadline) return refuse(outgoing, 503)
    await new Promise(done => setTimeout(done, AGAIN_MS))
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** `refused`: it never arrived. `lost`: nobody knows whether it was executed. */
type Outcome = 'answered' | 'refused' | 'lost'

function attempt(host: WebHost, passing: Passing, body: Buffer): Promise<Outcome> {
  const { incoming, outgoing, agent } = passing
  host.underWay++
  const ended = () => {
    host.underWay--
  }
  return new Promise(done => {
    const options = { method: incoming.method, headers: forwardedHeaders(passing, body), agent }
    const passed = forward(new URL(incoming.url ?? '/', host.url), options, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, ownHeaders(answer.headers))
      answer.on('error', () => outgoing.destroy())
      answer.pipe(outgoing)
      done('answered')
    })
    const hungUp = () => passed.destroy()
    outgoing.once('close', hungUp)
    passed.setTimeout(ANSWER_LIMIT_MS, () => passed.destroy())
    passed.once('close', () => {
      outgoing.off('close', hungUp)
      ended()
    })
    passed.once('error', error => {
      const refused = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
      if (refused) host.missed()
      if (outgoing.headersSent) outgoing.destroy()
      done(refused ? 'refused' : 'lost')
    })
    passed.end(body)
  })
}

/** By HTTP's own words (RFC 9110 §9.2.2); with a key of its own, a POST is meant to be repeated. */
function mayBeRepeated({ method = '', headers }: IncomingMessage): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method) || 'idempotency-key' in headers
}

/** They are about one connection, and there are two. */
const ABOUT_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer']

function ownHeaders(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ABOUT_THE_CONNECTION.includes(name)))
}

/** The headers of a proxy about the caller. From anybody else they would be a lie that the webs believe. */
export const saidByProxies = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-port',
  'forwarded',
  'x-real-ip',
]

function forwardedHeaders({ incoming, behindProxy }: Passing, body: Buffer) {
  const headers = ownHeaders(incoming.headers)
  if (!behindProxy) for (const name of saidByProxies) delete headers[name]
  const before = headers['x-forwarded-for']
  const from = incoming.socket.remoteAddress ?? 'unknown'
  const hasBody = body.length > 0 || 'content-length' in incoming.headers
  return {
    ...headers,
    ...(hasBody && { 'content-length': String(body.length) }),
    'x-forwarded-for': before ? `${before}, ${from}` : from,
    'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http',
  }
}

function refuse(outgoing: ServerResponse, status: 413 | 503) {
  const sentence = status === 413 ? 'The request is too large.' : 'The shop is not open at the moment.'
  outgoing.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(sentence)
}
