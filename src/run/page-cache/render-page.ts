import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

export type RenderedPage = { status: number; headers: [name: string, value: string][]; body: Buffer }

/** A statement may take 15 s; after this nobody waits for the page, and each caller has one rendered. */
const RENDER_LIMIT_MS = 20_000

/**
 * The visitors of a copy are not known yet, so it is rendered for nobody: no cookie, no preference. The name is one of
 * those to which Next.js gives the whole page in one piece, title and all, with nothing left for scripts to put in its place.
 */
const NOBODY = { accept: 'text/html', 'user-agent': 'orderly-page-cache Bingbot' }

/** Has Next.js render a page into memory, even when callers go away meanwhile. */
export async function renderPage(
  answer: RequestListener,
  asked: { address: string; headers: Record<string, string> },
): Promise<RenderedPage> {
  const request = new IncomingMessage(new Socket())
  Object.assign(request, { method: 'GET', url: asked.address, headers: { ...NOBODY, ...asked.headers } })
  request.push(null)
  const response = new Collected(request)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`${asked.address} took too long`)), RENDER_LIMIT_MS)
  })
  try {
    const rendering = Promise.resolve(answer(request, response)).then(() => response.ended)
    await Promise.race([rendering, late])
  } finally {
    clearTimeout(timer)
  }
  return { status: response.statusCode, headers: response.headersSaid(), body: response.body() }
}

/** An answer that goes to no socket. */
class Collected extends ServerResponse {
  readonly #chunks: Buffer[] = []
  #end = () => {}
  readonly ended = new Promise<void>(done => {
    this.#end = done
  })

  override write(chunk: unknown, ...more: unknown[]): boolean {
    this.#take(chunk, more)
    callIfAny(more)
    return true
  }

  override end(...given: unknown[]): this {
    if (this.finished) return this
    const [chunk, ...more] = given
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.#take(chunk, more)
    this.finished = true
    process.nextTick(() => {
      this.emit('finish')
      this.emit('close')
      callIfAny(given)
      this.#end()
    })
    return this
  }

  override flushHeaders(): void {}

  body(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  headersSaid(): [string, string][] {
    return Object.entries(this.getHeaders()).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, String(one)]),
    )
  }

  #take(chunk: unknown, [encoding]: unknown[]): void {
    const text = typeof chunk === 'string'
    this.#chunks.push(
      text
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk as Uint8Array),
    )
  }
}

function callIfAny(given: unknown[]): void {
  const done = given.find(one => typeof one === 'function')
  if (done) (done as () => void)()
}
