import { customers } from '#platform/auth/schema.ts'
import type { Db } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-input.ts'
import { removeCard } from '#slices/payments/cards/change-cards.ts'
import type { SavedCard, SavedCardUse } from '#slices/payments/cards/saved-card.ts'
import { savedCards } from '#slices/payments/cards/saved-cards.ts'
import type { PaymentGateway } from '#slices/payments/provider.ts'
import type { Process } from './process.ts'
import { type Random, random } from './random.ts'
import { askUntilKnown, noteSurprise, type Told } from './shopper.ts'
import { see, type World } from './world.ts'

/** Somebody with an account whose address is proved, and what they know of their cards. */
export type Regular = {
  number: number
  customerId: string
  email: string
  /** How often they ticked the box that keeps a card. */
  ticked: number
  /** Cards that they have seen in their list. */
  seen: Set<string>
  /** Cards of which the shop has said that they are gone. */
  gone: Set<string>
}

const ACTS = [
  [4, 'keep'],
  [4, 'use'],
  [1, 'steal'],
  [2, 'remove'],
] as const
const cards = [
  [6, 'pm_card_visa'],
  [2, 'pm_card_mastercard'],
  [1, 'pm_card_chargeDeclined'],
  [2, 'pm_card_authenticationRequired'],
] as const

export async function openAccounts(db: Db, seed: number, numbers: readonly number[]): Promise<Regular[]> {
  const regulars = numbers.map(number => ({
    number,
    customerId: random(seed, 'account', number).uuid(),
    email: `regular-${number}@example.com`,
    ticked: 0,
    seen: new Set<string>(),
    gone: new Set<string>(),
  }))
  for (const { customerId: id, email } of regulars)
    await db.insert(customers).values({ id, name: 'Regular', email, emailVerified: true })
  return regulars
}

type Visit = {
  regular: Regular
  others: readonly Regular[]
  random: Random
  told: Told[]
  /** They begin nothing new after this, or a parcel would still be on its way when all is judged. */
  leavesMs: number
}

/** They come several times: they pay with cards that they keep, take some away, and one tries a card of somebody else. */
export async function shopAsRegular(
  world: World,
  webs: readonly Process[],
  goods: readonly { sku: string }[],
  visit: Visit,
): Promise<void> {
  const { regular, random } = visit
  const web = () => random.pick(webs)
  for (let left = random.int(2, 5), first = true; left > 0; left--, first = false) {
    await world.scheduler.wait(random.int(500, 60_000))
    if (world.scheduler.nowMs > visit.leavesMs) return
    const act = first ? 'keep' : random.weighed(ACTS)
    world.scheduler.note(`regular ${regular.number}: ${act}`)
    if (act === 'keep') await payWith(world, web, goods, visit, act, await newToken(world, random))
    else if (act === 'steal') await payWith(world, web, goods, visit, act, cardOfAnother(visit))
    else {
      const card = await chooseCard(world, web, visit)
      if (!card) continue
      const removing = () => takeAway(world, web, regular, card.id)
      // In another tab, at the same moment.
      if (act === 'use' && random.chance(0.3))
        world.scheduler.after(random.int(0, 400), `regular ${regular.number} removes`, removing)
      if (act === 'use') await payWith(world, web, goods, visit, act, card.id)
      else await removing()
    }
  }
}

async function payWith(
  world: World,
  web: () => Process,
  goods: readonly { sku: string }[],
  visit: Visit,
  act: 'keep' | 'use' | 'steal',
  method: string | null,
): Promise<void> {
  const { regular, random, told: all } = visit
  const { number, customerId, email } = regular
  // One thing of which something is left, as the page of a product shows it.
  const sku = random.pick(await onShelves(world, goods))
  const input = orderInput({
    orderId: random.uuid(),
    email,
    lines: [{ sku, quantity: 1 }],
    payment: { method: method ?? '' },
  })
  if (!method) return
  const savedCard: SavedCardUse = act === 'keep' ? 'save' : 'use'
  if (act === 'keep') regular.ticked++
  const me = `regular ${number}`
  const place = (sent: PlaceOrderInput) =>
    web().call(`${me} places`, { kind: 'customer', id: customerId }, ctx =>
      placeOrder({ ...ctx, address: `203.0.113.${100 + number}` }, sent, { customerId, savedCard }),
    )
  if (act === 'steal') {
    const answer = await place(input)
    if (
      answer.kind === 'answered' &&
      answer.value.kind !== 'out_of_stock' &&
      answer.value.kind !== 'payments_unavailable'
    )
      world.surprises.push(`${me} chose a card of somebody else and was told ${answer.value.kind}`)
    if (answer.kind === 'failed' && answer.error instanceof Refusal) see(world, 'regular: steal refused')
    noteSurprise(world, me, answer)
    return
  }
  const told: Told = { orderId: input.orderId, number: 100 + number, kinds: [], said3ds: null }
  all.push(told)
  const answer = await askUntilKnown(world, web, { input, random, told, me, place, mayBeBound: true })
  see(world, `regular: ${act}, told ${answer?.kind ?? 'nothing'}`)
  if (answer?.kind === 'confirmed') await chooseCard(world, web, visit)
}

/** All of them when nothing is left, so that somebody is told so. */
async function onShelves(world: World, goods: readonly { sku: string }[]): Promise<readonly string[]> {
  const left = await world.db.$client<{ sku: string }[]>`
    select v.sku from variants v join stock_levels s on s.variant_id = v.id
    group by v.sku having sum(s.on_hand - s.reserved) > 0 order by v.sku`
  return (left.length ? left : goods).map(({ sku }) => sku)
}

/** A card out of the list, as their account shows it. */
async function chooseCard(
  world: World,
  web: () => Process,
  { regular, random }: Visit,
): Promise<SavedCard | null> {
  const me = `regular ${regular.number}`
  // A removal in another tab may end while the list is on its way.
  const goneBefore = new Set(regular.gone)
  const answer = await web().call(`${me} reads cards`, actorOf(regular), ctx =>
    savedCards(ctx, regular.customerId),
  )
  noteSurprise(world, me, answer)
  if (answer.kind !== 'answered' || answer.value.kind !== 'cards' || answer.value.cards.length === 0)
    return null
  for (const { id } of answer.value.cards) {
    regular.seen.add(id)
    if (goneBefore.has(id)) world.surprises.push(`${me} sees a card that the shop said is gone`)
  }
  return random.pick(answer.value.cards)
}

async function takeAway(world: World, web: () => Process, regular: Regular, cardId: string): Promise<void> {
  const me = `regular ${regular.number}`
  const answer = await web().call(`${me} removes`, actorOf(regular), ctx =>
    removeCard(ctx, { customerId: regular.customerId, cardId }),
  )
  noteSurprise(world, me, answer)
  if (answer.kind !== 'answered' || answer.value.kind !== 'cards') return
  if (answer.value.cards.some(({ id }) => id === cardId)) return
  regular.gone.add(cardId)
  see(world, 'regular: a card removed')
}

const actorOf = ({ customerId: id }: Regular) => ({ kind: 'customer', id }) as const

const cardOfAnother = ({ regular, others, random }: Visit): string | null => {
  const known = others.filter(one => one !== regular).flatMap(({ seen }) => [...seen])
  return known.length ? random.pick(known) : null
}

/** The shopper's browser asks the bank itself. Null: the bank did not answer. */
async function newToken(world: World, random: Random): Promise<string | null> {
  const answer = await atTheBank(world, 'confirmation_tokens', {
    method: 'POST',
    body: new URLSearchParams({ payment_method: random.weighed(cards) }),
  })
  return answer.ok ? ((await answer.json()) as { id: string }).id : null
}

const atTheBank = (world: World, path: string, asked: RequestInit = {}) =>
  fetch(`${world.sandboxUrl}/v1/${path}`, { ...asked, headers: { authorization: 'Bearer sk_test_sandbox' } })

/** What the bank keeps in the end: for each account one customer at most, no card that nobody wanted kept, and none that is gone. */
export async function judgeCards(
  world: World,
  gateway: PaymentGateway,
  regulars: readonly Regular[],
): Promise<string[]> {
  const answer = await atTheBank(world, 'customers?limit=100')
  const { data } = (await answer.json()) as { data: { id: string; metadata: { customer_id?: string } }[] }
  const wrong: string[] = []
  for (const { number, customerId, ticked, gone } of regulars) {
    const theirs = data.filter(({ metadata }) => metadata.customer_id === customerId)
    if (theirs.length > 1) wrong.push(`the bank has ${theirs.length} customers for regular ${number}`)
    const rows = await world.db.$client<{ id: string | null }[]>`
      select provider_id as id from provider_customers where customer_id = ${customerId}`
    if (rows.some(({ id }) => id !== null && !theirs.some(one => one.id === id)))
      wrong.push(`regular ${number} has a customer in our books whom the bank does not know`)
    for (const { id } of theirs) {
      const kept = await gateway.cards.cardsOf(id)
      if (kept.kind !== 'cards') wrong.push(`the bank did not list the cards of regular ${number}`)
      else if (kept.cards.length > ticked)
        wrong.push(
          `regular ${number} ticked the box ${ticked} times, and ${kept.cards.length} cards are kept`,
        )
      else if (kept.cards.some(card => gone.has(card.id)))
        wrong.push(`regular ${number} was told that a card is gone, and the bank keeps it`)
    }
  }
  return wrong
}
