import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Hono } from 'hono'

const files: Record<string, string> = {
  'figtree.woff2': '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
  'fraunces.woff2': '@fontsource/fraunces/files/fraunces-latin-500-normal.woff2',
}

/** `GET /fonts/figtree.woff2`, `/fonts/fraunces.woff2`: the shop's own type, so that the card's fields look like the page around them. */
export function fontRoutes() {
  const { resolve } = createRequire(import.meta.url)
  const app = new Hono()
  app.get('/:file', c => {
    const file = files[c.req.param('file')]
    if (!file) return c.text('There is no such font.', 404)
    return c.body(new Uint8Array(readFileSync(resolve(file))), 200, {
      'content-type': 'font/woff2',
      'cache-control': 'public, max-age=86400',
    })
  })
  return app
}
