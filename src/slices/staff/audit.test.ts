import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inAudit, unseen } from '#platform/audit/audited.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'
import { chainAudit } from './chain-audit.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const actor = { kind: 'staff' as const, id: uuidv7(), name: 'Ada' }
const change = (id: string) => ({ action: 'things.do', to: unseen('thing'), id, reason: 'why not' })
const rowsOf = (id: string) => shop.db.$client`select * from audit where entity_id = ${id}`
const acting = () => ({ ...shop.ctx, actor })

describe('A change and its row', () => {
  test('are committed together', async () => {
    await inAudit(acting(), change('together'), ({ db }) =>
      db.transaction(tx => tx.execute('create table audit_probe (id int)')),
    )
    expect(await rowsOf('together')).toMatchObject([{ actor: `staff:${actor.id}:Ada`, reason: 'why not' }])
  })

  test('are rolled back together', async () => {
    const failing = inAudit(acting(), change('rolled-back'), ({ db }) =>
      db.transaction(async tx => {
        await tx.execute('insert into audit_probe values (1)')
        throw new Error('refused')
      }),
    )
    await expect(failing).rejects.toThrow('refused')
    expect(await rowsOf('rolled-back')).toEqual([])
    expect(await shop.db.$client`select from audit_probe`).toHaveLength(0)
  })

  test('are one, however many transactions the change has, and when the first is tried again', async () => {
    let tries = 0
    await inAudit(acting(), change('one'), async ({ db }) => {
      const once = () =>
        db.transaction(async () => {
          if (tries++ === 0) throw new Error('lost a race')
        })
      await once().catch(once)
      await db.transaction(async () => {})
    })
    expect(await rowsOf('one')).toHaveLength(1)
  })

  test('are there for work without a transaction, too, once it has ended well', async () => {
    await inAudit(acting(), change('plain'), async () => 'done')
    expect(await rowsOf('plain')).toHaveLength(1)
    await expect(
      inAudit(acting(), change('plainly-failed'), () => Promise.reject(new Error('no'))),
    ).rejects.toThrow()
    expect(await rowsOf('plainly-failed')).toEqual([])
  })

  test('hold how the thing stood before and after', async () => {
    await shop.db.execute(
      "create table things (name text, stands int); insert into things values ('moved', 1)",
    )
    const stands = "select jsonb_build_object('stands', stands) from things where name = $1::text"
    const to = { entity: 'thing', stands }
    await inAudit(acting(), { action: 'things.move', to, id: 'moved' }, ({ db }) =>
      db.transaction(tx => tx.execute('update things set stands = 2')),
    )
    expect(await rowsOf('moved')).toMatchObject([{ before: { stands: 1 }, after: { stands: 2 } }])
  })
})

describe('The chain', () => {
  const broken = async () =>
    (await checkInvariants(shop.db, stripeGateway(), undefined, [])).find(({ number }) => number === 20)
      ?.violations

  test('takes in every row once, also a late one, and shows what was changed', async () => {
    while ((await chainAudit(shop.ctx)) > 0);
    const [before] = await shop.db.$client`select count(*)::int as count from audit_chain`
    const [all] = await shop.db.$client`select count(*)::int as count from audit`
    expect(before?.count).toBe(all?.count)
    // A row with a smaller number that is committed after its neighbours were chained.
    await shop.db.$client`
      insert into audit (id, at, actor, kind, action, entity, entity_id) overriding system value
      values (-1, now(), 'staff:1:Late', 'change', 'things.do', 'thing', 'late')`
    expect(await chainAudit(shop.ctx)).toBe(1)
    expect(await broken()).toBe(0)
    await shop.db.$client.begin(async sql => {
      await sql`alter table audit disable trigger audit_append_only`
      await sql`update audit set reason = 'another' where entity_id = 'one'`
      await sql`alter table audit enable trigger audit_append_only`
    })
    expect(await broken()).toBe(1)
  })

  test('takes in nothing twice when two chain at once', async () => {
    for (let n = 0; n < 20; n++) await inAudit(acting(), change(`many-${n}`), async () => {})
    await Promise.all([chainAudit(shop.ctx), chainAudit(shop.ctx), chainAudit(shop.ctx)])
    const [row] = await shop.db.$client`
      select count(*)::int as rows, count(distinct audit_id)::int as entries, max(position)::int as last from audit_chain`
    expect(row?.rows).toBe(row?.entries)
    expect(row?.rows).toBe(row?.last)
  })

  test('and the audit cannot be rewritten', async () => {
    for (const table of ['audit', 'audit_chain'])
      await expect(shop.db.$client.unsafe(`delete from ${table}`)).rejects.toThrow(/append-only/)
  })
})
