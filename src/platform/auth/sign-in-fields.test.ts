import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type Doors, openDoors, PASSWORD } from '#proof/testing/doors.ts'
import { customers } from './schema.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const post = (path: string, body: object) => doors.send('POST', `/api/auth/${path}`, { body })
const person = (said: object = {}) => ({
  name: 'Ana Moss',
  email: `${crypto.randomUUID()}@example.com`,
  password: PASSWORD,
  ...said,
})

test.each([
  ['a name of 200,000 letters', { name: 'x'.repeat(200_000) }],
  ['a name of 101 letters', { name: 'x'.repeat(101) }],
  ['no name', { name: '' }],
  ['a name that nobody sees', { name: '\u200b\u3164' }],
  ['a name of two lines', { name: 'Ana\nMoss' }],
  ['a name that turns round', { name: 'Ana \u202egnp.exe' }],
  ['an address of visitors', { email: 'temp-1@visitor.invalid' }],
  ['an address that no mail reaches', { email: 'ana@mail.localhost' }],
  ['a quoted address', { email: '"ana moss"@example.com' }],
  ['an address of 255 characters', { email: `a@${'label.'.repeat(42)}x.com` }],
  ['a password of 9 characters', { password: 'x'.repeat(9) }],
  ['a password of 100,000 characters', { password: 'x'.repeat(100_000) }],
  ['a name that is a number', { name: 7 }],
])('%s is refused in words, and no account is made', async (_, said) => {
  const body = person(said)
  const answer = await post('sign-up/email', body)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  const told = await answer.text()
  expect(told).toMatch(/Use|Enter|Write|quotation|mail reaches|hidden|cannot be seen/)
  expect(told).not.toMatch(/expected|received|Invalid input/i)
  if (typeof body.email === 'string')
    expect(await doors.db.select().from(customers).where(eq(customers.email, body.email))).toEqual([])
})

test('an account is kept as it is read, without a picture', async () => {
  const email = `${crypto.randomUUID()}@example.com`
  const sent = {
    name: ' Zoe\u0308\u00a0 Moss ',
    email: `  ${email.toUpperCase()} `,
    password: PASSWORD,
    image: 'javascript:alert(1)',
  }
  expect((await post('sign-up/email', sent)).status).toBe(200)
  expect((await post('sign-up/email', { ...person(), role: 'admin' })).status).toBe(400)
  const [made] = await doors.db.select().from(customers).where(eq(customers.email, email))
  expect(made).toMatchObject({ name: 'Zoë Moss', email, image: null, role: 'customer' })
})

test('one signs in with the address as one types it', async () => {
  const email = `${crypto.randomUUID()}@xn--bcher-kva.example`
  expect((await post('sign-up/email', person({ email }))).status).toBe(200)
  for (const typed of [` ${email}\t`, email.toUpperCase(), email.replace('xn--bcher-kva', 'bücher')]) {
    const answer = await post('sign-in/email', { email: typed, password: PASSWORD })
    expect([typed, answer.status]).toEqual([typed, 200])
    expect(cookieOf(answer)).toContain('session_token')
  }
})
