import { drawPicture } from '#slices/catalog/pictures.ts'

// A drawing's name always means the same picture, so caches may keep it for ever. The policy
// keeps an SVG that is opened on its own from running or loading anything.
const headers = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
}

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params
  const drawing = drawPicture(file)
  return drawing
    ? new Response(drawing, { headers })
    : new Response('There is no such picture.', { status: 404 })
}
