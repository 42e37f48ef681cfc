import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { historyOf, lockReader, type Reader, takeStep } from './history.ts'
import type { LetterLink, LetterWay } from './letters.ts'
import { confirmable, mayStop } from './open-link.ts'

type LetterCtx = Pick<Ctx, 'db' | 'now'>

const LINK: Actor = { kind: 'link' }

/** The owner of the address opened the link and pressed yes: from now on it counts. A second press changes nothing. */
export async function confirmLetters(ctx: LetterCtx, { readerId, key }: LetterLink): Promise<void> {
  await ctx.db.transaction(async tx => {
    const held = await hold(tx, readerId, key)
    const { reader } = held
    if (reader.state === 'proved') return
    if (!confirmable(held, ctx.now()))
      throw new Refusal('not_found', 'This link has expired. Say yes to letters once more.')
    await takeStep(tx, reader.id, {
      step: 'proved',
      way: 'link',
      actor: actorName(LINK),
      at: ctx.now(),
      email: reader.email,
    })
  })
}

/** Stops letters for somebody with a link from any of our mails to the address. A second time changes nothing. */
export async function stopByLink(
  ctx: LetterCtx,
  { readerId, key }: LetterLink,
  way: 'link' | 'one_click',
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const { reader } = await hold(tx, readerId, key)
    await end(tx, reader, { way, actor: LINK, at: ctx.now() })
  })
}

/** Stops letters for somebody who is known to read mail at the address. */
export async function stopAddress(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, email: string): Promise<void> {
  await ctx.db.transaction(async tx => {
    const reader = await lockReader(tx, { emailHash: sha256(email) })
    if (reader) await end(tx, reader, { way: 'account', actor: ctx.actor, at: ctx.now() })
  })
}

/** Staff stop letters to somebody who asked them to, and say why. Nothing at the desk begins letters: a yes is the reader's own. */
export async function stopAtDesk(
  ctx: Pick<Ctx, 'db' | 'now' | 'actor'>,
  { readerId, reason }: { readerId: string; reason: string },
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const reader = await lockReader(tx, { readerId })
    if (reader) await end(tx, reader, { way: 'desk', actor: ctx.actor, at: ctx.now(), reason })
  })
}

/** The account is deleted: the shop writes no letters to its address any more, and keeps no more than the proof. */
export async function forgetReader(
  ctx: Pick<Ctx, 'db' | 'now' | 'actor'>,
  { emailHash }: { emailHash: string | null },
): Promise<void> {
  if (!emailHash) return
  await ctx.db.transaction(async tx => {
    const reader = await lockReader(tx, { emailHash })
    if (reader) await end(tx, reader, { way: 'account_deleted', actor: ctx.actor, at: ctx.now() })
  })
}

async function hold(tx: Tx, readerId: string, key: string) {
  const reader = await lockReader(tx, { readerId })
  const held = reader && { reader, history: await historyOf(tx, readerId), key }
  if (!held || !mayStop(held))
    throw new Refusal('not_found', 'This link is not complete. Open the one in your email again.')
  return held
}

async function end(
  tx: Tx,
  reader: Reader,
  { way, actor, at, reason }: { way: LetterWay; actor: Actor; at: Date; reason?: string },
): Promise<void> {
  if (reader.state !== 'asked' && reader.state !== 'proved') return
  await takeStep(tx, reader.id, { step: 'withdrawn', way, actor: actorName(actor), at, email: null, reason })
}
