import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import type { Sandbox, SandboxEnv } from './sandbox.ts'

/** The pages that the shop shows in a frame. */
const FRAMED = /^\/(card-frame|3ds)(\/|$)/
/** The scripts that the shop's pages load. */
const SCRIPTS = ['/turnstile/v0/api.js']

/**
 * No page of another origin gets anything done here, or reads anything: no form, no script, no frame, and no name that was made to
 * point at this machine (DNS rebinding). Programs send neither `Origin` nor `Sec-Fetch-Site`, and pass.
 */
export function ownPagesOnly(sandbox: Sandbox, names: readonly string[]): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const host = c.req.header('host') ?? ''
    const known = ['localhost', new URL(sandbox.url).hostname, ...names]
    if (!isKnownHost(host, known))
      return refused(`The sandbox does not answer to the name ${JSON.stringify(host.slice(0, 100))}.`)
    const asked = {
      path: c.req.path,
      reads: c.req.method === 'GET' || c.req.method === 'HEAD',
      origin: c.req.header('origin'),
      own: [`http://${host}`, `https://${host}`, new URL(sandbox.url).origin],
      site: c.req.header('sec-fetch-site'),
      mode: c.req.header('sec-fetch-mode'),
      destination: c.req.header('sec-fetch-dest'),
    }
    if (!isOfOwnPage(asked)) return refused('The sandbox does nothing for pages of another origin.')
    await next()
  }
}

/** An address cannot be made to point elsewhere, a name can. */
function isKnownHost(host: string, known: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return known.includes(name) || isIP(name.replace(/^\[(.*)\]$/, '$1')) > 0
}

type Asked = {
  path: string
  reads: boolean
  origin?: string
  own: string[]
  site?: string
  mode?: string
  destination?: string
}

/** Browsers say by `Sec-Fetch-Site` which page asks, and no page can forge it; the older ones by `Origin`, when it matters. */
function isOfOwnPage({ path, reads, origin, own, site, mode, destination = 'document' }: Asked): boolean {
  if (site === 'same-origin' || site === 'none') return true
  if (!reads || origin !== undefined)
    return site === undefined && (origin === undefined || own.includes(origin))
  if (site === undefined || SCRIPTS.includes(path)) return true
  // A link to one of our pages, or one that is made to be shown in the shop's.
  return mode === 'navigate' && (destination === 'document' || FRAMED.test(path))
}

const refused = (message: string) =>
  Response.json({ error: { type: 'invalid_request_error', message }, message }, { status: 403 })
