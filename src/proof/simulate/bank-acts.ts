import type { Random } from './random.ts'
import type { Told } from './shopper.ts'
import { see, type World } from './world.ts'

type Row = { id: string; status: string; payment_intent: string }

/**
 * Somebody presses a button in the bank's own dashboard, or a card's holder calls their bank. The shop hears of it by a
 * webhook, if the weather lets one through.
 */
export async function actAtTheBank(
  world: World,
  { random, told }: { random: Random; told: readonly Told[] },
): Promise<void> {
  if (told.length === 0) return
  const { orderId } = random.pick(told)
  const [charge] = await read<{ paymentIntentId: string }>(world, `/_sandbox/charges?orderId=${orderId}`)
  if (!charge) return
  const payment = charge.paymentIntentId
  const act = random.weighed([
    [4, 'refund all'],
    [4, 'refund a part'],
    [2, 'refund later'],
    [3, 'a refund fails'],
    [3, 'dispute'],
    [1, 'inquire'],
  ] as const)
  switch (act) {
    case 'refund all':
      return byHand(world, act, { act: 'refund', payment })
    case 'refund a part':
      return byHand(world, act, { act: 'refund', payment, amount: random.int(1, 900) })
    case 'refund later': {
      const id = await byHandId(world, act, { act: 'refund', payment, pending: true })
      await world.scheduler.wait(random.int(1_000, 120_000))
      if (id) await byHand(world, 'a refund arrives', { act: 'refund-arrives', refund: id })
      return
    }
    case 'a refund fails': {
      const refunds = await listed(world, `refunds?payment_intent=${payment}&limit=100`)
      const given = refunds.find(({ status }) => status === 'succeeded')?.id
      const amount = random.int(1, 900)
      const refund = given ?? (await byHandId(world, 'refund a part', { act: 'refund', payment, amount }))
      // Days later, as far as one run knows days.
      await world.scheduler.wait(random.int(1_000, 200_000))
      if (refund) await byHand(world, act, { act: 'refund-fails', refund })
      return
    }
    case 'dispute':
    case 'inquire': {
      const id = await byHandId(world, act, { act: 'dispute', payment, inquiry: act === 'inquire' })
      const outcome = random.pick(['win', 'lose', 'wait'] as const)
      await world.scheduler.wait(random.int(1_000, 200_000))
      if (id && outcome !== 'wait') await byHand(world, outcome, { act: outcome, dispute: id })
    }
  }
}

async function byHand(world: World, what: string, action: object): Promise<void> {
  await byHandId(world, what, action)
}

/** Null: the bank does not do that, which is all the same here. */
async function byHandId(world: World, what: string, action: object): Promise<string | null> {
  const answer = await fetch(`${world.sandboxUrl}/_sandbox/bank`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  })
  if (!answer.ok) return null
  const { id } = (await answer.json()) as Row
  world.scheduler.note(`bank: ${what}`)
  see(world, `bank: ${what}`)
  return id
}

async function read<T>(world: World, path: string): Promise<T[]> {
  return (await fetch(`${world.sandboxUrl}${path}`)).json() as Promise<T[]>
}

async function listed(world: World, path: string): Promise<Row[]> {
  const answer = await fetch(`${world.sandboxUrl}/v1/${path}`, {
    headers: { authorization: 'Bearer sk_test_sandbox' },
  })
  return answer.ok ? ((await answer.json()) as { data: Row[] }).data : []
}
