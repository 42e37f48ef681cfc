import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SOCKET_ADDRESS_HEADER } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { cookieOf, type Doors, openDoors, PASSWORD } from '#proof/testing/doors.ts'
import { totpKeys } from './schema.ts'

let doors: Doors
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  doors = await openDoors()
})
afterAll(() => doors.close())

let addresses = 0
const from = () => ({ [SOCKET_ADDRESS_HEADER]: `198.18.7.${++addresses}` })
const guess = (cookie: string, headers: Record<string, string>) =>
  doors.send('POST', '/api/auth/sign-in/second-step', {
    body: { code: '000000' },
    headers: { cookie, ...headers },
  })

test('codes cannot be guessed: neither from one address nor from many, and at the desk no more than at the door', async () => {
  const { id, email, cookie } = await doors.person()
  const person = { id, email, cookie, name: '' }
  expect((await doors.mutate('factors.beginTotp', { password: PASSWORD }, person)).status).toBe(200)
  await doors.db.update(totpKeys).set({ provedAt: new Date() }).where(eq(totpKeys.customerId, id))
  const step = cookieOf(
    await doors.send('POST', '/api/auth/sign-in/email', {
      body: { email, password: PASSWORD },
      headers: from(),
    }),
  )
  const here = from()
  const statuses: number[] = []
  for (let tried = 0; tried <= platformLimits.codeFromAddress.most; tried++)
    statuses.push((await guess(step, here)).status)
  expect(statuses.slice(0, -1).every(status => status === 401)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
  for (let tried = statuses.length; tried <= platformLimits.codeOfAccount.most; tried++)
    expect((await guess(step, from())).status, `try ${tried}`).toBe(401)
  expect((await guess(step, from())).status).toBe(429)
  const proving = await doors.send('POST', '/api/trpc/factors.prove', {
    body: { json: { code: '000000' } },
    headers: { cookie, ...from() },
  })
  expect(proving.status).toBe(429)
})
