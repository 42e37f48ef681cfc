import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts, customers, sessionEvents, sessions } from '#platform/auth/schema.ts'
import { stillOpens } from '#platform/auth/still-opens.ts'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { queues } from '#run/what-follows.ts'
import { proofs } from './schema.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const NEW_PASSWORD = 'four louder words now'
const signIn = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  doors.send('POST', '/api/auth/sign-in/email', { body: { email, password }, headers })
const statusOf = async (cookie: string) =>
  (await doors.call('account.security', undefined, { cookie } as Person)).status
const eventsOf = async (id: string) =>
  (await doors.db.select().from(sessionEvents).where(eq(sessionEvents.customerId, id)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ what }) => what)

const MAILING = [
  'notifications.send-account-link',
  'notifications.send-account-notice',
  'notifications.send-farewell',
]
type Received = { to: string; subject: string; text: string }
/** Runs the jobs that mail, twice each, and answers the letters to this address. */
async function inbox(email: string): Promise<Received[]> {
  for (const name of MAILING) {
    const queue = queues.find(one => one.name === name)
    const jobs = await doors.db.$client<{ id: string; data: unknown }[]>`
      select id, data from pgboss.job where name = ${name} order by created_on, id`
    for (const { id, data } of jobs)
      for (const attempt of [1, 2]) await queue?.perform(doors.ctx, data, { id, attempt })
    const done = jobs.map(({ id }) => id)
    await doors.db.$client`delete from pgboss.job where name = ${name} and id = any (${done}::uuid[])`
  }
  const mails = (await (await fetch(`${doors.sandbox.url}/_sandbox/emails`)).json()) as Received[]
  return mails.filter(mail => mail.to === email)
}

/** The link in the newest letter with this subject. */
async function linkFor(email: string, subject: string): Promise<{ page: string; door: string; id: string }> {
  const letter = (await inbox(email)).findLast(mail => mail.subject === subject)
  const [, id = '', key = ''] = /account\/links\/([\w-]+)\?key=([\w-]+)/.exec(letter?.text ?? '') ?? []
  return { id, page: `/account/links/${id}?key=${key}`, door: `/api/account-links/${id}?key=${key}` }
}
const press = (door: string, form: Record<string, string>, as?: Person) =>
  doors.send('POST', door, {
    as,
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const stateOf = async (id: string) => {
  const [proof] = await doors.db.select().from(proofs).where(eq(proofs.id, id))
  return proof?.usedAt ? 'used' : 'open'
}
async function forgot(email: string) {
  expect((await doors.mutate('account.forgotPassword', { email })).status).toBe(200)
  await expect
    .poll(async () => (await inbox(email)).some(mail => mail.subject === 'Choose a new password'), {
      timeout: 15_000,
    })
    .toBe(true)
  return linkFor(email, 'Choose a new password')
}

describe('A session', () => {
  test('has an end in any case, a browser in words, and no user agent', async () => {
    const { email, id } = await doors.person()
    await signIn(email, PASSWORD, {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    })
    const kept = await doors.db.select().from(sessions).where(eq(sessions.customerId, id))
    const session = kept.find(({ device }) => device === 'Firefox on Linux')
    expect(session).toMatchObject({ userAgent: null, ipAddress: null, factors: ['password'] })
    const days = (at?: Date) => Math.round(((at?.getTime() ?? 0) - Date.now()) / 86_400_000)
    expect([days(session?.expiresAt), days(session?.endsAt)]).toEqual([30, 90])
  })

  test('is seen at most every five minutes, and never moves past its end', async () => {
    const { id, cookie } = await doors.person()
    const of = eq(sessions.customerId, id)
    const endsAt = new Date(Date.now() + 86_400_000)
    const seenAt = new Date(Date.now() - 400_000)
    await doors.db.update(sessions).set({ seenAt, endsAt, expiresAt: endsAt }).where(of)
    expect(await statusOf(cookie)).toBe(200)
    const seen = async () => (await doors.db.select().from(sessions).where(of))[0]
    await expect.poll(async () => (await seen())?.seenAt.getTime()).toBeGreaterThan(seenAt.getTime())
    expect((await seen())?.expiresAt).toEqual(endsAt)
    const noted = await seen()
    await statusOf(cookie)
    expect(await seen()).toEqual(noted)
    await expect(
      doors.db
        .update(sessions)
        .set({ expiresAt: new Date(endsAt.getTime() + 1) })
        .where(of),
    ).rejects.toThrow()
  })

  test('of staff ends after twelve hours, also when it began before they were staff', async () => {
    const { id, cookie } = await doors.person({ staff: true })
    const beganAgo = (hours: number) =>
      doors.db
        .update(sessions)
        .set({ createdAt: new Date(Date.now() - hours * 3_600_000) })
        .where(eq(sessions.customerId, id))
    await beganAgo(11.9)
    expect(await statusOf(cookie)).toBe(200)
    await beganAgo(12.1)
    expect(await statusOf(cookie)).toBe(401)
  })

  test('is ended from another one, and the next request finds nobody', async () => {
    const ana = await doors.person()
    const second = cookieOf(await signIn(ana.email))
    const third = cookieOf(await signIn(ana.email))
    const listed = await doors.call('account.security', undefined, ana)
    const { devices } = (
      (await listed.json()) as { result: { data: { json: { devices: { id: string; isThis: boolean }[] } } } }
    ).result.data.json
    expect(devices.map(({ isThis }) => isThis)).toEqual([true, false, false])
    const { sessionId } = await sessionOf(second)
    await doors.mutate('account.endSessions', { which: { sessionId } }, ana)
    expect(await Promise.all([statusOf(ana.cookie), statusOf(second), statusOf(third)])).toEqual([
      200, 401, 200,
    ])
    await doors.mutate('account.endSessions', { which: 'others' }, ana)
    expect(await Promise.all([statusOf(ana.cookie), statusOf(third)])).toEqual([200, 401])
    await doors.mutate('account.endSessions', { which: 'all' }, ana)
    expect(await statusOf(ana.cookie)).toBe(401)
  })

  test('of somebody else cannot be ended', async () => {
    const [ana, ben] = [await doors.person(), await doors.person()]
    const { sessionId } = await sessionOf(ben.cookie)
    await doors.mutate('account.endSessions', { which: { sessionId } }, ana)
    expect(await statusOf(ben.cookie)).toBe(200)
  })

  test('on a new device is told by mail, and on a known one is not', async () => {
    const ana = await doors.person()
    await signIn(ana.email, PASSWORD, { cookie: ana.cookie })
    expect((await inbox(ana.email)).map(({ subject }) => subject)).toEqual(['Confirm your email address'])
    await signIn(ana.email)
    const letters = await inbox(ana.email)
    expect(letters.map(({ subject }) => subject)).toContain('New sign-in to your account')
    expect(letters.length).toBe(2)
    expect(await eventsOf(ana.id)).toEqual(['signed_up', 'signed_in', 'new_device'])
  })

  test('leaves a history that nobody rewrites', async () => {
    const { id } = await doors.person()
    await expect(
      doors.db.update(sessionEvents).set({ what: 'ended' }).where(eq(sessionEvents.customerId, id)),
    ).rejects.toThrow()
  })
})

async function sessionOf(cookie: string) {
  const token = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')[0] ?? ''
  const [session] = await doors.db.select().from(sessions).where(eq(sessions.token, token))
  return { sessionId: session?.id ?? '' }
}

describe('A password', () => {
  test('is changed by one who knows it: other sessions end, this one goes on under a new token', async () => {
    const ana = await doors.person()
    const other = cookieOf(await signIn(ana.email))
    const wrong = await doors.mutate(
      'account.changePassword',
      { password: 'a wrong password', newPassword: NEW_PASSWORD },
      ana,
    )
    expect(wrong.status).toBe(400)
    const changed = await doors.mutate(
      'account.changePassword',
      { password: PASSWORD, newPassword: NEW_PASSWORD },
      ana,
    )
    expect(changed.status).toBe(200)
    const cookie = cookieOf(changed)
    expect(await Promise.all([statusOf(ana.cookie), statusOf(other), statusOf(cookie)])).toEqual([
      401, 401, 200,
    ])
    expect((await signIn(ana.email)).status).toBe(401)
    expect((await signIn(ana.email, NEW_PASSWORD)).status).toBe(200)
    expect((await inbox(ana.email)).map(({ subject }) => subject)).toContain('Your password was changed')
  })

  test('opens a session also in a browser that still brings the cookie of one that was ended', async () => {
    const ana = await doors.person()
    await doors.db.$client`delete from sessions where customer_id = ${ana.id}`
    const answer = await doors.send('POST', '/api/auth/sign-in/email', {
      as: ana,
      body: { email: ana.email, password: PASSWORD },
    })
    expect(answer.status).toBe(200)
    expect(await statusOf(cookieOf(answer))).toBe(200)
  })

  test('of an ended session leaves a visitor a cart, as any new browser has one', async () => {
    await stockUp(doors.db, { sku: 'JUG' })
    const ana = await doors.person()
    await doors.db.$client`delete from sessions where customer_id = ${ana.id}`
    const added = await doors.mutate('cart.add', { sku: 'JUG', quantity: 1 }, ana)
    expect(added.status).toBe(200)
    const cart = await doors.send('GET', '/api/trpc/cart.get', { headers: { cookie: cookieOf(added) } })
    expect(await cart.text()).toContain('JUG')
  })

  test('that was checked just before it was changed opens nothing', async () => {
    const ana = await doors.person()
    await doors.mutate('account.changePassword', { password: PASSWORD, newPassword: NEW_PASSWORD }, ana)
    expect(await stillOpens(doors.db, ana.id, PASSWORD)).toBe(false)
    expect(await stillOpens(doors.db, ana.id, NEW_PASSWORD)).toBe(true)
  })

  test('that everybody tries first is refused, in any case', async () => {
    const { email } = await doors.person()
    for (const password of ['password123', 'PASSWORD123', '1234567890']) {
      const body = { name: 'Ana', email: `x-${email}`, password }
      const answer = await doors.send('POST', '/api/auth/sign-up/email', { body })
      expect([password, answer.status]).toEqual([password, 400])
      expect(await answer.text()).toContain('among the first that are guessed')
    }
  })

  test('that an older release hashed still opens, and is hashed again at signing in', async () => {
    const { id, email } = await doors.person()
    const { hashPassword } = await import('better-auth/crypto')
    const older = await hashPassword(PASSWORD)
    const of = eq(accounts.customerId, id)
    await doors.db.update(accounts).set({ password: older }).where(of)
    expect((await signIn(email, 'a wrong password')).status).toBe(401)
    expect((await signIn(email)).status).toBe(200)
    const [kept] = await doors.db.select().from(accounts).where(of)
    expect(kept?.password).toMatch(/^scrypt-/)
    expect((await signIn(email)).status).toBe(200)
  })

  test('that is forgotten is replaced by a link, once, and every session ends', async () => {
    const ana = await doors.person()
    await doors.db.update(customers).set({ emailVerified: true }).where(eq(customers.id, ana.id))
    const { door, id } = await forgot(ana.email)
    const short = await press(door, { act: 'yes', password: 'short' })
    expect([short.status, short.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('wrong=short'),
    ])
    expect(await stateOf(id)).toBe('open')
    expect((await press(door, { act: 'yes', password: NEW_PASSWORD })).status).toBe(303)
    expect(await stateOf(id)).toBe('used')
    expect(await statusOf(ana.cookie)).toBe(401)
    expect((await signIn(ana.email, NEW_PASSWORD)).status).toBe(200)
    await press(door, { act: 'yes', password: 'another five words here' })
    expect((await signIn(ana.email, NEW_PASSWORD)).status).toBe(200)
  })

  test('that is forgotten at an address without an account gets the same answer', async () => {
    const { email } = await doors.person()
    const asked = async (address: string) => {
      const answer = await doors.mutate('account.forgotPassword', { email: address })
      return { status: answer.status, said: await answer.text() }
    }
    expect(await asked('nobody-here@example.com')).toEqual(await asked(email))
    expect(await inbox('nobody-here@example.com')).toEqual([])
  })

  test('is not changed by a link whose hour is over, or whose key is another’s', async () => {
    const [ana, ben] = [await doors.person(), await doors.person()]
    const link = await forgot(ana.email)
    const other = await forgot(ben.email)
    const mixed = `/api/account-links/${link.id}?${other.door.split('?')[1]}`
    expect((await press(mixed, { act: 'yes', password: NEW_PASSWORD })).status).toBe(404)
    await doors.db.update(proofs).set({ expiresAt: new Date() }).where(eq(proofs.id, link.id))
    await press(link.door, { act: 'yes', password: NEW_PASSWORD })
    expect((await signIn(ana.email)).status).toBe(200)
  })
})

describe('The link that proves an address', () => {
  const SUBJECT = 'Confirm your email address'
  const isProved = async (id: string) =>
    (await doors.db.select().from(customers).where(eq(customers.id, id)))[0]?.emailVerified

  test('comes with the account, is not used up by looking at it, and counts in a browser that is signed in', async () => {
    const ana = await doors.person()
    const { door, id } = await linkFor(ana.email, SUBJECT)
    const key = new URL(door, 'http://x').searchParams.get('key')
    for (let look = 0; look < 3; look++)
      expect((await doors.call('account.link', { id, key })).status).toBe(200)
    expect(await isProved(ana.id)).toBe(false)
    expect((await press(door, { act: 'yes' }, ana)).status).toBe(303)
    expect(await isProved(ana.id)).toBe(true)
    expect(await eventsOf(ana.id)).toEqual(['signed_up', 'address_proved'])
  })

  test('asks anybody else for the password, so that nobody proves a stranger’s account by one press', async () => {
    const ana = await doors.person()
    const { door } = await linkFor(ana.email, SUBJECT)
    const answer = await press(door, { act: 'yes' })
    expect(answer.headers.get('location')).toContain('wrong=password')
    expect(await isProved(ana.id)).toBe(false)
    await press(door, { act: 'yes', password: PASSWORD })
    expect(await isProved(ana.id)).toBe(true)
  })

  test('lets the owner of the address send a stranger’s account away', async () => {
    const squatter = await doors.person()
    const { door } = await linkFor(squatter.email, SUBJECT)
    await press(door, { act: 'not-me' })
    expect(await statusOf(squatter.cookie)).toBe(401)
    expect(await doors.db.select().from(customers).where(eq(customers.id, squatter.id))).toEqual([])
  })

  test('does not work from another site', async () => {
    const ana = await doors.person()
    const { door } = await linkFor(ana.email, SUBJECT)
    const answer = await doors.send('POST', door, {
      as: ana,
      body: 'act=yes',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
    })
    expect(answer.status).toBe(403)
    expect(await isProved(ana.id)).toBe(false)
  })

  test('is sent again a few times and then no more', async () => {
    const ana = await doors.person()
    await doors.mutate('account.proveAddress', undefined, ana)
    const letters = (await inbox(ana.email)).filter(({ subject }) => subject === SUBJECT)
    expect(letters.length).toBe(2)
  })
})

test('the owner of an address takes it back from a stranger by “forgotten password”, and nothing of the stranger stays', async () => {
  const squatter = await doors.person({ name: 'Mallory' })
  const { door } = await forgot(squatter.email)
  await press(door, { act: 'yes', password: NEW_PASSWORD })
  expect(await statusOf(squatter.cookie)).toBe(401)
  expect((await signIn(squatter.email)).status).toBe(401)
  const owner = await signIn(squatter.email, NEW_PASSWORD)
  expect(owner.status).toBe(200)
  const [kept] = await doors.db.select().from(customers).where(eq(customers.email, squatter.email))
  expect(kept?.id).not.toBe(squatter.id)
  expect(kept).toMatchObject({ emailVerified: true, name: squatter.email.split('@')[0] })
})

test('a stranger who was in the account is not let back in by a link that they asked for before', async () => {
  const ana = await doors.person()
  const strangers = `${crypto.randomUUID()}@example.com`
  await doors.mutate('account.changeEmail', { email: strangers, password: PASSWORD }, ana)
  const { door } = await linkFor(strangers, 'Confirm your new email address')
  await doors.mutate('account.changePassword', { password: PASSWORD, newPassword: NEW_PASSWORD }, ana)
  expect((await press(door, { act: 'yes' })).status).toBe(404)
  expect((await signIn(ana.email, NEW_PASSWORD)).status).toBe(200)
})

test('an account is deleted with its password, and what is left of it is a mail', async () => {
  const ana = await doors.person()
  const wrong = await doors.mutate('account.remove', { password: 'a wrong password' }, ana)
  expect(wrong.status).toBe(400)
  expect((await doors.mutate('account.remove', { password: PASSWORD }, ana)).status).toBe(200)
  expect(await statusOf(ana.cookie)).toBe(401)
  expect((await signIn(ana.email)).status).toBe(401)
  expect(await eventsOf(ana.id)).toEqual([])
  expect((await inbox(ana.email)).map(({ subject }) => subject)).toContain('Your account is deleted')
})

test('an account of staff is not deleted by its person alone', async () => {
  const staff = await doors.person({ staff: true })
  expect((await doors.mutate('account.remove', { password: PASSWORD }, staff)).status).toBe(409)
  expect(await statusOf(staff.cookie)).toBe(200)
})

test('one’s own data is a file without keys and secrets, and nobody else’s', async () => {
  const [ana, ben] = [await doors.person(), await doors.person()]
  const answer = await doors.send('GET', '/api/account/data', { as: ana })
  expect(answer.headers.get('content-disposition')).toContain('your-data.json')
  const text = await answer.text()
  expect(text).toContain(ana.email)
  for (const secret of [ben.email, await sessionTokenOf(ana), 'scrypt-']) expect(text).not.toContain(secret)
  expect((await doors.send('GET', '/api/account/data')).status).toBe(401)
})

const sessionTokenOf = async ({ id }: Person) =>
  (await doors.db.select().from(sessions).where(eq(sessions.customerId, id)))[0]?.token ?? 'none'

describe('Another email address', () => {
  const SUBJECT = 'Confirm your new email address'
  const address = () => `${crypto.randomUUID()}@example.com`

  test('is the account’s once the link there is pressed; both addresses are told, other sessions end', async () => {
    const ana = await doors.person()
    const other = cookieOf(await signIn(ana.email))
    const email = address()
    await doors.mutate('account.changeEmail', { email, password: PASSWORD }, ana)
    expect((await signIn(email)).status).toBe(401)
    const { door } = await linkFor(email, SUBJECT)
    const moved = await press(door, { act: 'yes' }, ana)
    const cookie = cookieOf(moved)
    expect(await Promise.all([statusOf(ana.cookie), statusOf(other), statusOf(cookie)])).toEqual([
      401, 401, 200,
    ])
    expect((await signIn(email)).status).toBe(200)
    expect((await signIn(ana.email)).status).toBe(401)
    expect((await inbox(ana.email)).map(({ subject }) => subject)).toContain(
      'Your account has another email address now',
    )
    expect((await inbox(email)).map(({ subject }) => subject)).toContain('Your email address was changed')
  })

  test('needs the password, and is not taken from an account that proved it', async () => {
    const [ana, ben] = [await doors.person(), await doors.person()]
    await doors.db.update(customers).set({ emailVerified: true }).where(eq(customers.id, ben.id))
    expect(
      (await doors.mutate('account.changeEmail', { email: address(), password: 'wrong words' }, ana)).status,
    ).toBe(400)
    await doors.mutate('account.changeEmail', { email: ben.email, password: PASSWORD }, ana)
    const { door } = await linkFor(ben.email, SUBJECT)
    expect((await press(door, { act: 'yes' }, ana)).headers.get('location')).toContain('wrong=taken')
    expect(await statusOf(ben.cookie)).toBe(200)
  })
})
