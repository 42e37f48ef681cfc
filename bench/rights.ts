import { v7 as uuidv7 } from 'uuid'
import { inAudit } from '#platform/audit/audited.ts'
import { createApiKey } from '#platform/rights/api-key.ts'
import { readRights } from '#platform/rights/read-rights.ts'
import { auditedStock } from '#slices/inventory/audited.ts'
import { setStock } from '#slices/inventory/desk/set-stock.ts'
import { giveRoleNamed } from '#slices/staff/give-role-named.ts'
import { closedLoop, type Figures } from './load.ts'
import { percent, type Section } from './section.ts'
import { openStage, type Stage } from './stage.ts'

const MOST_OF_RIGHTS_MS = 0.1
const MOST_OF_AUDIT = 0.05
const ROUNDS = 6

/** What a permission costs each request of staff, and what the audit costs each of their changes. */
export const rights: Section = {
  name: 'rights',
  about: 'what reading permissions and writing the audit cost',
  async run({ seconds, say }) {
    const stage = await openStage({ skus: 50 })
    try {
      const { plain, audited, whole, read, nothing } = await measured(stage, seconds, say)
      const permission = read - nothing
      const share = (audited - plain) / whole
      const word = (value: number) => value.toFixed(2)
      return {
        tables: [
          {
            title: 'Milliseconds, the middle of each, one at once, in turn',
            rows: [
              ['what', 'p50 ms'],
              ['a statement that reads nothing', word(nothing)],
              ['the permissions of somebody with two roles', word(read)],
              ['setting the stock of a variant, the verb alone', word(plain)],
              ['the same in the audit', word(audited)],
              ['the same over REST, with everything', word(whole)],
            ],
          },
        ],
        bars: [
          {
            bar: 'a permission costs at most 0.1 ms more than a statement that reads nothing',
            figure: `${word(permission)} ms`,
            met: permission <= MOST_OF_RIGHTS_MS,
          },
          {
            bar: 'the audit costs at most 5 % of a change by staff',
            figure: percent(share),
            met: share <= MOST_OF_AUDIT,
          },
        ],
      }
    } finally {
      await stage.close()
    }
  },
}

type Middles = Record<'plain' | 'audited' | 'whole' | 'read' | 'nothing', number>

/** Each in turn, a few rounds, since the machine's speed changes; of the rounds the middle. */
async function measured(stage: Stage, seconds: number, say: (sentence: string) => void): Promise<Middles> {
  const { db } = stage.shop
  const staffId = await newStaff(stage)
  // A key has a limit a minute: each round has one of its own.
  const secrets = await Promise.all(Array.from({ length: ROUNDS }, () => newKey(stage)))
  let round = 0
  const actor = { kind: 'staff' as const, id: staffId, name: 'Bench' }
  const ctx = { db, actor, rights: ['*'], now: () => new Date() }
  const wish = (index: number) => ({
    sku: stage.skus[index % stage.skus.length] ?? '',
    warehouse: 'bench',
    onHand: 1_000_000 + (index % 2),
    reason: 'counted',
  })
  const shots = {
    nothing: () => db.execute('select 1'),
    read: () => readRights(db, staffId),
    plain: (index: number) => setStock(ctx, wish(index)),
    audited: (index: number) =>
      inAudit(ctx, { action: 'stock.set', to: auditedStock, id: wish(index).sku }, ctx =>
        setStock(ctx, wish(index)),
      ),
    whole: (index: number) => overRest(stage, secrets[round] ?? '', wish(index)),
  }
  const rounds: Record<keyof Middles, number[]> = { plain: [], audited: [], whole: [], read: [], nothing: [] }
  for (; round < ROUNDS; round++) {
    say(`round ${round + 1} of ${ROUNDS}`)
    for (const [name, work] of Object.entries(shots) as [
      keyof Middles,
      (index: number) => Promise<unknown>,
    ][]) {
      const shot = async (index: number) => {
        await work(index)
        return 'done'
      }
      const figures: Figures = await closedLoop({ inFlight: 1, seconds: Math.max(1, seconds / ROUNDS), shot })
      // The first warms up.
      if (round > 0) rounds[name].push(figures.latency.p50)
    }
  }
  return Object.fromEntries(
    Object.entries(rounds).map(([name, all]) => [
      name,
      all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0,
    ]),
  ) as Middles
}

async function newStaff({ shop: { db } }: Stage): Promise<string> {
  const id = uuidv7()
  await db.$client`insert into customers (id, name, email) values (${id}, 'Bench', ${`${id}@example.com`})`
  for (const role of ['Manager', 'Warehouse']) await giveRoleNamed(db, id, role)
  return id
}

async function newKey({ shop: { db } }: Stage): Promise<string> {
  const made = { id: uuidv7(), name: 'Bench', may: ['*'], createdBy: 'system:command', createdAt: new Date() }
  return (await createApiKey(db, { ...made, expiresAt: null })).secret
}

async function overRest(
  { http }: Stage,
  secret: string,
  { sku, ...body }: { sku: string; warehouse: string; onHand: number; reason: string },
) {
  const { statusCode, body: answer } = await http.request({
    method: 'PUT',
    path: `/api/v1/admin/variants/${sku}/stock`,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  await answer.dump()
  if (statusCode !== 200) throw new Error(`The change was answered ${statusCode}.`)
}
