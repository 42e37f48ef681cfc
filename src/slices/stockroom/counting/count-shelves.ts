import { and, asc, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { env } from '#platform/lib/env.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { currentPrices } from '#slices/catalog/schema.ts'
import type { Shelf } from '#slices/inventory/desk/correct-shelf.ts'
import { moveUnits } from '#slices/inventory/ledger/move-units.ts'
import { refuseClosed, requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { countEntries, countLines, counts } from '../schema.ts'
import { variantsOf } from '../variants-of.ts'
import type { CountedLine, CountInput } from './count-input.ts'
import { booksAt, correctBin, ledgerPart, type Place, refuseNoBin } from './counted-books.ts'
import { differenceOf, isSamePerson, judgeCount, type LineState } from './judge-count.ts'

type Ctx = Pick<RequestCtx, 'db' | 'actor' | 'rights' | 'now'>
type Count = { id: string; warehouseId: string; bin: string | null }

/** Nobody counts the same shelf more often before it is decided. */
const TURNS_MAX = 20
/** A device that was without a line for longer than this counts again. */
const OLDEST_MS = 7 * 86_400_000

/**
 * Writes down what was counted, each line against what the books say for the moment of its counting, so that work may go on. The same id
 * with the same lines changes nothing.
 */
export async function countShelves(ctx: Ctx, input: CountInput): Promise<void> {
  const { id, warehouse, bin = null, lines } = input
  const inputHash = sha256(canonicalJson(JSON.parse(JSON.stringify(input))))
  await ctx.db.transaction(async tx => {
    const warehouseId = await requireWarehouse(tx, warehouse)
    refuseElsewhere(ctx, 'stock.write', warehouseId)
    if (bin) await refuseNoBin(tx, warehouseId, bin)
    const [begun] = await tx
      .insert(counts)
      .values({ id, warehouseId, bin, inputHash, actor: actorName(ctx.actor), countedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: counts.id })
    if (!begun) {
      const [known] = await tx.select({ hash: counts.inputHash }).from(counts).where(eq(counts.id, id))
      if (known?.hash === inputHash) return
      throw new Refusal('idempotency_key_reused', 'Another count was written down under this id.')
    }
    await writeEntries(tx, ctx, { id, warehouseId, bin }, await inLockOrder(tx, lines))
    await fault('count.in')
  })
}

/** Counts lines of a count again that wait for it. The numbers of before stay. Safe to repeat once it has decided a line. */
export async function countAgain(
  ctx: Ctx,
  { id, lines }: { id: string; lines: CountedLine[] },
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const count = await lockCount(tx, ctx, id)
    const waiting = new Set((await openLines(tx, id)).map(({ variantId }) => variantId))
    const counted = []
    for (const line of await inLockOrder(tx, lines)) {
      if (waiting.has(line.variantId)) counted.push(line)
      else if (!(await isSentAgain(tx, ctx, id, line)))
        throw new Refusal('conflict', `${line.sku} does not wait to be counted again in this count.`)
    }
    await writeEntries(tx, ctx, count, counted)
  })
}

/** The line was decided by this very number of this person, and the answer was lost. */
async function isSentAgain(tx: Tx, ctx: Ctx, countId: string, line: CountedLine & { variantId: string }) {
  const last = (await entriesOf(tx, countId, line.variantId)).at(-1)
  return last?.counted === line.counted && isSamePerson(last.actor, actorName(ctx.actor))
}

/** Everybody locks shelves in the order of their variants. */
async function inLockOrder(tx: Tx, lines: CountedLine[]) {
  const counted = await variantsOf(tx, lines)
  return counted.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1))
}

/** The count, locked; one that is not there, or that lies in a warehouse of others, is refused. */
export async function lockCount(tx: Tx, ctx: Pick<Ctx, 'rights'>, id: string): Promise<Count> {
  const [count] = await tx
    .select({ id: counts.id, warehouseId: counts.warehouseId, bin: counts.bin })
    .from(counts)
    .where(eq(counts.id, id))
    .for('update')
  if (!count) throw new Refusal('not_found', 'There is no such count.')
  refuseElsewhere(ctx, 'stock.write', count.warehouseId)
  return count
}

/** The lines that wait for somebody, by variant. */
export async function openLines(tx: Tx, countId: string) {
  return tx
    .select()
    .from(countLines)
    .where(and(eq(countLines.countId, countId), inArray(countLines.state, ['recount', 'promised'])))
    .orderBy(asc(countLines.variantId))
}

async function writeEntries(
  tx: Tx,
  ctx: Ctx,
  count: Count,
  counted: readonly (CountedLine & { variantId: string })[],
) {
  const ids = counted.map(({ variantId }) => variantId)
  const priced = await tx.select().from(currentPrices).where(inArray(currentPrices.variantId, ids))
  const prices = new Map(priced.map(({ variantId, amountMinor }) => [variantId, amountMinor]))
  for (const { variantId, sku, counted: units, at } of counted) {
    const countedAt = at ?? ctx.now()
    refuseMoment(sku, countedAt, ctx.now())
    const place = { variantId, warehouseId: count.warehouseId, bin: count.bin }
    const { shelf, expected, isCorrected } = await booksAt(tx, place, at)
    const price = prices.get(variantId)
    const written = await ledgerPart(tx, place, units - expected)
    const worthMinor = price === undefined ? null : price * Math.abs(written)
    const before = await entriesOf(tx, count.id, variantId)
    if (before.length >= TURNS_MAX)
      throw new Refusal(
        'conflict',
        `${sku} was counted ${TURNS_MAX} times in this count. Approve it or drop it.`,
      )
    const entry = { counted: units, expected, worthMinor, actor: actorName(ctx.actor) }
    const verdict = judgeCount([...before, entry], env().COUNT_LIMIT)
    // What somebody corrected since may be the same difference: it is not booked a second time, nor against a later count.
    const isFresh =
      !isCorrected && (!at || verdict !== 'book' || !(await isCountedSince(tx, place, at, count.id)))
    const isBooked = verdict === 'book' && isFresh
    const line = isBooked
      ? await bookDifference(tx, count, { variantId, shelf, entry }, ctx.actor)
      : { state: verdict === 'matched' ? verdict : ('recount' as const), difference: 0 }
    await setLine(tx, count.id, { variantId, ...line }, ctx)
    await tx
      .insert(countEntries)
      .values({ countId: count.id, variantId, turn: before.length + 1, ...entry, countedAt })
  }
}

function refuseMoment(sku: string, at: Date, now: Date) {
  if (at.getTime() > now.getTime() + 60_000)
    throw new Refusal('conflict', `${sku} was counted later than now, by the clock of the device.`)
  if (now.getTime() - at.getTime() > OLDEST_MS)
    throw new Refusal('conflict', `${sku} was counted more than a week ago. Count it again.`)
}

/** Another count has looked at the shelf, or at the same bin, later and was settled, so what this one missed or found may be there or gone by now. */
export async function isCountedSince(
  tx: Tx,
  { variantId, warehouseId, bin }: Place,
  at: Date,
  countId: string,
): Promise<boolean> {
  const [later] = await tx
    .select({ id: counts.id })
    .from(countEntries)
    .innerJoin(counts, eq(counts.id, countEntries.countId))
    .innerJoin(
      countLines,
      and(eq(countLines.countId, countEntries.countId), eq(countLines.variantId, countEntries.variantId)),
    )
    .where(
      and(
        eq(countEntries.variantId, variantId),
        eq(counts.warehouseId, warehouseId),
        ne(counts.id, countId),
        bin === null ? isNull(counts.bin) : eq(counts.bin, bin),
        gt(countEntries.countedAt, at),
        inArray(countLines.state, ['matched', 'booked']),
      ),
    )
    .limit(1)
  return later !== undefined
}

/** The entries of a line, oldest first. */
export async function entriesOf(tx: Tx, countId: string, variantId: string) {
  return tx
    .select()
    .from(countEntries)
    .where(and(eq(countEntries.countId, countId), eq(countEntries.variantId, variantId)))
    .orderBy(asc(countEntries.turn))
}

/**
 * Writes the difference of a line into the ledger, with the count as its cause. It books nothing while more is missing than is free: those units are
 * promised to orders. Of a bin that has more than its books say, what lies in no bin by the books is taken for it first: the shelf has these units.
 */
export async function bookDifference(
  tx: Tx,
  { id, warehouseId, bin }: Count,
  line: { variantId: string; shelf: Shelf | undefined; entry: { counted: number; expected: number } },
  actor: Actor,
): Promise<{ state: LineState; difference: number }> {
  const counted = differenceOf(line.entry)
  const place = { variantId: line.variantId, warehouseId, bin }
  const difference = await ledgerPart(tx, place, counted)
  if (difference > 0) await refuseClosed(tx, warehouseId)
  const { onHand, reserved } = line.shelf ?? { onHand: 0, reserved: 0 }
  if (onHand + difference < reserved) return { state: 'promised', difference: 0 }
  if (counted < 0) await correctBin(tx, place, counted)
  const [from, to] = difference > 0 ? (['lost', 'shelf'] as const) : (['shelf', 'lost'] as const)
  const move = { variantId: line.variantId, units: Math.abs(difference), from, to }
  const note = bin === null ? 'Counted' : `Counted in bin ${bin}`
  if (difference !== 0)
    await moveUnits(tx, [move], { warehouseId, reason: 'adjusted', causeId: id, note, actor })
  if (counted > 0) await correctBin(tx, place, counted)
  return { state: difference === 0 ? 'matched' : 'booked', difference }
}

/** Writes how a line stands after it was counted or decided. */
export async function setLine(
  tx: Tx,
  countId: string,
  line: { variantId: string; state: LineState; difference: number; reason?: string },
  ctx: Pick<Ctx, 'actor' | 'now'>,
): Promise<void> {
  const { variantId, state, reason } = line
  const isOver = state === 'matched' || state === 'booked' || state === 'dropped'
  const stands = {
    state,
    difference: state === 'matched' || state === 'booked' ? line.difference : null,
    endedBy: isOver ? actorName(ctx.actor) : null,
    endedAt: isOver ? ctx.now() : null,
    reason: reason ?? null,
  }
  await tx
    .insert(countLines)
    .values({ countId, variantId, ...stands })
    .onConflictDoUpdate({ target: [countLines.countId, countLines.variantId], set: stands })
}
