import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type Doors, openDoors } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { bearsSession } from './session-cookie.ts'

let doors: Doors
/** Of many sessions: a signature may hold any letter of base64. */
let cookies: string[]
beforeAll(async () => {
  doors = await openDoors()
  cookies = []
  await stockUp(doors.db, { sku: 'MUG' })
  for (let round = 0; round < 20; round++)
    cookies.push(cookieOf(await doors.mutate('cart.add', { sku: 'MUG' })))
})
afterAll(() => doors.close())

const ownValue = (cookie: string) => cookie.slice(cookie.indexOf('=') + 1)

test('A session that we began is known by its cookie, under the name of either scheme', () => {
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^orderly\.session_token=/)
    expect(bearsSession(cookie)).toBe(true)
    expect(bearsSession(`theme=dark; __Host-${cookie}`)).toBe(true)
    expect(bearsSession(`a=b;${cookie};c=d`)).toBe(true)
    expect(bearsSession(`orderly.session_token=${decodeURIComponent(ownValue(cookie))}`)).toBe(true)
  }
})

test('A cookie with another name, or with a value that we did not sign, is no session', () => {
  const value = ownValue(cookies[0] ?? '')
  const other = ownValue(cookies[1] ?? '')
  for (const cookie of [
    undefined,
    null,
    '',
    'a=orderly.session_token',
    'orderly.session_token',
    'orderly.session_token=',
    'orderly.session_token=abc',
    '__Host-orderly.session_token=abc',
    'orderly.session_token=.',
    `xorderly.session_token=${value}`,
    `orderly.session_token2=${value}`,
    `Orderly.Session_Token=${value}`,
    `__Secure-orderly.session_token=${value}`,
    `a=orderly.session_token=${value}`,
    `orderly.session_token=${value.slice(1)}`,
    `orderly.session_token=${value.slice(0, -4)}`,
    `orderly.session_token=${value}x`,
    `orderly.session_token=${value.split('.')[0]}.${other.split('.')[1]}`,
    `orderly.session_token=${'a'.repeat(32)}.${'A'.repeat(43)}%3D`,
    `orderly.session_token=${'x'.repeat(15_000)}`,
    `${'orderly.session_token=abc; '.repeat(600)}orderly.session_token=${value}`,
  ])
    expect(bearsSession(cookie), String(cookie).slice(0, 80)).toBe(false)
})
