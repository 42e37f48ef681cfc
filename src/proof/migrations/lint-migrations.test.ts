import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { grownTables } from '#proof/seed-scale/growths.ts'
import { largeTables } from './large-tables.ts'
import { LAST_BEFORE_LINT, lintMigrations } from './lint-migrations.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const large = new Set(['orders', 'customers'])
const FIRST = '0000_first.sql'

/** Migrations by file; what comes after the first is new. */
async function complaintsOf(files: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-migrations-'))
  folders.push(folder)
  for (const [file, text] of Object.entries({ [FIRST]: '', ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const complaints = await lintMigrations(folder, large, '0000_first')
  return complaints.map(({ file, line, says }) => `${file}:${line} ${says}`)
}

/** One statement of each kind that a running shop would feel, and a word of the complaint. */
const WRONG: [statement: string, says: string][] = [
  ['create index orders_email_idx on orders (email)', 'builds an index on orders'],
  ['create unique index concurrently orders_email_idx on orders (email)', 'builds an index on orders'],
  ['drop index orders_email_idx', 'drops an index'],
  ['drop table wishes', 'drops a table'],
  ['drop view wares', 'drops a view'],
  ['drop function order_words', 'drops a function'],
  ['drop type mood', 'drops a type'],
  ['alter table wishes rename to wants', 'renames'],
  ['alter table wishes rename column wished_at to at', 'renames'],
  ['alter table wishes drop column wished_at', 'drops wishes.wished_at'],
  ['alter table wishes alter column by_visitor type text', 'changes the type of wishes.by_visitor'],
  ['alter table wishes alter column note set not null', 'sets wishes.note not null'],
  ['alter table wishes add column note text not null', 'not null without a default'],
  ['alter table orders add column ticket uuid default gen_random_uuid()', 'differs from row to row'],
  ["alter table orders add column ticket text default 'a' || random()", 'differs from row to row'],
  ['alter table orders add column words text generated always as (lower(email)) stored', 'a computed value'],
  ['alter table orders add column place bigserial', 'a computed value'],
  ['alter table orders add column code text unique', 'with an index'],
  ['alter table orders add column by_whom uuid references customers (id)', 'a statement of its own'],
  ['alter table orders add column units int check (units > 0)', 'a statement of its own'],
  ['alter table orders add constraint known foreign key (by_whom) references customers (id)', 'not valid'],
  ['alter table orders add constraint positive check (units > 0)', 'not valid'],
  ['alter table orders add constraint single unique (number)', 'builds its index'],
  ['alter table orders add primary key (number)', 'builds its index'],
  ['alter table orders add constraint apart exclude using gist (span with &&)', 'builds its index'],
  ['alter table orders validate constraint positive', 'validates positive'],
  ['alter table orders set unlogged', 'rewrites orders'],
  ['alter table orders set tablespace fast', 'rewrites orders'],
  ['update orders set email = lower(email)', 'changes rows of a large table'],
  ['delete from orders where state = 1', 'deletes rows of a large table'],
  ['truncate wishes', 'empties a table'],
  ['lock table wishes', 'locks a table'],
  ['reindex table wishes', 'rewrites a table'],
  ['cluster wishes using wishes_idx', 'rewrites a table'],
  ['vacuum full wishes', 'rewrites a table'],
]

test.each(WRONG)('`%s` is refused: it %s', async (statement, says) => {
  const complaints = await complaintsOf({ '0001_next.sql': `select 1;\n\n${statement};` })
  expect(complaints).toEqual([expect.stringContaining(says)])
  expect(complaints[0]).toMatch(/^0001_next\.sql:3 /)
})

/** What a running shop does not feel. */
const RIGHT = [
  'create table gifts (id uuid primary key, order_id uuid references orders (id), code text unique)',
  'create index wishes_note_idx on wishes (note)',
  'alter table orders add column note text',
  "alter table orders add column note text not null default ''",
  'alter table orders add column seen_at timestamptz default now()',
  'alter table wishes add column ticket uuid default gen_random_uuid()',
  'alter table orders add constraint positive check (units > 0) not valid',
  'alter table orders add constraint known foreign key (by_whom) references customers (id) not valid',
  'alter table orders add constraint single unique using index orders_number_idx',
  'alter table wishes add constraint positive check (units > 0)',
  'alter table orders drop constraint positive',
  'alter table orders alter column note drop not null',
  "alter table orders alter column note set default 'none'",
  'create or replace view wares as select 1',
  'insert into gifts select id from orders',
  'update wishes set note = 1',
]

test.each(RIGHT)('`%s` is let through', async statement => {
  expect(await complaintsOf({ '0001_next.sql': statement })).toEqual([])
})

test('a table that is new is empty: whatever is done to it harms nobody', async () => {
  const complaints = await complaintsOf({
    '0001_next.sql':
      'create table gifts (id uuid);--> statement-breakpoint\nalter table gifts add column code text not null;--> statement-breakpoint\nalter table gifts rename column code to number',
  })
  expect(complaints).toEqual([])
})

test('a comment above the statement excuses it, and no other statement', async () => {
  const complaints = await complaintsOf({
    '0001_next.sql': `-- Safe: the table has forty rows.
alter table wishes alter column note type text;
alter table wishes alter column note set not null;`,
  })
  expect(complaints).toEqual([expect.stringContaining('0001_next.sql:3 sets wishes.note not null')])
})

test('a comment without a reason excuses nothing', async () => {
  expect(await complaintsOf({ '0001_next.sql': '-- Safe: yes\ndrop table wishes' })).toHaveLength(1)
})

test('what no version reads any more may go, yet no lock is excused by that', async () => {
  const note = '-- Not read since v1.4: wishes have a list of their own.\n'
  expect(await complaintsOf({ '0001_next.sql': `${note}drop table wishes` })).toEqual([])
  expect(await complaintsOf({ '0001_next.sql': `${note}create index i on orders (email)` })).toHaveLength(1)
})

test('a column may be set not null once a check of an earlier migration was validated', async () => {
  const check = 'alter table orders add constraint noted check (note is not null) not valid'
  const setNotNull = 'alter table orders alter column note set not null'
  const beside = { 'beside/noted.sql': 'alter table orders validate constraint noted' }
  expect(await complaintsOf({ '0001_a.sql': check, '0002_b.sql': setNotNull, ...beside })).toEqual([])
  expect(await complaintsOf({ '0001_a.sql': check, '0002_b.sql': setNotNull })).toHaveLength(1)
  expect(await complaintsOf({ '0001_a.sql': `${check};${setNotNull}`, ...beside })).toHaveLength(1)
})

test.each([
  ['create index if not exists i on orders (email)', 1],
  ['create index concurrently i on orders (email)', 1],
  ['create index concurrently if not exists i on orders (email)', 0],
  ['drop index concurrently i', 1],
  ['drop index concurrently if exists i', 0],
  ['alter index i alter column 1 set statistics 1000', 0],
  ['alter table orders add column note text', 1],
  ['update orders set email = 1', 1],
])('beside the migrations, `%s` is refused %i times', async (statement, times) => {
  expect(await complaintsOf({ 'beside/one.sql': statement })).toHaveLength(times)
})

test('the migrations of this shop pass, and those from before the lint would not', async () => {
  const known = await largeTables()
  expect([...known].toSorted()).toEqual([...grownTables].toSorted())
  expect(await lintMigrations('drizzle', known)).toEqual([])
  expect(await lintMigrations('drizzle', known, '0005_reconciliations')).not.toEqual([])
  expect(LAST_BEFORE_LINT).toMatch(/^\d{4}_\w+$/)
})
