import { expect, test } from 'vitest'
import type { Placement } from '#platform/db/placement.ts'
import type { RateLimit } from '#platform/http/rate-limits.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from '#run/house.ts'
import { drawings, otherRoutes, pages, procedures, restRoutes, signInRoutes } from './access-table.ts'

const all: readonly Slice[] = house
const code = (names: readonly string[]) => names.map(name => `\`${name}\``).join(' ')
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`

test('docs/slices.md says what each slice declares', async () => {
  const page = `# What each slice declares

Printed from the \`slice.ts\` of each slice by \`src/proof/testing/slices-page.test.ts\`; after a change,
\`npm run test:unit -- src/proof/testing/slices-page.test.ts -u\`. What follows which event is on [a page of its own](what-follows.md), and so is
[who gets what](access.md).

## Slices, lowest first
Each may import those above it. The platform and the desk's frame declare themselves in the same way.

| Slice | What it is | Room of the desk | Procedures |
|---|---|---|---|
${all
  .map(({ name, about, room, routers = {} }) =>
    row(`\`${name}\``, about, room?.label ?? '', code(Object.keys(routers))),
  )
  .join('\n')}

## Limits
The reason for each is beside it, in the \`rate-limits.ts\` of its slice. A door counts its callers by their address; a limit without a door
counts something else, such as an email. [Against abuse](abuse.md) says how they work together.

| Limit | Slice | At most | From one person | Doors |
|---|---|---|---|---|
${all
  .flatMap(({ name, limits = {} }) =>
    Object.values(limits).map(limit =>
      row(
        `\`${limit.name}\``,
        `\`${name}\``,
        `${inWords(limit)}${limit.alone ? ' in each process' : ''}`,
        limit.byVisitor ? inWords(limit.byVisitor) : '',
        doorsOf(limit.name),
      ),
    ),
  )
  .join('\n')}

## What goes, and when
Whatever is not listed is kept for good.

| Rows | Slice | Days | Why |
|---|---|---:|---|
${all
  .flatMap(({ name, keeps = [] }) =>
    keeps.map(({ what, keptDays, why }) => row(what, `\`${name}\``, String(keptDays), why)),
  )
  .join('\n')}

## Where each table would stand
On one machine they all stand together. [Several machines](scale.md#spread-over-machines-citus) gives the reasons.

| Place | Tables |
|---|---|
${tablesByPlace()
  .map(([place, tables]) => row(place, code(tables)))
  .join('\n')}
`
  await expect(page).toMatchFileSnapshot('../../../docs/slices.md')
})

const SPANS: Readonly<Record<number, string>> = { 60: 'a minute', 3600: 'an hour', 86400: 'a day' }
const inWords = ({ most, seconds }: Pick<RateLimit, 'most' | 'seconds'>) =>
  `${most.toLocaleString('en')} ${SPANS[seconds] ?? `in ${seconds / 60} minutes`}`

const MOST_DOORS = 6

function doorsOf(limit: string): string {
  const doors = Object.entries({
    ...procedures,
    ...restRoutes,
    ...otherRoutes,
    ...signInRoutes,
    ...pages,
    ...drawings,
  })
    .filter(([, { limit: limits }]) => !('none' in limits) && limits.includes(limit))
    .map(([door]) => door)
  return doors.length > MOST_DOORS ? `${doors.length} of them` : code(doors)
}

const PLACES = {
  order: "with their order, by the order's id",
  customer: "with their customer, by the customer's id",
  variant: "with their variant, by the variant's id",
  own: 'by their own key',
  reference: 'a copy on every machine',
  local: 'the first machine',
}

function tablesByPlace(): [place: string, tables: string[]][] {
  const placed = all
    .flatMap(({ places = {} }) => Object.entries<Placement>(places))
    .map(([table, place]) => ({ table, kind: place.kind === 'distributed' ? place.group : place.kind }))
  return Object.entries(PLACES).map(([kind, place]) => [
    place,
    placed.filter(one => one.kind === kind).map(({ table }) => table),
  ])
}
