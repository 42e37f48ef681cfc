import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { SOCKET_ADDRESS_HEADER } from '#platform/http/client-address.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { giftCodeOf } from './gift-code.ts'
import { creditLimits } from './rate-limits.ts'
import { testCard, testCustomer } from './test-cards.ts'

let doors: Doors
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  doors = await openDoors()
})
afterAll(() => doors.close())

let address: string
let addresses = 0
beforeEach(() => {
  address = `198.19.0.${++addresses}`
})

const guess = () => giftCodeOf(crypto.randomUUID())
const ask = async (code: string, from = address) => {
  const answer = await doors.send('POST', '/api/trpc/credit.balance', {
    body: { json: { code } },
    headers: { [SOCKET_ADDRESS_HEADER]: from },
  })
  const { result } = (await answer.json()) as { result?: { data: { json: { kind: string } } } }
  return result?.data.json.kind ?? answer.status
}

test('a code that opens nothing costs, and after ten of them the address reads no card for a while; others go on', async () => {
  const { code } = await testCard(doors, 1_000)
  expect(await ask(code)).toBe('usable')
  const guesses: unknown[] = []
  for (let time = 0; time < creditLimits.guessGiftCard.most; time++) guesses.push(await ask(guess()))
  expect(new Set(guesses)).toEqual(new Set(['refused']))
  expect([await ask(guess()), await ask(code)]).toEqual([429, 429])
  expect(await ask(code, '198.19.9.9')).toBe('usable')
})

test('guesses at the same moment count as well', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(guess())))
  expect(answers.filter(answer => answer === 'refused').length).toBeLessThanOrEqual(
    creditLimits.guessGiftCard.most,
  )
})

test('cards that there are cost nothing, also used up and blocked ones', async () => {
  const { code, id } = await testCard(doors, 1_000)
  await doors.db.$client`update credit_accounts set state = 'blocked' where id = ${id}`
  for (let time = 0; time < 2 * creditLimits.guessGiftCard.most; time++)
    expect(await ask(code)).toBe('refused')
  await doors.db.$client`update credit_accounts set state = 'active' where id = ${id}`
  expect(await ask(code)).toBe('usable')
})

test('addresses that guess together get no further than one', async () => {
  const until = Date.now() + 3_600_000
  await doors.db.$client`insert into rate_limits (key, points, expire)
    values ('guessAnyGiftCard:everybody', ${creditLimits.guessAnyGiftCard.most}, ${until})
    on conflict (key) do update set points = excluded.points, expire = excluded.expire`
  expect(await ask(guess())).toBe(429)
})

test('a customer reads their own store credit, and nobody else’s', async () => {
  const [ana, ben] = [await doors.person(), await doors.person()]
  const other = await testCustomer(doors.db)
  for (const [owner, balance] of [
    [ana.id, 700],
    [other, 900],
  ] as const)
    await doors.db.$client`insert into credit_accounts (id, kind, customer_id, currency, balance_minor)
      values (gen_random_uuid(), 'store_credit', ${owner}, 'GBP', ${balance})`
  const mine = async (person: typeof ana) => {
    const answer = await doors.call('credit.mine', undefined, person)
    const { result } = (await answer.json()) as { result: { data: { json: { balanceMinor: number }[] } } }
    return result.data.json.map(({ balanceMinor }) => balanceMinor)
  }
  expect([await mine(ana), await mine(ben)]).toEqual([[700], []])
})
