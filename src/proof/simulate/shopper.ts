import { Refusal } from '#platform/lib/refusal.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { abandonOrder } from '#slices/orders/abandon-order.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-input.ts'
import { settleAgain } from '#slices/orders/settle-again.ts'
import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { codesOf, giftCardsOf, isNoBargain } from './bargains.ts'
import { changeTheirMind } from './change-of-mind.ts'
import type { Answer, Process } from './process.ts'
import type { Random } from './random.ts'
import { sendBack } from './send-back.ts'
import { see, type World } from './world.ts'

/** The answers that shoppers got, which must be true in the end. */
export type Told = {
  orderId: string
  number: number
  kinds: PlaceOrderAnswer['kind'][]
  said3ds: 'approve' | 'refuse' | null
}

const MOST_TRIES = 6
const cards = [
  [10, 'pm_card_visa'],
  [2, 'pm_card_chargeDeclined'],
  [1, 'pm_card_visa_chargeDeclinedInsufficientFunds'],
  [4, 'pm_card_authenticationRequired'],
] as const

/** One shopper: places an order and, whatever happens to the answer, asks again with the same id until they know. */
export async function shop(
  world: World,
  webs: readonly Process[],
  goods: readonly { sku: string }[],
  shopper: { number: number; random: Random; told: Told[] },
): Promise<void> {
  const { scheduler } = world
  const { random } = shopper
  const input = draftOrder(random, goods, `shopper-${shopper.number}@example.com`)
  const told: Told = { orderId: input.orderId, number: shopper.number, kinds: [], said3ds: null }
  shopper.told.push(told)
  const me = `shopper ${shopper.number}`
  const web = () => random.pick(webs)
  // Half of them sit in one office.
  const address = random.chance(0.5) ? '192.0.2.1' : `198.51.100.${shopper.number}`
  const place = (sent: PlaceOrderInput) =>
    web().call(`${me} places`, { kind: 'program' }, ctx =>
      placeOrder({ ...ctx, address }, sent, { customerId: null }),
    )

  if (random.chance(0.15)) {
    see(world, 'shopper: the same order twice at once')
    scheduler.after(random.int(0, 30), `${me} doubled`, async () => {
      const twin = await place(input)
      if (twin.kind === 'answered') told.kinds.push(twin.value.kind)
      else if (!isNoBargain(twin)) noteSurprise(world, me, twin)
    })
  }
  const answer = await askUntilKnown(world, web, {
    input,
    random,
    told,
    me,
    place,
    mayBeBound: address === '192.0.2.1',
  })
  if (!answer) return
  if (random.chance(0.1)) await reuseTheId(world, place, input)
  if (answer.kind === 'confirmed') await changeTheirMind(world, web, { random, orderId: input.orderId, me })
  await sendBack(world, web, { random, orderId: input.orderId, me })
}

type Asking = {
  input: PlaceOrderInput
  random: Random
  told: Told
  me: string
  place: (sent: PlaceOrderInput) => Promise<Answer<PlaceOrderAnswer>>
  /** Others who order from there, or earlier orders, may have come to a bound. */
  mayBeBound: boolean
}

/** Asks with the same id until the answer says how the order stands. Null: they gave up. */
export async function askUntilKnown(
  world: World,
  web: () => Process,
  { input, random, told, me, place, mayBeBound }: Asking,
): Promise<PlaceOrderAnswer | null> {
  const { scheduler } = world
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const answer = await place(input)
    if (attempt > 0) see(world, 'shopper: asked again with the same id')
    if (isNoBargain(answer)) {
      see(world, `shopper: ${answer.error.code}`)
      return null
    }
    if (answer.kind !== 'answered') {
      noteSurprise(world, me, answer)
      if (isBound(answer) && !mayBeBound)
        world.surprises.push(`${me}, who buys once, was refused by a bound: ${String(answer.error)}`)
      await scheduler.wait(random.int(500, 8_000))
      continue
    }
    told.kinds.push(answer.value.kind)
    scheduler.note(`${me} (${input.orderId.slice(0, 8)}, ${wayOf(input)}) was told ${answer.value.kind}`)
    see(world, `shopper: told ${answer.value.kind}`)
    if (input.codes && answer.value.kind === 'confirmed') see(world, 'shopper: a code taken')
    if (input.giftCards && answer.value.kind === 'confirmed') see(world, 'shopper: paid with a gift card')
    if (answer.value.kind === 'payments_unavailable' || answer.value.kind === 'processing') {
      await scheduler.wait(random.int(2_000, 12_000))
      continue
    }
    if (answer.value.kind === 'requires_action') await meetTheBank(world, web, random, answer.value, told)
    return answer.value
  }
  return null
}

function draftOrder(random: Random, goods: readonly { sku: string }[], email: string): PlaceOrderInput {
  const lines = Array.from(
    {
      length: random.weighed([
        [4, 1],
        [5, 2],
        [1, 3],
      ]),
    },
    () => ({
      sku: random.pick(goods).sku,
      quantity: random.weighed([
        [5, 1],
        [2, 2],
        [1, 5],
      ]),
    }),
  )
  return orderInput({
    orderId: random.uuid(),
    email,
    lines: [...new Map(lines.map(line => [line.sku, line])).values()],
    payment: { method: random.weighed(cards) },
    codes: codesOf(random),
    giftCards: giftCardsOf(random),
  })
}

/** The bank asks the shopper, who agrees, refuses, takes another way, or goes away. */
async function meetTheBank(
  world: World,
  web: () => Process,
  random: Random,
  answer: Extract<PlaceOrderAnswer, { kind: 'requires_action' }>,
  told: Told,
) {
  const { scheduler } = world
  const { orderId } = told
  const key = { token: trackingTokenOf(orderId), customerId: null, isStaff: false }
  const decision = random.weighed([
    [5, 'approve'],
    [2, 'refuse'],
    [2, 'abandon'],
    [3, 'go away'],
  ] as const)
  // Some find the page again when the hold is long over.
  await scheduler.wait(
    random.chance(0.15) ? random.int(15 * 60_000, 20 * 60_000) : random.int(1_000, 120_000),
  )
  see(world, `3-D Secure: ${decision}`)
  scheduler.note(`shopper ${told.number} at the bank: ${decision}`)
  if (decision === 'abandon') {
    const abandoned = await web().call(`abandons ${orderId.slice(0, 8)}`, { kind: 'program' }, ctx =>
      abandonOrder(ctx, orderId, key),
    )
    if (abandoned.kind === 'answered') see(world, `shopper: told ${abandoned.value.kind}`)
    else noteSurprise(world, `shopper ${told.number} abandoning`, abandoned)
  }
  if (decision !== 'approve' && decision !== 'refuse') return
  told.said3ds = decision
  await fetch(answer.nextAction.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ answer: decision }),
    redirect: 'manual',
  })
  if (random.chance(0.5)) return
  const again = await web().call(`asks after ${orderId.slice(0, 8)}`, { kind: 'program' }, ctx =>
    settleAgain(ctx, orderId, key),
  )
  if (again.kind === 'answered') told.kinds.push(again.value.kind)
  else noteSurprise(world, `shopper ${told.number}`, again)
}

async function reuseTheId(
  world: World,
  place: (sent: PlaceOrderInput) => Promise<Answer<PlaceOrderAnswer>>,
  input: PlaceOrderInput,
) {
  const answer = await place({ ...input, email: 'mallory@example.com' })
  if (
    answer.kind === 'failed' &&
    answer.error instanceof Refusal &&
    answer.error.code === 'idempotency_key_reused'
  )
    see(world, 'shopper: reused id refused')
  else if (
    answer.kind === 'answered' &&
    answer.value.kind !== 'out_of_stock' &&
    answer.value.kind !== 'payments_unavailable'
  )
    world.surprises.push(`another order under the id ${input.orderId} was answered ${answer.value.kind}`)
}

/** The bank makes the ids of tokens and kept cards by chance, and a run of the same seed has the same history. */
const wayOf = ({ payment: { method } = { method: 'none' } }: PlaceOrderInput) =>
  /^pm_card_/.test(method) ? method : method.split('_')[0]

const isBound = (answer: Answer<unknown>): answer is { kind: 'failed'; error: Refusal } =>
  answer.kind === 'failed' && answer.error instanceof Refusal && answer.error.code === 'rate_limited'

/** A refusal with a code is the shop's own word; a strike is ours; anything else should not happen. */
export function noteSurprise(world: World, who: string, answer: Answer<unknown>) {
  if (answer.kind !== 'failed' || answer.error instanceof Refusal) return
  const { error } = answer
  if (error instanceof Error && error.message.startsWith('struck at')) return
  world.surprises.push(`${who}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}
