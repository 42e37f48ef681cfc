import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, type Doors, openDoors, PASSWORD } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { createAuth } from './auth.ts'
import { customers, sessions } from './schema.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG' })
})
afterAll(() => doors.close())

const signIn = (email: string, headers: Record<string, string> = {}) =>
  doors.send('POST', '/api/auth/sign-in/email', { body: { email, password: PASSWORD }, headers })
const whoIs = async (cookie: string) => {
  const answer = await doors.send('GET', '/api/trpc/customers.me', { headers: { cookie } })
  const { result } = (await answer.json()) as { result: { data: { json: { email: string } | null } } }
  return result.data.json?.email ?? null
}

describe('The cookie of a session', () => {
  test('is kept from scripts and from other sites, and holds nothing but a signed token', async () => {
    const { email } = await doors.person()
    const [cookie = ''] = (await signIn(email)).headers
      .getSetCookie()
      .filter(set => set.includes('session_token'))
    expect(cookie).toMatch(/^orderly\.session_token=[^;]+; /)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//i)
    expect(cookie).not.toMatch(/; Domain=/i)
    const [token = '', signature = ''] = decodeURIComponent(cookie.split(';')[0]?.split('=')[1] ?? '').split(
      '.',
    )
    expect(token).toMatch(/^\w{32}$/)
    expect(signature.length).toBeGreaterThan(40)
  })

  test('is of this host alone, over https alone, where the shop is', async () => {
    const auth = createAuth({ db: doors.db, secret: 's'.repeat(40), shopUrl: 'https://shop.example' })
    const { authCookies } = await auth.$context
    expect(authCookies.sessionToken.name).toBe('__Host-orderly.session_token')
    expect(authCookies.sessionToken.attributes).toMatchObject({
      secure: true,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
    })
    expect(authCookies.sessionToken.attributes).not.toHaveProperty('domain')
  })

  test('opens nothing once a letter of it is changed', async () => {
    const { cookie, email } = await doors.person()
    expect(await whoIs(cookie)).toBe(email)
    const at = cookie.indexOf('session_token=') + 'session_token='.length + 3
    const changed = cookie.slice(0, at) + (cookie[at] === 'a' ? 'b' : 'a') + cookie.slice(at + 1)
    expect(await whoIs(changed)).toBeNull()
  })

  test('that somebody else chose is never accepted', async () => {
    const { email } = await doors.person()
    const planted = `orderly.session_token=${'a'.repeat(32)}.${'b'.repeat(43)}%3D`
    const answer = await signIn(email, { cookie: planted })
    expect(answer.status).toBe(200)
    expect(cookieOf(answer)).not.toContain('a'.repeat(32))
    expect(await whoIs(planted)).toBeNull()
  })
})

test('whatever cookie is set, no script and no other site gets it', async () => {
  const { email, cookie } = await doors.person()
  const answers = [
    await signIn(email),
    await doors.mutate('cart.add', { sku: 'MUG' }),
    await doors.send('GET', '/api/auth/get-session', { headers: { cookie } }),
  ]
  const set = answers.flatMap(answer => answer.headers.getSetCookie())
  expect(set.length).toBeGreaterThan(1)
  for (const one of set) {
    expect(one).toMatch(/; HttpOnly/i)
    expect(one).toMatch(/; SameSite=(Lax|Strict)/i)
  }
})

describe('A session', () => {
  test('is a new one at each signing in', async () => {
    const { email, cookie } = await doors.person()
    const again = cookieOf(await signIn(email, { cookie }))
    expect(again).not.toBe(cookie)
    expect(await whoIs(again)).toBe(email)
  })

  test('of a visitor ends when they sign in: the old cookie opens nothing of the account', async () => {
    const begun = await doors.mutate('cart.add', { sku: 'MUG' })
    const visitor = cookieOf(begun)
    const { email } = await doors.person()
    const answer = await signIn(email, { cookie: visitor })
    expect(await whoIs(cookieOf(answer))).toBe(email)
    expect(await whoIs(visitor)).toBeNull()
    const cart = await doors.send('GET', '/api/trpc/cart.get', { headers: { cookie: visitor } })
    expect(await cart.json()).toMatchObject({ result: { data: { json: { count: 0 } } } })
  })

  test('that is signed out is gone on the server too', async () => {
    const { id, cookie } = await doors.person()
    const answer = await doors.send('POST', '/api/auth/sign-out', { body: {}, headers: { cookie } })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie().join()).toMatch(/session_token=; Max-Age=0/i)
    expect(await whoIs(cookie)).toBeNull()
    expect(await doors.db.select().from(sessions).where(eq(sessions.customerId, id))).toEqual([])
  })

  test('ends by itself', async () => {
    const { id, cookie } = await doors.person()
    await doors.db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where(eq(sessions.customerId, id))
    expect(await whoIs(cookie)).toBeNull()
  })

  describe('of an account that is banned', () => {
    const ban = (id: string, banExpires: Date | null = null) =>
      doors.db.update(customers).set({ banned: true, banExpires }).where(eq(customers.id, id))

    test('ends at the next request, whatever it asks for, and for good', async () => {
      for (const ask of [
        (cookie: string) => doors.send('GET', '/api/auth/get-session', { headers: { cookie } }),
        (cookie: string) => doors.send('GET', '/api/trpc/customers.me', { headers: { cookie } }),
        (cookie: string) => doors.send('GET', '/api/trpc/staffOrders.today', { headers: { cookie } }),
        (cookie: string) =>
          doors.send('GET', `/api/v1/orders/${crypto.randomUUID()}`, { headers: { cookie } }),
        (cookie: string) =>
          doors.send('GET', `/api/v1/orders/${crypto.randomUUID()}/invoice`, { headers: { cookie } }),
      ]) {
        const { id, email, cookie } = await doors.person({ staff: true })
        expect(await whoIs(cookie)).toBe(email)
        await ban(id)
        expect(await (await ask(cookie)).text()).not.toContain(email)
        expect(await doors.db.select().from(sessions).where(eq(sessions.customerId, id))).toEqual([])
        expect((await signIn(email)).status).toBe(403)
        await doors.db.update(customers).set({ banned: false }).where(eq(customers.id, id))
        expect(await whoIs(cookie)).toBeNull()
      }
    })

    test('ends while the ban lasts, and is left alone when it is over', async () => {
      const { id, email, cookie } = await doors.person()
      await ban(id, new Date(Date.now() - 1_000))
      expect(await whoIs(cookie)).toBe(email)
      await ban(id, new Date(Date.now() + 60_000))
      expect(await whoIs(cookie)).toBeNull()
    })

    test('ends for a visitor without an account too, who begins again', async () => {
      const cookie = cookieOf(await doors.mutate('cart.add', { sku: 'MUG' }))
      const [mine] = await doors.db
        .$client`select customer_id as id from sessions order by created_at desc limit 1`
      await ban(String(mine?.id))
      const again = await doors.send('POST', '/api/trpc/cart.add', {
        headers: { cookie },
        body: { json: { sku: 'MUG', quantity: 1 } },
      })
      expect(again.status).toBe(200)
      expect(cookieOf(again)).toContain('session_token')
    })

    test('ends with the role: a person who is no longer staff is not let in at the next request', async () => {
      const { id, cookie } = await doors.person({ staff: true })
      const desk = () => doors.send('GET', '/api/trpc/staffOrders.jobs', { headers: { cookie } })
      expect((await desk()).status).toBe(200)
      await doors.db.update(customers).set({ role: 'customer' }).where(eq(customers.id, id))
      expect((await desk()).status).toBe(403)
    })

    test('ends with the account', async () => {
      const { id, cookie } = await doors.person()
      await doors.db.delete(customers).where(eq(customers.id, id))
      expect(await whoIs(cookie)).toBeNull()
    })
  })

  test('is never taken from an address', async () => {
    const { cookie } = await doors.person()
    const token = cookie.split('=')[1]
    for (const name of ['session', 'session_token', 'orderly.session_token', 'token']) {
      const answer = await doors.send('GET', `/api/trpc/customers.me?${name}=${token}`)
      expect(await answer.json(), name).toMatchObject({ result: { data: { json: null } } })
    }
  })
})

describe('A password', () => {
  test('is never answered, and neither is its stored hash', async () => {
    const { email } = await doors.person()
    const answers = [
      await signIn(email),
      await doors.send('GET', '/api/auth/get-session', {
        headers: { cookie: cookieOf(await signIn(email)) },
      }),
    ]
    // `factors` may say that there was one.
    for (const answer of answers)
      expect(await answer.text()).not.toMatch(/"password":|three quiet words|[0-9a-f]{32}:[0-9a-f]{64}/i)
  })

  test('is kept as a slow, salted hash', async () => {
    const first = await doors.person()
    const second = await doors.person()
    const kept = await doors.db
      .$client`select password from accounts where customer_id in (${first.id}, ${second.id})`
    const [one, two] = kept.map(row => String(row.password))
    expect(one).toMatch(/^scrypt-\d+-8-1:[0-9a-f]{32}:[0-9a-f]{128}$/)
    expect(one).not.toBe(two)
  })

  test('that is wrong gets the same answer as an unknown address', async () => {
    const { email } = await doors.person()
    const refused = async (address: string) => {
      const answer = await doors.send('POST', '/api/auth/sign-in/email', {
        body: { email: address, password: 'a wrong password' },
      })
      return { status: answer.status, said: await answer.text() }
    }
    expect(await refused(email)).toEqual(await refused('nobody@example.com'))
  })
})
