// Their fields also stand in the OpenAPI document, which extends Zod for fields that are made after it was loaded.
import '@hono/zod-openapi'
import { readLines } from '#slices/orders/queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { askReturn } from '#slices/returns/ask-return.ts'
import { cancelReturn } from '#slices/returns/cancel-return.ts'
import { changeWish } from '#slices/returns/change-wish.ts'
import { approveReturn, refuseReturn } from '#slices/returns/decide-return.ts'
import { inspectReturn } from '#slices/returns/inspect-return.ts'
import { readReturn } from '#slices/returns/queries.ts'
import { receiveReturn } from '#slices/returns/receive-return.ts'
import { outcomes, type Return, type ReturnWish, returnWishes } from '#slices/returns/return.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import { noteSurprise } from './shopper.ts'
import { see, type World } from './world.ts'

const SOME = 0.5
const MOST_ASKS = 8
const clerk = { kind: 'staff', id: '00000000-0000-7000-8000-000000000002', name: 'Clerk' } as const
const dock = { kind: 'staff', id: '00000000-0000-7000-8000-000000000003', name: 'Dock' } as const

type Story = { random: Random; orderId: string; me: string }

/**
 * Some shoppers send something back, mostly when it has arrived: too much, the same wish twice, or they keep it after all. The warehouse
 * takes it in, in one box or two, sometimes twice, sometimes more than was asked for, and inspects it.
 */
export async function sendBack(world: World, web: () => Process, story: Story): Promise<void> {
  const { random } = story
  if (!random.chance(SOME)) return
  const id = random.uuid()
  const quantity = random.int(1, 3)
  const reason = random.weighed([
    [3, 'damaged'],
    [2, 'changed_mind'],
    [1, 'other'],
  ] as const)
  const asked: Asked = { id, quantity, reason, wish: random.pick(returnWishes) }
  for (let asks = 0; asks < MOST_ASKS; asks++) {
    await world.scheduler.wait(random.int(30_000, 150_000))
    if (random.chance(0.2)) twin(world, () => ask(world, web(), story, asked), random)
    const found = await ask(world, web(), story, asked)
    if (found) return workOnIt(world, web, story, found)
  }
}

type Asked = {
  id: string
  quantity: number
  reason: 'damaged' | 'changed_mind' | 'other'
  wish: ReturnWish
}

async function ask(
  world: World,
  web: Process,
  { orderId, me }: Story,
  { id, quantity, reason, wish }: Asked,
): Promise<Return | null> {
  const key = { token: trackingTokenOf(orderId), customerId: null, isStaff: false }
  const answer = await web.call(`${me} sends back`, { kind: 'program' }, async ctx => {
    const [line] = await readLines(ctx.db, orderId)
    if (!line) return null
    const lines = [{ lineId: line.id, quantity, reason, wish }]
    return askReturn(ctx, { id, orderId, lines }, key)
  })
  const found = answer.kind === 'answered' ? answer.value : null
  world.scheduler.note(
    `${me} asks to send back ${quantity} of ${orderId.slice(0, 8)}: ${found?.state ?? 'no'}`,
  )
  see(world, `return: ${found ? `asked, ${found.state}` : 'refused or lost'}`)
  noteSurprise(world, `${me}, who sends back`, answer)
  return found
}

async function workOnIt(world: World, web: () => Process, story: Story, { id, number, state }: Return) {
  const { random, orderId } = story
  const { scheduler } = world
  const key = { token: trackingTokenOf(orderId), customerId: null, isStaff: false }
  const does = async (what: string, actor: typeof clerk | typeof dock | { kind: 'program' }, work: Work) => {
    const answer = await web().call(`return: ${what}`, actor, work)
    scheduler.note(`return ${number}: ${what} ${answer.kind}`)
    see(world, `return: ${what} ${answer.kind === 'answered' ? 'done' : 'refused or lost'}`)
    noteSurprise(world, `return ${number}: ${what}`, answer)
  }
  if (state === 'requested')
    await does(
      'decided',
      clerk,
      random.chance(0.8)
        ? ctx => approveReturn(ctx, { number, lines: undefined })
        : ctx => refuseReturn(ctx, { number, reason: 'worn' }),
    )
  if (random.chance(0.1))
    await does('kept after all', { kind: 'program' }, ctx => cancelReturn(ctx, { orderId, id }, key))
  const changes: Work = async ctx => {
    const line = (await readReturn(ctx.db, id))?.lines[0]
    if (line) await changeWish(ctx, { number, lines: [{ sku: line.sku, wish: random.pick(returnWishes) }] })
  }
  if (random.chance(0.2)) await does('wish changed', clerk, changes)
  let packed = 0
  for (let boxes = random.int(1, 2); boxes > 0; boxes--) {
    await scheduler.wait(random.int(5_000, 60_000))
    const box = random.uuid()
    const [units, isWrong] = [random.int(1, 3), random.chance(0.15)]
    const receive: Work = async ctx => {
      const lines = await readLines(ctx.db, orderId)
      // A wrong thing in the box is another line of the order, where it has one.
      const line = isWrong ? lines.at(-1) : lines[0]
      if (!line) return
      const reason = random.chance(0.2) ? 'they sent more' : undefined
      await receiveReturn(
        { ...ctx, rights: ['*'] },
        { number, id: box, reason, lines: [{ sku: line.sku, quantity: units }] },
      )
    }
    packed += units
    if (random.chance(0.3)) twin(world, () => does('taken in again', dock, receive), random)
    await does('taken in', dock, receive)
  }
  for (let looks = random.int(2, 4); looks > 0; looks--) {
    await scheduler.wait(random.int(2_000, 40_000))
    const [look, outcome] = [random.uuid(), random.pick(outcomes)]
    const inspect: Work = async ctx => {
      const found = await readReturn(ctx.db, id)
      const line = found?.lines.find(({ waiting }) => waiting > 0) ?? found?.lines[0]
      if (line)
        await inspectReturn(
          { ...ctx, rights: ['*'] },
          {
            number,
            id: look,
            lines: [{ sku: line.sku, quantity: Math.max(1, line.waiting), outcome }],
          },
        )
    }
    if (random.chance(0.3)) twin(world, () => does('inspected again', dock, inspect), random)
    if (random.chance(0.2)) twin(world, () => does('wish changed meanwhile', clerk, changes), random)
    await does('inspected', dock, inspect)
  }
  const found = await readReturn(world.db, id)
  const received = found?.lines.reduce((sum, line) => sum + line.received, 0) ?? 0
  if (received > packed)
    world.surprises.push(
      `${packed} units were packed for return ${number}, and ${received} of them were taken in`,
    )
}

/** The same once more, at about the same moment. */
function twin(world: World, work: () => Promise<unknown>, random: Random) {
  world.scheduler.after(random.int(0, 30), 'the same again', async () => void (await work()))
}

type Work = Parameters<Process['call']>[2]
