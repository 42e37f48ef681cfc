import type { Actor } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import { noteSurprise } from './shopper.ts'
import { see, type World } from './world.ts'

type Work<Value> = (ctx: Parameters<Parameters<Process['call']>[2]>[0]) => Promise<Value>

/** Somebody with a device that loses answers: all of their chance is their own. */
export type Caller = { world: World; webs: readonly Process[]; random: Random; actor: Actor; me: string }

const AGAIN_CHANCE = 0.15
const TWIN_CHANCE = 0.15
const MOST_TRIES = 60

/**
 * Sends the same until there is an answer to it, now and then twice at once, and now and then again although there was one, which got lost
 * on its way. Null: it was refused. `taken` hears of each answer that says yes.
 */
export async function insist<Value>(
  { world, webs, random, actor, me }: Caller,
  what: string,
  work: Work<Value>,
  taken: () => void = () => {},
): Promise<{ value: Value } | null> {
  const { scheduler } = world
  if (world.stormy && random.chance(TWIN_CHANCE)) {
    const web = random.pick(webs)
    scheduler.after(random.int(0, 30), `${me}: ${what} twice`, async () => {
      const answer = await web.call(`${me} ${what}`, actor, work)
      if (answer.kind === 'answered') taken()
      noteSurprise(world, `${me}: ${what} twice`, answer)
    })
    see(world, `${groupOf(me)}: ${what} twice at once`)
  }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await random.pick(webs).call(`${me} ${what}`, actor, work)
    noteSurprise(world, `${me}: ${what}`, answer)
    if (answer.kind === 'answered') taken()
    const isRefused = answer.kind === 'failed' && answer.error instanceof Refusal
    scheduler.note(`${me}: ${what} ${isRefused ? 'refused' : answer.kind}`)
    if (isRefused) see(world, `${groupOf(me)}: ${what} refused`)
    if (isRefused) return null
    const isLost = world.stormy && random.chance(AGAIN_CHANCE)
    if (answer.kind === 'answered' && !isLost) {
      see(world, `${groupOf(me)}: ${what}`)
      return { value: answer.value }
    }
    see(world, `${groupOf(me)}: sent again`)
    await scheduler.wait(random.int(500, 8_000))
  }
  world.surprises.push(`${me}: ${what} was never answered`)
  return null
}

/** Another thing under an id that was used. It must be refused. */
export async function reuse(
  { world, webs, random, actor, me }: Caller,
  what: string,
  work: Work<unknown>,
): Promise<void> {
  const answer = await random.pick(webs).call(`${me} ${what}, another`, actor, work)
  noteSurprise(world, `${me}: ${what}, another`, answer)
  if (answer.kind === 'answered')
    world.surprises.push(`${me}: ${what}, another one under a used id was taken`)
  const isReused =
    answer.kind === 'failed' &&
    answer.error instanceof Refusal &&
    answer.error.code === 'idempotency_key_reused'
  if (isReused) see(world, `${groupOf(me)}: reused id refused`)
}

/** `cases 1` is one of `cases`. */
const groupOf = (me: string) => me.replace(/ \d+$/, '')
