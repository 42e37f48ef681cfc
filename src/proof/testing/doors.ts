import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import superjson from 'superjson'
import { database } from '#platform/db/client.ts'
import { SOCKET_ADDRESS_HEADER } from '#platform/http/client-address.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { assert } from '#platform/lib/assert.ts'
import { env } from '#platform/lib/env.ts'
import { giveRoleNamed } from '#slices/staff/give-role-named.ts'
import { openTestShop, type TestShop } from './test-shop.ts'

export type Person = { name: string; email: string; id: string; cookie: string }
type Sent = { as?: Person | null; headers?: Record<string, string>; body?: unknown }

/** A shop whose doors are the route files themselves, with real sessions. */
export type Doors = TestShop & {
  /** `body` is sent as JSON, a string or bytes as they are. An empty header is not sent. */
  send: (method: string, path: string, sent?: Sent) => Promise<Response>
  /** A procedure as a page calls it. */
  call: (name: string, input?: unknown, as?: Person | null) => Promise<Response>
  mutate: (name: string, input?: unknown, as?: Person | null) => Promise<Response>
  /** `staff`: with the role of this name, or the owner's. `from`: the address that they sign up from. */
  person: (said?: { name?: string; staff?: boolean | string; from?: string }) => Promise<Person>
}

export const PASSWORD = 'three quiet words'

export async function openDoors(): Promise<Doors> {
  const shop = await openTestShop()
  const send: Doors['send'] = (method, path, sent) => knock(method, path, sent ?? {})
  return {
    ...shop,
    send,
    call: (name, input, as) => {
      const query =
        input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(superjson.serialize(input)))}`
      return send('GET', `/api/trpc/${name}${query}`, { as })
    },
    mutate: (name, input, as) => send('POST', `/api/trpc/${name}`, { as, body: superjson.serialize(input) }),
    async person({ name = 'Ana Moss', staff = false, from } = {}) {
      const email = `${crypto.randomUUID()}@example.com`
      const answer = await send('POST', '/api/auth/sign-up/email', {
        body: { name, email, password: PASSWORD },
        headers: from ? { [SOCKET_ADDRESS_HEADER]: from } : {},
      })
      assert(answer.ok, `signing up was answered ${answer.status}`)
      const { user } = (await answer.json()) as { user: { id: string } }
      if (staff) await giveRoleNamed(shop.db, user.id, staff === true ? 'Owner' : staff)
      return { name, email, id: user.id, cookie: cookieOf(answer) }
    },
    async close() {
      await jobSender().stop()
      await database().$client.end({ timeout: 5 })
      await shop.close()
    },
  }
}

/** The cookies that a browser would send back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

async function knock(method: string, path: string, { as, headers, body }: Sent): Promise<Response> {
  const address = new URL(path, env().shopUrl)
  const door = routeFiles.find(file => file.pattern.test(address.pathname))
  if (!door) return new Response(null, { status: 404 })
  const route: Record<string, Answer | undefined> = await import(door.file)
  const answer = route[method]
  if (!answer) return new Response(null, { status: 405 })
  const sent = typeof body === 'string' || body instanceof Uint8Array || body === undefined
  const all = {
    host: address.host,
    origin: env().shopUrl,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(as && { cookie: as.cookie }),
    ...headers,
  }
  const request = new Request(address, {
    method,
    headers: Object.entries(all).filter(([, value]) => value !== ''),
    body: (sent ? body : JSON.stringify(body)) as BodyInit | undefined,
  })
  const params = { ...door.pattern.exec(address.pathname)?.groups }
  return answer(request, { params: Promise.resolve(params) })
}

type Answer = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

const API = 'src/app/api'

/** Every route file under app/api by its address, the more exact one first, as Next.js chooses. */
export const routeFiles = readdirSync(API, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('route.ts'))
  .map(file => ({
    file: join(process.cwd(), API, file),
    address: `/api/${file.replace(/\/route\.ts$/, '')}`,
  }))
  .sort((a, b) => Number(a.address.includes('...')) - Number(b.address.includes('...')))
  .map(({ file, address }) => ({ file, address, pattern: patternOf(address) }))

function patternOf(address: string): RegExp {
  const pattern = address
    .replace('/[[...path]]', '(?:/.*)?')
    .replace(/\[\.\.\.\w+\]/g, '.+')
    .replace(/\[(\w+)\]/g, '(?<$1>[^/]+)')
  return new RegExp(`^${pattern}$`)
}
