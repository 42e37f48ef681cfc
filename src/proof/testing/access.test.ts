import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuth } from '#platform/auth/auth.ts'
import type { Db } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { holds } from '#platform/rights/permission.ts'
import { readRights } from '#platform/rights/read-rights.ts'
import { roles } from '#platform/rights/schema.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from '#run/house.ts'
import { permissions } from '#run/permissions.ts'
import { createRestApp } from '#run/web/rest-app.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import type { Order } from '#slices/orders/order.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { type Access, people, type Wanted, type Who } from './access-row.ts'
import {
  accessBySlice,
  closedSignIn,
  closedSignInRoute,
  type Door,
  drawings,
  otherRoutes,
  pages,
  procedures,
  restRoutes,
  signInRoutes,
} from './access-table.ts'
import { type Doors, openDoors, type Person, routeFiles } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

let doors: Doors
let session: Record<Who, Person | null>
/** The order that all ask for; a call that changes an order gets one of its own. */
let shownOrder: Order
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'SECRETARY', units: { north: 10_000 } })
  const [other, owner, staff] = await Promise.all([
    doors.person({ name: 'Olga Other' }),
    doors.person({ name: 'Owen Owner' }),
    doors.person({ name: 'Stella Staff', staff: true }),
  ])
  session = { visitor: null, link: null, other, owner, staff }
  shownOrder = await freshOrder()
})
afterAll(() => doors.close())

const flat = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
)
const kindOf = Object.fromEntries(flat.map(([name, { _def }]) => [name, _def.type]))

describe('No door is without a row:', () => {
  test('every procedure', () => {
    expect(Object.keys(procedures).sort()).toEqual(Object.keys(kindOf).sort())
  })

  test('and each slice keeps the rows of its own procedures', () => {
    const all: readonly Slice[] = house
    for (const { slice, rows } of accessBySlice) {
      const routers = Object.keys(all.find(({ name }) => name === slice)?.routers ?? {})
      const foreign = Object.keys(rows.procedures ?? {}).filter(
        name => !routers.includes(name.split('.')[0] ?? ''),
      )
      expect(foreign, slice).toEqual([])
    }
  })

  test('every REST route and every other route file', async () => {
    const app = createRestApp(() => Promise.reject(new Error('nobody asks')))
    const answered = new Set(
      app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
    )
    const known = Object.keys(restRoutes).map(row => row.replace(/\{(\w+)\}/g, ':$1'))
    const ownFiles = [
      ...Object.keys(otherRoutes).map(row => row.replace(/^\w+ /, '')),
      '/api/v1/orders/[id]/invoice',
      '/api/v1/orders/[id]/credit-notes/[number]',
      '/api/v1/[[...path]]',
      '/api/trpc/[trpc]',
      '/api/auth/[...all]',
    ]
    expect([...answered].filter(route => !known.includes(route))).toEqual([])
    expect(routeFiles.map(({ address }) => address).sort()).toEqual(ownFiles.sort())
    for (const { file, address } of routeFiles) {
      const methods = Object.keys(await import(file)).filter(name => /^[A-Z]+$/.test(name))
      if (address in rowsByAddress) expect(methods, address).toEqual(rowsByAddress[address])
    }
  })

  test('every page', () => {
    const found = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('page.tsx'))
      .map(file => `/${file.replace(/\(\w+\)\//, '').replace(/\/?page\.tsx$/, '')}`)
    expect(found.sort()).toEqual(Object.keys(pages).sort())
  })

  test('every drawing and map of the site', () => {
    const found = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('route.ts') && !file.startsWith('api/'))
      .map(file => `/${file.replace(/\/route\.ts$/, '')}`)
    expect(found.sort()).toEqual(Object.keys(drawings).sort())
  })
})

const rowsByAddress: Record<string, string[]> = Object.fromEntries(
  Object.keys(otherRoutes)
    .map(row => row.split(' ').reverse())
    .map(([address, method]) => [address, [method]]),
)

test('docs/access.md says the same', async () => {
  await expect(await printed()).toMatchFileSnapshot('../../../docs/access.md')
})

describe('A procedure opens to those in its row and to nobody else:', () => {
  const cells = Object.entries(procedures).flatMap(([name, row]) =>
    people.map(who => ({ ...row, name, who, access: row.who[who] })),
  )
  test.each(cells)('$name for $who: $access', async ({ name, who, access, ask, after }) => {
    const order = access === 'order' && kindOf[name] === 'mutation' ? await freshOrder() : shownOrder
    if (after && session[who])
      await doors.mutate(after, procedures[after]?.ask?.(wantedBy(who, order)), session[who])
    const input = ask?.(wantedBy(who, order))
    const answer = await (kindOf[name] === 'query'
      ? doors.call(name, input, session[who])
      : doors.mutate(name, input, session[who]))
    await expectAccess(answer, access, order)
  })
})

describe('A role opens what it holds, and nothing else:', () => {
  const guarded = Object.entries(
    appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { may?: string } } }>,
  ).flatMap(([name, { _def }]) => (_def.meta?.may ? [{ name, may: _def.meta.may }] : []))

  test('every procedure that only staff may call names its permission, and the catalogue knows it', () => {
    const ofStaff = Object.entries(procedures).filter(
      ([, { who }]) => who.other === 403 && who.visitor === 401,
    )
    expect(guarded.map(({ name }) => name).sort()).toEqual(ofStaff.map(([name]) => name).sort())
    const known = permissions.map(({ name }) => name)
    expect(
      guarded.map(({ may }) => may).filter(may => !known.includes(may as (typeof known)[number])),
    ).toEqual([])
    expect(new Set(known).size).toBe(known.length)
  })

  test.each(['Manager', 'Support', 'Warehouse', 'Buyer', 'Marketing', 'Analyst'])('%s', async role => {
    const member = await doors.person({ name: role, staff: role })
    const held = await readRights(doors.db, member.id)
    for (const { name, may } of guarded) {
      if (held.includes(may)) continue
      const input = procedures[name]?.ask?.(wantedBy('staff', shownOrder))
      const answer = await (kindOf[name] === 'query' ? doors.call : doors.mutate)(name, input, member)
      expect(answer.status, `${role} at ${name}`).toBe(403)
      expect(await answer.text()).toContain(may)
    }
    // Of what it holds, the readings.
    for (const { name, may } of guarded) {
      if (!held.includes(may) || kindOf[name] !== 'query') continue
      const answer = await doors.call(name, procedures[name]?.ask?.(wantedBy('staff', shownOrder)), member)
      expect(answer.status, `${role} at ${name}`).not.toBe(403)
    }
  })
})

describe('A REST route opens to those in its row and to nobody else:', () => {
  const rows = { ...restRoutes, ...otherRoutes }
  const cells = Object.entries(rows).flatMap(([route, row]) =>
    people.map(who => ({ ...row, route, who, access: row.who[who] })),
  )
  test.each(cells)('$route for $who: $access', async ({ route, who, access, ask }) => {
    const [method = '', pattern = ''] = route.split(' ')
    const order = access === 'order' && method !== 'GET' ? await freshOrder() : shownOrder
    const path = pattern.replace('{id}', order.id).replace('{slug}', 'secretary')
    const answer = await doors.send(method, path, {
      as: session[who],
      ...(ask && { body: ask(wantedBy(who, order)) }),
      headers: {
        'idempotency-key': crypto.randomUUID(),
        ...(who === 'link' && { authorization: `Bearer ${trackingTokenOf(order.id)}` }),
      },
    })
    // A job draws the PDF: until then everybody with access is told to wait.
    if (route.endsWith('/invoice') && access === 'order') expect(answer.status).toBe(409)
    else await expectAccess(answer, access, order)
  })
})

describe('Of better-auth only what the shop uses stands open:', () => {
  const endpoints = everySignInRoute() as Record<
    string,
    { path?: string; options: { method: string | string[] } }
  >
  test('each endpoint of the installed release is opened, or kept shut on purpose', () => {
    const opened = Object.entries(endpoints)
      .filter(([, { path, options }]) =>
        [options.method].flat().some(method => signInRoutes[`${method} ${path}`]),
      )
      .map(([name]) => name)
    expect([...opened, ...Object.keys(closedSignIn)].sort()).toEqual(Object.keys(endpoints).sort())
  })

  const offered = Object.values(endpoints)
    .filter(endpoint => endpoint.path)
    .flatMap(({ path, options }) => [options.method].flat().map(method => `${method} ${path}`))
  const cells = offered.flatMap(route => {
    const row = signInRoutes[route] ?? closedSignInRoute
    return people.map(who => ({ ...row, route, who, access: row.who[who] }))
  })
  test.each(cells)('$route for $who: $access', async ({ route, who, access, ask }) => {
    const order = shownOrder
    const [method = '', path = ''] = route.split(' ')
    // Signing out ends the session: that of somebody else then, so that this one serves the other rows.
    const as = path === '/sign-out' && session[who] ? await doors.person() : session[who]
    const answer = await doors.send(method, `/api/auth${path.replace(/:\w+/, 'anything')}`, {
      as,
      ...(method === 'POST' && { body: ask?.(wantedBy(who, order)) }),
    })
    await expectAccess(answer, access, order)
  })
})

/** There is no shop yet, and none is needed to say which endpoints it has. */
function everySignInRoute(): object {
  return createAuth({ db: {} as Db, secret: 'x'.repeat(32), shopUrl: 'http://localhost' }).api
}

function wantedBy(who: Who, order: Order): Wanted {
  const { id, number, email } = order
  return { id, number, email, sku: 'SECRETARY', token: who === 'link' ? trackingTokenOf(id) : undefined }
}

async function freshOrder(): Promise<Order> {
  const { owner } = session
  assert(owner, 'there is an owner')
  const input = orderInput({ email: owner.email, lines: [{ sku: 'SECRETARY', quantity: 1 }] })
  await placeOrder(withGateway(doors.ctx), input, { customerId: owner.id })
  const order = await readOrder(doors.db, input.orderId)
  assert(order, 'the order stands')
  return order
}

async function expectAccess(answer: Response, access: Access, order: Order) {
  const said = await answer.text()
  if (access === 'order') {
    expect(answer.ok, said).toBe(true)
    return
  }
  if (access === 'open') expect(answer.ok, said).toBe(true)
  else expect(answer.status, said).toBe(access)
  for (const secret of [order.id, order.number, order.email, 'Owen Owner', trackingTokenOf(order.id)])
    expect(said).not.toContain(secret)
  expect(await readOrder(doors.db, order.id), 'untouched').toEqual(order)
}

async function rolesOfNewShop() {
  return doors.db.select().from(roles).orderBy(roles.id).limit(7)
}

function permissionTable(all: (typeof roles.$inferSelect)[]): string {
  return [
    `| | | ${all.map(({ name }) => name).join(' | ')} |`,
    `|---|---|${all.map(() => '---|').join('')}`,
    ...permissions.map(
      ({ name, about }) =>
        `| \`${name}\` | ${about} | ${all.map(role => (holds(role.permissions, name) ? 'yes' : '')).join(' | ')} |`,
    ),
    '',
  ].join('\n')
}

/** Procedures that ask staff to prove once more that it is them. */
const asksForProof = new Set(
  Object.entries(
    appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { freshProof?: boolean } } }>,
  ).flatMap(([name, { _def }]) => (_def.meta?.freshProof ? [name] : [])),
)

async function printed(): Promise<string> {
  const section = (title: string, rows: Readonly<Record<string, Door>>) =>
    [
      `## ${title}`,
      '',
      `| | ${people.join(' | ')} | limit |`,
      `|---|${people.map(() => '---|').join('')}---|`,
      ...Object.entries(rows).map(
        ([name, { who, limit }]) =>
          `| \`${name}\`${asksForProof.has(name) ? ' (proof)' : ''} | ${people.map(each => who[each]).join(' | ')} | ${'none' in limit ? `none: ${limit.none}` : limit.join(', ')} |`,
      ),
      '',
    ].join('\n')
  return `# Who gets what

Printed from the \`test-access.ts\` of each slice by \`src/proof/testing/access.test.ts\`, which asks at every door as each kind of person and
fails for a door that has no row: a door that is not listed is not allowed. After a change of a row print this page again with
\`npm run test:unit -- src/proof/testing/access.test.ts -u\`.

All of them ask for the same order. **visitor**: no session. **link**: no session, but the order's tracking token.
**other**: signed in, and it is not their order. **owner**: the customer who placed it. **staff**: a member of staff with the role Owner;
the last chapter says what other roles open. No session opens the doors below \`/api/v1/admin\`: they ask for an API key.

\`open\`: answered, with nothing of the order or its owner in it. \`order\`: the order itself. A number: refused with that
HTTP status. The shop finds a cart and a history by the session alone, so \`open\` there means one's own.

**limit**: the limits, which each slice declares in its \`rate-limits.ts\`, that count the caller's address before anything is read;
[slices.md](slices.md#limits) says how many requests each allows. \`src/proof/testing/limits.test.ts\` uses each up and asks once more.
**(proof)**: a person at the desk has proved within ten minutes that it is them. Everything of the desk asks for a session with a second
factor, one day after the first role ([staff.md](staff.md#second-factors-and-fresh-proof)).
\`page\` counts pages that are rendered for the caller; a page from the cache costs nothing and is not counted.

${section('Procedures (`/api/trpc/…`)', procedures)}
${section('REST', restRoutes)}
${section('Health and webhooks', otherRoutes)}
A webhook is let in by its signature alone (\`Stripe-Signature\`, Standard Webhooks), no matter who is signed in.

${section('Signing in (`/api/auth…`)', { ...signInRoutes, 'everything else that better-auth brings': closedSignInRoute })}
${section('Pages', pages)}
${section('Drawings', drawings)}
A page that shows nothing to a person shows them a way in: the staff's sign-in or the shop's.
\`e2e/pages-keep-their-policy.spec.ts\` looks at each page as each of them.

## Permissions, and the roles that a shop begins with

An owner changes roles and makes more at the desk, under Staff. Keys of programs have the same permissions (\`npm run keys\`).

${permissionTable(await rolesOfNewShop())}`
}
