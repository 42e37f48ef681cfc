import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SOCKET_ADDRESS_HEADER } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { createAuth } from './auth.ts'

const shopUrl = 'http://shop.test'
const password = 'a-long-password'

let shop: TestShop
let auth: ReturnType<typeof createAuth>
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openTestShop()
  auth = createAuth({ db: shop.db, secret: 'x'.repeat(32), shopUrl })
})
afterAll(() => shop.close())

type From = { address: string; cookie?: string; forwardedFor?: string }

function post(path: string, body: object, { address, cookie, forwardedFor }: From): Promise<Response> {
  const headers = {
    origin: shopUrl,
    'content-type': 'application/json',
    [SOCKET_ADDRESS_HEADER]: address,
    ...(cookie && { cookie }),
    ...(forwardedFor && { 'x-forwarded-for': forwardedFor }),
  }
  return auth.handler(
    new Request(`${shopUrl}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
}

const tryToSignIn = (email: string, from: From, tried = 'a-wrong-password') =>
  post('/sign-in/email', { email, password: tried }, from)

/** An account, and the cookies of the browser that made it. */
async function account(email: string): Promise<{ cookie: string }> {
  const made = await post('/sign-up/email', { name: 'Ana', email, password }, { address: '203.0.113.1' })
  expect(made.status).toBe(200)
  const device = made.headers.getSetCookie().find(cookie => cookie.startsWith('orderly.device='))
  return { cookie: device?.split(';')[0] ?? '' }
}

test('a person who guesses at one account from one address is stopped, and told for how long', async () => {
  await account('ana@example.com')
  const from = (guess: number) => ({ address: '192.0.2.1', forwardedFor: `198.51.100.${guess}` })
  for (let guess = 0; guess < platformLimits.signInFromAddress.most; guess++)
    expect((await tryToSignIn('ana@example.com', from(guess))).status).toBe(401)
  const refused = await tryToSignIn('Ana@example.com', from(99))
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) })
})

test('one stranger alone shuts nobody out of their account', async () => {
  await account('ben@example.com')
  for (let guess = 0; guess < platformLimits.signInAtAccount.most; guess++)
    await tryToSignIn('ben@example.com', { address: '192.0.2.2' })
  const own = await tryToSignIn('ben@example.com', { address: '203.0.113.2' }, password)
  expect(own.status).toBe(200)
})

test('slow guessing from many addresses is stopped at the account, and its owner’s own browser is not', async () => {
  const own = await account('cy@example.com')
  const other = await account('dee@example.com')
  for (let guess = 0; guess < platformLimits.signInAtAccount.most; guess++)
    await tryToSignIn('cy@example.com', { address: `2001:db8:0:${guess.toString(16)}::1` })
  const signIn = (from: From) => tryToSignIn('cy@example.com', from, password)
  expect((await signIn({ address: '2001:db8:1::1' })).status).toBe(429)
  expect((await signIn({ address: '203.0.113.3', ...other })).status).toBe(429)
  expect((await signIn({ address: '203.0.113.3', ...own })).status).toBe(200)
})

test('signing in often does not count as guessing', async () => {
  await account('fay@example.com')
  for (let time = 0; time < 2 * platformLimits.signInFromAddress.most; time++)
    expect((await tryToSignIn('fay@example.com', { address: '192.0.2.6' }, password)).status).toBe(200)
})

test('the limit on new accounts holds for a whole network, not for each of its addresses', async () => {
  const signUp = (round: number, network: string) =>
    post(
      '/sign-up/email',
      { name: 'Bot', email: `bot-${network}-${round}@example.com`, password: 'short' },
      { address: `2001:db8:${network}::${round.toString(16)}` },
    )
  for (let round = 0; round < platformLimits.signUp.most; round++)
    expect((await signUp(round, '7:7')).status).toBe(400)
  expect((await signUp(999, '7:7')).status).toBe(429)
  expect((await signUp(999, '7:8')).status).toBe(400)
})
