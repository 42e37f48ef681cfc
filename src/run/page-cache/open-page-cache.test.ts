import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authSecret } from '#platform/lib/env.ts'
import { sign } from '#platform/lib/hash.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { readProduct } from '#slices/catalog/queries.ts'
import { openPageCache } from './open-page-cache.ts'

/** Far less than a copy lives, so that no copy is new by its age alone. */
const SOON = { withinMs: 10_000 }

/** A web process whose one page is a product's, rendered by what stands for Next.js. */
type Web = { url: string; rendered: string[]; close: () => Promise<void> }

let shop: TestShop
let webs: Web[]
beforeAll(async () => {
  shop = await openTestShop()
  await stockUp(shop.db, { sku: 'MUG', priceMinor: 1_000, units: { north: 9 } })
  await stockUp(shop.db, { sku: 'JUG' })
  webs = [await openWeb(), await openWeb()]
})
afterAll(async () => {
  for (const web of webs) await web.close()
  await shop.close()
})

async function openWeb(): Promise<Web> {
  const rendered: string[] = []
  const pages = await openPageCache({
    db: shop.db,
    databaseUrl: shop.databaseUrl,
    shopUrl: 'http://localhost:1',
    log: shop.ctx.log,
    async answer(request, response) {
      rendered.push(`${request.headers.cookie ?? 'nobody'} ${request.url}`)
      await showProduct(/([^/?]*)(\?|$)/.exec(request.url ?? '')?.[1] ?? '', response)
    },
  })
  await eventually(() => expect(pages.isHearingNews()).toBe(true))
  const server = createServer((request, response) => void pages.answer(request, response))
  await new Promise<void>(done => server.listen(0, done))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    rendered,
    close: () => ended(server, pages),
  }
}

async function showProduct(slug: string, response: ServerResponse) {
  const nonce = crypto.randomUUID().slice(0, 22).concat('==')
  response.setHeader('content-security-policy', `script-src 'nonce-${nonce}'`)
  const product = await readProduct(shop.db, slug).catch(() => null)
  response.statusCode = product ? 200 : 404
  const [variant] = product?.variants ?? []
  response.write(`<script nonce="${nonce}">`)
  response.end(`${variant?.price.amount} pence, ${variant?.available} there`)
}

async function ended(server: Server, pages: { close: () => Promise<void> }) {
  server.closeAllConnections()
  server.close()
  await pages.close()
}

async function look(web: Web, path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(web.url + path, { headers })
  const text = await answer.text()
  const nonce = /nonce-([^']+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? ''
  return {
    status: answer.status,
    words: text.replace(/.*>/, ''),
    text,
    nonce,
    age: answer.headers.get('age'),
  }
}

const reprice = (minor: number) =>
  shop.db.transaction(async tx => {
    await tx.execute(sql`
      update prices set valid_to = now() where valid_to is null and variant_id = (select id from variants where sku = 'MUG')`)
    await tx.execute(sql`
      insert into prices (id, variant_id, amount_minor, currency) select gen_random_uuid(), id, ${minor}, 'GBP' from variants where sku = 'MUG'`)
  })
const leave = (units: number) =>
  shop.db.execute(sql`
  update stock_levels set reserved = on_hand - ${units} where variant_id = (select id from variants where sku = 'MUG')`)
const seenByBoth = (words: string) =>
  eventually(async () => {
    const seen = await Promise.all(webs.map(async web => (await look(web, '/products/mug')).words))
    expect(seen).toEqual([words, words])
  }, SOON)

test('A page is rendered once, for nobody, and each answer has a nonce of its own in headers and body', async () => {
  const [web] = webs
  if (!web) throw new Error('no web')
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => look(web, '/products/mug', { cookie: 'theme=dark' })),
  )
  expect(web.rendered).toEqual(['nobody /products/mug'])
  expect(new Set(answers.map(({ nonce }) => nonce)).size).toBe(10)
  for (const { text, nonce } of answers) expect(text).toBe(`<script nonce="${nonce}">1000 pence, 9 there`)
})

test('A new price is soon seen in every process, and the page of another product is kept', async () => {
  await Promise.all(webs.map(web => look(web, '/products/jug')))
  await seenByBoth('1000 pence, 9 there')
  await reprice(1_250)
  await seenByBoth('1250 pence, 9 there')
  for (const web of webs) expect(web.rendered.filter(one => one.endsWith('jug'))).toHaveLength(1)
})

test('Stock that is taken soon changes the words on pages, and nothing while the words are the same', async () => {
  await leave(8)
  // A copy of this age was compared with the stock meanwhile, and was found to say the right words.
  for (const web of webs)
    await eventually(
      async () => expect(Number((await look(web, '/products/mug')).age)).toBeGreaterThanOrEqual(2),
      SOON,
    )
  await seenByBoth('1250 pence, 9 there')
  await leave(3)
  await seenByBoth('1250 pence, 3 there')
  await leave(0)
  await seenByBoth('1250 pence, 0 there')
})

test('A process that lost its line for changes still shows no old page', async () => {
  const cut = () =>
    shop.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'orderly-catalogue-news'`)
  await seenByBoth('1250 pence, 0 there')
  await cut()
  await reprice(1_300)
  await cut()
  await seenByBoth('1300 pence, 0 there')
})

test('Visitors with a session, other methods, parts of pages and unknown addresses are rendered for each caller', async () => {
  const [web] = webs
  if (!web) throw new Error('no web')
  const token = 'a'.repeat(32)
  const signature = Buffer.from(sign(authSecret(), token), 'base64url').toString('base64')
  const session = { cookie: `__Host-orderly.session_token=${encodeURIComponent(`${token}.${signature}`)}` }
  expect(await look(web, '/products/jug', session)).toMatchObject({ status: 200, age: null })
  expect(web.rendered.at(-1)).toBe(`${session.cookie} /products/jug`)
  for (const headers of [{ rsc: '1' }, { 'next-action': 'x' }, { 'next-router-prefetch': '1' }] as Record<
    string,
    string
  >[])
    expect((await look(web, '/products/jug', headers)).age).toBeNull()
  expect((await look(web, '/products/jug?utm_source=letter')).age).toBeNull()
  expect((await fetch(`${web.url}/products/jug`, { method: 'HEAD' })).headers.get('age')).toBeNull()
})

test('A page that is not there is not kept', async () => {
  const [web] = webs
  if (!web) throw new Error('no web')
  for (let time = 0; time < 2; time++) expect((await look(web, '/products/nothing')).status).toBe(404)
  expect(web.rendered.filter(one => one.endsWith('nothing'))).toHaveLength(2)
})

test('A page for a choice that the product has is kept, and one for a made-up choice is not', async () => {
  const [web] = webs
  if (!web) throw new Error('no web')
  const rendered = (path: string) => web.rendered.filter(one => one.endsWith(path)).length
  await shop.db.execute(
    sql`update variants set options = '{"Colour": "Sea blue", "Size": "Large"}' where sku = 'JUG'`,
  )
  await eventually(async () => {
    await look(web, '/products/jug?colour=Sea+blue')
    expect((await look(web, '/products/jug?colour=Sea+blue')).age).not.toBeNull()
  }, SOON)
  const once = rendered('/products/jug?colour=Sea+blue')
  for (const path of ['/products/jug?colour=Sea+blue', '/products/jug?colour=Sea%20blue'])
    await look(web, path)
  expect(rendered('/products/jug?colour=Sea+blue')).toBe(once)
  for (const made of ['colour=Made+up', 'size=Sea+blue', 'colour=Sea+blue&size=Huge', 'colour=sea+blue']) {
    for (let time = 0; time < 3; time++) await look(web, `/products/jug?${made}`)
    expect(rendered(`/products/jug?${made}`), made).toBe(3)
  }
  await look(web, '/products/jug?colour=Sea+blue&size=Large')
  await look(web, '/products/jug?size=Large&colour=Sea+blue')
  expect(rendered('/products/jug?colour=Sea+blue&size=Large')).toBe(1)
})

test('A cookie that only looks like a session is shown the copy', async () => {
  const [web] = webs
  if (!web) throw new Error('no web')
  await look(web, '/products/mug')
  for (const cookie of [
    'a=orderly.session_token',
    'orderly.session_token=abc',
    '__Host-orderly.session_token=abc.def',
    `orderly.session_token=${'a'.repeat(32)}.${'b'.repeat(43)}%3D`,
  ]) {
    const before = web.rendered.length
    await look(web, '/products/mug', { cookie })
    expect(
      web.rendered.slice(before).filter(one => !one.startsWith('nobody')),
      cookie,
    ).toEqual([])
  }
})
