import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { customers, recoveryCodes, sessionEvents, sessions, totpKeys } from '#platform/auth/schema.ts'
import { totpAt } from '#platform/auth/totp.ts'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { forgetFactors } from './forget-factors.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())
beforeEach(() => {
  vi.useRealTimers()
})

const answerOf = async <Data>(answer: Response) =>
  ((await answer.json()) as { result: { data: { json: Data } } }).result.data.json
const keyOf = (text: string) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
}
/** The next code: it is right already, also when the half minute ends before it arrives. */
const freshCode = (key: Buffer) => totpAt(key, new Date(Date.now() + 30_000))
/** As if its last code had not been used. */
const lastStepBack = (id: string) =>
  doors.db.update(totpKeys).set({ lastStep: null }).where(eq(totpKeys.customerId, id))

type Guarded = Person & { key: Buffer; codes: string[] }
/** A person whose account asks for codes, signed in. */
async function guarded(said: { staff?: boolean } = {}): Promise<Guarded> {
  const person = await doors.person(said)
  const begun = await doors.mutate('factors.beginTotp', { password: PASSWORD }, person)
  const { key: text } = await answerOf<{ key: string }>(begun)
  const key = keyOf(text)
  const proved = await doors.mutate('factors.proveTotp', { code: totpAt(key, new Date()) }, person)
  const { codes } = await answerOf<{ codes: string[] }>(proved)
  await lastStepBack(person.id)
  return { ...person, cookie: cookieOf(proved), key, codes }
}

const signIn = (email: string, headers = {}) =>
  doors.send('POST', '/api/auth/sign-in/email', { body: { email, password: PASSWORD }, headers })
const typeCode = (cookie: string, code: string) =>
  doors.send('POST', '/api/auth/sign-in/second-step', { body: { code }, headers: { cookie } })
const whoIs = async (cookie: string) =>
  (
    await answerOf<{ email: string } | null>(
      await doors.call('customers.me', undefined, { cookie } as Person),
    )
  )?.email ?? null
const eventsOf = async (id: string) =>
  (await doors.db.select().from(sessionEvents).where(eq(sessionEvents.customerId, id)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ what, factor }) => (factor ? `${what} ${factor}` : what))
const sessionOf = async (id: string) => {
  const kept = await doors.db.select().from(sessions).where(eq(sessions.customerId, id))
  return kept.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]
}

describe('Setting up an authenticator app', () => {
  test('asks for the password, and then for a code of the key that it showed', async () => {
    const person = await doors.person()
    expect((await doors.mutate('factors.beginTotp', { password: 'not it at all' }, person)).status).toBe(400)
    const begun = await doors.mutate('factors.beginTotp', { password: PASSWORD }, person)
    const shown = await answerOf<{ key: string; address: string; picture: { size: number; path: string } }>(
      begun,
    )
    expect(shown.address).toContain(`secret=${shown.key}&issuer=Orderly`)
    expect(shown.picture.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
    // Until the first code was right, nothing is asked for.
    expect(cookieOf(await signIn(person.email))).toContain('session_token')
    expect((await doors.mutate('factors.proveTotp', { code: '000000' }, person)).status).toBe(400)
    const code = totpAt(keyOf(shown.key), new Date())
    expect((await doors.mutate('factors.proveTotp', { code }, person)).status).toBe(200)
    expect(cookieOf(await signIn(person.email))).not.toContain('session_token')
  })

  test('signs out every other browser, and this one goes on under a new token', async () => {
    const person = await doors.person()
    const other = cookieOf(await signIn(person.email))
    const begun = await doors.mutate('factors.beginTotp', { password: PASSWORD }, person)
    const code = totpAt(keyOf((await answerOf<{ key: string }>(begun)).key), new Date())
    const proved = await doors.mutate('factors.proveTotp', { code }, person)
    expect(await whoIs(other)).toBeNull()
    expect(await whoIs(person.cookie)).toBeNull()
    expect(await whoIs(cookieOf(proved))).toBe(person.email)
    expect((await sessionOf(person.id))?.factors).toEqual(['password', 'totp'])
    expect(await eventsOf(person.id)).toContain('factor_added totp')
  })

  test('keeps neither the key nor the codes readable', async () => {
    const { id, key, codes } = await guarded()
    const [kept] = await doors.db.select().from(totpKeys).where(eq(totpKeys.customerId, id))
    expect(kept?.secret).not.toContain(key.toString('hex'))
    const hashes = await doors.db.select().from(recoveryCodes).where(eq(recoveryCodes.customerId, id))
    expect(hashes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(JSON.stringify(hashes)).not.toContain(code.replace('-', ''))
    const own = await (await doors.send('GET', '/api/account/data', { as: await signedIn(id, key) })).text()
    for (const secret of [kept?.secret ?? '-', hashes[0]?.hash ?? '-']) expect(own).not.toContain(secret)
  })

  test('does not replace one that is in use', async () => {
    const person = await guarded()
    expect((await doors.mutate('factors.beginTotp', { password: PASSWORD }, person)).status).toBe(409)
  })
})

async function signedIn(id: string, key: Buffer): Promise<Person> {
  const [{ email } = { email: '' }] = await doors.db
    .select({ email: customers.email })
    .from(customers)
    .where(eq(customers.id, id))
  const answer = await typeCode(cookieOf(await signIn(email)), freshCode(key))
  await lastStepBack(id)
  return { id, name: '', email, cookie: cookieOf(answer) }
}

describe('Signing in to an account with an authenticator app', () => {
  test('takes the password and a code: the password alone opens nothing', async () => {
    const { id, email, key } = await guarded()
    const first = await signIn(email)
    expect(await first.json()).toEqual({ asksForCode: true })
    expect(first.headers.getSetCookie().join()).not.toContain('session_token')
    expect(await whoIs(cookieOf(first))).toBeNull()
    const answer = await typeCode(cookieOf(first), freshCode(key))
    expect(answer.status).toBe(200)
    expect(await whoIs(cookieOf(answer))).toBe(email)
    expect(await sessionOf(id)).toMatchObject({ factors: ['password', 'totp'], provenAt: expect.any(Date) })
    expect((await eventsOf(id)).at(-1)).toBe('new_device')
  })

  test('takes each code once, also of two that arrive together', async () => {
    const { email, key } = await guarded()
    const code = freshCode(key)
    const steps = await Promise.all([signIn(email), signIn(email)])
    const answers = await Promise.all(steps.map(step => typeCode(cookieOf(step), code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await typeCode(cookieOf(await signIn(email)), code)).status).toBe(401)
  })

  test('takes a recovery code once, however it is written, and tells the owner', async () => {
    const { id, email, codes } = await guarded()
    const typed = ` ${codes[0]?.toLowerCase().replace('-', ' ')} `
    expect((await typeCode(cookieOf(await signIn(email)), typed)).status).toBe(200)
    expect((await sessionOf(id))?.factors).toEqual(['password', 'recovery_code'])
    expect(await eventsOf(id)).toContain('recovery_code_used')
    expect((await typeCode(cookieOf(await signIn(email)), typed)).status).toBe(401)
    const security = await doors.call('account.security', undefined, await signedInByCode(email, codes[1]))
    expect(await answerOf(security)).toMatchObject({ totp: { codesLeft: 8 } })
  })

  test('brings the cart of the visitor along, whose session goes on until the code is right', async () => {
    await stockUp(doors.db, { sku: 'MUG', units: { north: 10 } })
    const { email, key } = await guarded()
    const visitor = cookieOf(await doors.mutate('cart.add', { sku: 'MUG' }))
    const first = await signIn(email, { cookie: visitor })
    const cart = async (cookie: string) =>
      answerOf(await doors.send('GET', '/api/trpc/cart.get', { headers: { cookie } }))
    expect(await cart(visitor)).toMatchObject({ count: 1 })
    const answer = await typeCode(`${visitor}; ${cookieOf(first)}`, freshCode(key))
    expect(await cart(cookieOf(answer))).toMatchObject({ count: 1 })
    expect(await cart(visitor)).toMatchObject({ count: 0 })
  })

  test('ends with the password: a cookie from before the change opens nothing with the right code', async () => {
    const person = await guarded()
    const step = cookieOf(await signIn(person.email))
    await doors.mutate(
      'account.changePassword',
      { password: PASSWORD, newPassword: 'four louder words now' },
      person,
    )
    const answer = await typeCode(step, freshCode(person.key))
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'SECOND_STEP_OVER' })
  })

  test('is over after ten minutes, and a cookie that we did not sign is none', async () => {
    const { id, email, key } = await guarded()
    const step = cookieOf(await signIn(email))
    vi.useFakeTimers({ now: Date.now() + 601_000, toFake: ['Date'] })
    expect(await (await typeCode(step, freshCode(key))).json()).toMatchObject({ code: 'SECOND_STEP_OVER' })
    vi.useRealTimers()
    const forged = `orderly.second_step=${id}.${Date.now() + 60_000}.${'x'.repeat(43)}`
    expect((await typeCode(forged, freshCode(key))).status).toBe(401)
  })

  test('works as a plain form, which leads on or says what was wrong', async () => {
    const { email, key } = await guarded()
    const send = (cookie: string, code: string, next = '/cart') =>
      doors.send('POST', '/api/account/second-step', {
        body: new URLSearchParams({ code, next }).toString(),
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      })
    const step = cookieOf(await signIn(email))
    const wrong = await send(step, '000000')
    expect(wrong.headers.get('location')).toBe('/account/sign-in/code?next=%2Fcart&wrong=code')
    const right = await send(step, freshCode(key), 'https://evil.example')
    expect([right.status, right.headers.get('location')]).toEqual([303, '/account/orders'])
    expect(await whoIs(cookieOf(right))).toBe(email)
    const gone = await send('', '000000')
    expect(gone.headers.get('location')).toBe('/account/sign-in?next=%2Fcart&wrong=over')
  })
})

async function signedInByCode(email: string, code = ''): Promise<Person> {
  return { cookie: cookieOf(await typeCode(cookieOf(await signIn(email)), code)) } as Person
}

describe('Switching it off', () => {
  test('asks for the password, takes the recovery codes with it, and the session counts it no more', async () => {
    const person = await guarded()
    expect((await doors.mutate('factors.removeTotp', { password: 'not it at all' }, person)).status).toBe(400)
    const answer = await doors.mutate('factors.removeTotp', { password: PASSWORD }, person)
    expect(answer.status).toBe(200)
    expect((await sessionOf(person.id))?.factors).toEqual(['password'])
    expect(await whoIs(person.cookie)).toBeNull()
    expect(await whoIs(cookieOf(answer))).toBe(person.email)
    expect(
      await doors.db.select().from(recoveryCodes).where(eq(recoveryCodes.customerId, person.id)),
    ).toEqual([])
    expect(cookieOf(await signIn(person.email))).toContain('session_token')
    expect(await eventsOf(person.id)).toContain('factor_removed totp')
  })

  test('for somebody who lost everything, by the shop, ends every session and asks for no code any more', async () => {
    const person = await guarded()
    await forgetFactors(doors.ctx, person.id)
    expect(await whoIs(person.cookie)).toBeNull()
    expect(cookieOf(await signIn(person.email))).toContain('session_token')
    expect(await eventsOf(person.id)).toContain('factor_removed totp')
  })

  test('new recovery codes take the place of the old ones', async () => {
    const person = await guarded()
    const answer = await doors.mutate('factors.newCodes', { password: PASSWORD }, person)
    const { codes } = await answerOf<{ codes: string[] }>(answer)
    const step = cookieOf(await signIn(person.email))
    expect((await typeCode(step, person.codes[0] ?? '')).status).toBe(401)
    expect((await typeCode(step, codes[0] ?? '')).status).toBe(200)
  })
})
