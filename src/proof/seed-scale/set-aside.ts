import type postgres from 'postgres'
import { grownTables } from './growths.ts'

/**
 * Takes every index but the primary keys off these tables, having noted in the same transaction how each is made: an index
 * that is built once over all rows costs a fraction of one that is kept up row by row.
 */
export async function setIndexesAside(sql: postgres.Sql): Promise<void> {
  await sql.begin(async tx => {
    const found = await tx<{ drop: string; make: string }[]>`
      select case when c.oid is null then format('drop index %I', i.relname)
          else format('alter table %I drop constraint %I', t.relname, c.conname) end as drop,
        case when c.oid is null then pg_get_indexdef(i.oid)
          else format('alter table %I add constraint %I %s', t.relname, c.conname, pg_get_constraintdef(c.oid)) end as make
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
      left join pg_constraint c on c.conindid = i.oid and c.contype = 'u'
      where t.relname = any(${grownTables}) and not x.indisprimary
      order by t.relname, i.relname`
    for (const { drop, make } of found) {
      await tx`insert into seed_scale.set_aside (statement) values (${make})`
      await tx.unsafe(drop)
    }
  })
}

/** Builds them again, two at a time. Each is struck off in the transaction that made it, so that a run cut short can go on. */
export async function putIndexesBack(sql: postgres.Sql, onBuilt: () => void): Promise<void> {
  const left = await sql<
    { statement: string }[]
  >`select statement from seed_scale.set_aside order by position`
  const waiting = left.map(row => row.statement)
  const builder = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const statement = next
      await sql.begin(async tx => {
        await tx.unsafe(statement)
        await tx`delete from seed_scale.set_aside where statement = ${statement}`
      })
      onBuilt()
    }
  }
  await Promise.all([builder(), builder()])
}

export async function countSetAside(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from seed_scale.set_aside`
  return row?.count ?? 0
}
