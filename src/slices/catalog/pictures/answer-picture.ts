import { database } from '#platform/db/client.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { log } from '#platform/lib/log.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { drawPlaceholder } from '../demo/art/draw-placeholder.ts'
import { catalogLimits } from '../rate-limits.ts'
import { drawPicture } from './drawings.ts'
import { readSize } from './show-picture.ts'

/** The policy keeps an SVG that is opened on its own from running or loading anything. */
const harmless = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
}
/** An address always means the same picture, so caches may keep it for ever. */
const forEver = { 'cache-control': 'public, max-age=31536000, immutable' }
const AGAIN_SECONDS = 30

/**
 * `GET /pictures/<file>`: a drawing, or one size of an uploaded picture. Where the picture is gone or the storage is away, the answer
 * says so to programs, and shows people the shop's own stand-in.
 */
export async function answerPicture(request: Request, file: string): Promise<Response> {
  const drawing = drawPicture(file)
  if (drawing) return svg(drawing, { headers: forEver })
  if (!file.endsWith('.webp')) return new Response('There is no such picture.', { status: 404 })
  const address = clientAddress(request.headers)
  try {
    const size = await readSize(`/pictures/${file}`, () =>
      limit({ db: database(), log }, catalogLimits.picture, address),
    )
    if (size.kind === 'picture')
      return new Response(Buffer.from(size.bytes), {
        headers: { ...harmless, ...forEver, 'content-type': 'image/webp' },
      })
    if (size.kind === 'gone') return standIn(404)
    log.warn({ file, error: String(size.error) }, 'a picture could not be fetched')
    return standIn(503, AGAIN_SECONDS)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'rate_limited')
      return standIn(429, error.retryAfterSeconds ?? AGAIN_SECONDS)
    throw error
  }
}

function standIn(status: number, retryAfterSeconds?: number): Response {
  const again = retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : undefined
  return svg(drawPlaceholder('Product'), { status, headers: { 'cache-control': 'no-store', ...again } })
}

const svg = (
  drawing: string,
  { status = 200, headers }: { status?: number; headers: Record<string, string> },
) =>
  new Response(drawing, {
    status,
    headers: { ...harmless, ...headers, 'content-type': 'image/svg+xml; charset=utf-8' },
  })
