import { DrizzleQueryError } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog } from './log.ts'

/** Writes one line and answers it. */
function line(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog({ level: 'info', to: { write: text => void lines.push(text) } }))
  expect(lines).toHaveLength(1)
  const [text = ''] = lines
  expect(() => JSON.parse(text)).not.toThrow()
  return text
}

const card = '4242 4242 4242 4242'
const person = {
  email: 'ana.moss@example.com',
  shippingAddress: { name: 'Ana Moss', line1: '1 Shelf Street', city: 'London', postalCode: 'SW1A 1AA' },
  phone: '+44 20 7946 0000',
}
const private_ = /4242|ana\.moss|Ana Moss|Shelf|London|SW1A|7946/

test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
  ['in a field', log => log.info({ note: `pays with ${card}` }, 'said')],
  ['in the message', log => log.info(`pays with ${card}, ana.moss@example.com`)],
  ['in what a child log was born with', log => log.child({ note: card, ...person }).info('said')],
  ['deep inside', log => log.info({ request: { body: { ...person, lines: [{ note: card }] } } }, 'said')],
  ['as a number', log => log.info({ note: 4242424242424242 }, 'said')],
  ['in the name of a field', log => log.info({ [card]: true }, 'said')],
  [
    'in an error',
    log => log.error({ error: new Error(`no such user ana.moss@example.com, ${card}`) }, 'failed'),
  ],
  [
    'in what pino calls err',
    log => log.error(Object.assign(new Error('no'), { detail: 'Key (email)=(ana.moss@example.com)' })),
  ],
])('a card number or a person’s details stand in no line: %s', (_, write) => {
  expect(line(write)).not.toMatch(private_)
})

test('a failed query is logged without its values, and with where it failed', () => {
  const values = ['ana.moss@example.com', 'Ana "Moss"\nof Shelf Street', card]
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "customers_email"'), {
    detail: 'Key (email)=(ana.moss@example.com) already exists.',
  })
  const error = new DrizzleQueryError('insert into "customers" values ($1, $2, $3)', values, cause)
  for (const write of [
    (log: ReturnType<typeof createLog>) => log.error({ error: String(error) }, 'failed'),
    (log: ReturnType<typeof createLog>) => log.error({ error: error.stack }, 'failed'),
    (log: ReturnType<typeof createLog>) => log.error({ error }, 'failed'),
    (log: ReturnType<typeof createLog>) => log.error(error, 'failed'),
  ]) {
    const text = line(write)
    expect(text).not.toMatch(/4242|ana\.moss|Moss|Shelf/)
    expect(text).toContain('insert into')
  }
  expect(line(log => log.error({ error: error.stack }, 'failed'))).toContain('log.test.ts')
})

test.each([
  ['sk_live_51Habcdefghijklmnop', 'sk_live_[cut]'],
  ['whsec_c2FuZGJveC13YXJlaG91c2U=', 'whsec_[cut]'],
  ['pi_3abc_secret_d8xYDnytxJ9SLhczL7HJ8UMpP', 'pi_3abc_secret_[cut]'],
  ['Authorization: Bearer abc.def-ghi', 'Bearer [cut]'],
  ['postgres://orderly:hunter2@db.example/orderly', 'postgres://[cut]@db.example/orderly'],
  ['cookie orderly.session_token=abc.def; theme=dark', 'orderly.session_token=[cut]; theme=dark'],
  ['https://shop.example/orders/1?token=abcdef&x=1', '?token=[cut]&x=1'],
  ['staff:019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11:Ada', 'staff:019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11'],
])('a secret is cut out of a text: %s', (secret, kept) => {
  const text = line(log => log.warn({ error: secret }, 'failed'))
  expect(text).toContain(kept)
  expect(text).not.toMatch(/abcdefgh|c2Fu|d8xY|hunter2|def-ghi|abc\.def|abcdef|Ada/)
})

test('the ids that lead to an order are kept', () => {
  const facts = {
    orderId: '01974242-4242-7424-8242-424242424242',
    orderNumber: 'O-2K7F-9QXM',
    providerId: 'pi_3NUqRMxVdtNeS55tM9HR9I12',
    refundId: 're_3NUqRMxVdtNeS55tM9HR9I12',
    queue: 'orders.reconcile',
    ms: 12,
    at: new Date(0),
  }
  expect(JSON.parse(line(log => log.info(facts, 'charged')))).toMatchObject({
    ...facts,
    at: '1970-01-01T00:00:00.000Z',
    msg: 'charged',
  })
})

test('every line stays JSON and holds no card number', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (facts, words) => {
      const text = line(log => log.info({ facts, note: `${words} 5555-5555-5555-4444 ${words}` }, words))
      expect(text).not.toContain('5555-5555-5555-4444')
    }),
    { numRuns: 300 },
  )
})
