import { createReadStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'

/** Somebody may leave a page open for so long and still press its buttons. */
const KEPT_MS = 7 * 86_400_000
const KINDS: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.json': 'application/json; charset=UTF-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/**
 * While processes of another build take over, and for days after, a page asks for scripts of the build that it came
 * from, and the web that gets the request may be of the other build. So each web puts its build's files into a folder that all webs of
 * the machine share, and looks there for files that it does not have itself. The names are hashes: they never mean two things.
 */
export async function shareBuild(folders: {
  /** `.next/static` */
  own: string
  shared: string
}): Promise<(request: IncomingMessage, response: ServerResponse) => boolean> {
  await mkdir(folders.shared, { recursive: true })
  await forgetOld(folders.shared)
  await cp(folders.own, folders.shared, { recursive: true, force: false })
  return (request, response) => {
    const path = staticPath(request)
    if (!path || existsSync(join(folders.own, path))) return false
    const file = join(folders.shared, path)
    if (!existsSync(file)) return false
    response.writeHead(200, {
      'content-type': KINDS[extname(path)],
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    if (request.method === 'HEAD') response.end()
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response)
    return true
  }
}

/** Below `/_next/static`, for kinds of files that a build makes; null for everything else. */
function staticPath({ method, url = '' }: IncomingMessage): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  const path = /^\/_next\/static\/([\w\-./~]+)(\?|$)/.exec(url)?.[1]
  return path && !path.includes('..') && extname(path) in KINDS ? path : null
}

async function forgetOld(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter(one => one.isFile())) {
    const file = join(entry.parentPath, entry.name)
    // Several webs may start at once.
    const found = await stat(file).catch(() => null)
    if (found && Date.now() - found.mtimeMs > KEPT_MS) await rm(file, { force: true })
  }
}
