import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { APIRequestContext } from 'playwright/test'
import { expect, test } from './fixtures.ts'

const jar = { slug: 'ginger-jar', sku: 'JAR-GINGER-BLUE', name: 'Ginger jar', options: { Colour: 'Blue' } }

test('A page for a visitor comes from the cache, and each answer has its own nonce', async ({ request }) => {
  for (const path of ['/', '/categories/textiles', '/products/wall-clock?colour=Moss']) {
    await request.get(path)
    const nonces = await Promise.all(
      [1, 2, 3].map(async () => {
        const answer = await request.get(path)
        expect(Number(answer.headers().age), path).toBeLessThan(60)
        const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1]
        const inPage = [...(await answer.text()).matchAll(/nonce="([^"]*)"/g)].map(([, found]) => found)
        expect(inPage.length, path).toBeGreaterThan(3)
        expect([...new Set(inPage)], path).toEqual([nonce])
        expect(answer.headers().link, path).toContain(nonce)
        return nonce
      }),
    )
    expect(new Set(nonces).size, path).toBe(3)
  }
})

test('A visitor with a session gets their own pages, with their cart', async ({ page, shopper }) => {
  await shopper.addToCart(jar)
  const answer = await page.goto('/')
  expect(answer?.headers()).not.toHaveProperty('age')
  expect(await answer?.text()).toMatch(/>1<\/span>/)
})

test('A new price is soon on every page, and an open page updates its words about stock', async ({
  page,
  request,
  shelf,
}) => {
  const pages = ['/products/ginger-jar?colour=Blue', '/categories/vessels']
  const pageText = async () =>
    (await Promise.all(pages.map(async path => (await request.get(path)).text()))).join()
  expect(await pageText()).not.toContain('£71.23')
  await shelf.costs(jar.sku, 7_123)
  await shelf.holds(jar.sku, 2)
  await expect(async () => {
    expect((await pageText()).match(/£71\.23|Only 2 left/g)).toEqual(
      expect.arrayContaining(['£71.23', 'Only 2 left']),
    )
  }).toPass()

  await page.goto('/products/ginger-jar?colour=Blue')
  const stock = page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: /left|out|stock/ })
  await expect(stock).toHaveText('Only 2 left')
  await shelf.holds(jar.sku, 0)
  // A question of the page that is still under way may have been answered before, and is not asked twice at once.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await expect(stock).toHaveText('Sold out', { timeout: 2_000 })
  }).toPass()
  await expect(page.getByRole('main').getByRole('button', { name: 'Add to cart' })).toHaveCount(0)
})

/** A budget for each kind of page: the packed size of our scripts that a browser loads before anybody touches the page. */
type Budget = Record<string, { path: string; gzippedBytes: number }>
const budget = JSON.parse(
  readFileSync(join(import.meta.dirname, '../bench/script-budget.json'), 'utf8'),
) as Budget

for (const [kind, { path, gzippedBytes }] of Object.entries(budget))
  test(`The script of a ${kind} page stays within its budget`, async ({ page, request }) => {
    const urls = new Set<string>()
    page.on('request', asked => {
      if (asked.resourceType() === 'script' && asked.url().includes('/_next/')) urls.add(asked.url())
    })
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    const sizes = await Promise.all([...urls].map(url => packedSize(request, url)))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    console.log(`${kind}: ${total} of ${gzippedBytes} bytes of script`)
    expect(sizes.length).toBeGreaterThan(5)
    expect(
      total,
      `${path} brings ${total} bytes of script, ${gzippedBytes} are allowed (bench/script-budget.json)`,
    ).toBeLessThanOrEqual(gzippedBytes)
  })

const packedSize = async (request: APIRequestContext, url: string) =>
  gzipSync(await (await request.get(url)).body()).length

test('A list at the desk fetches no page ahead until somebody points at one', async ({ staff, program }) => {
  const order = await program.confirmed({ lines: [{ sku: 'TOWEL-TEA-BLUE', quantity: 1 }] })
  const { page } = staff
  const ahead: string[] = []
  page.on('request', asked => {
    if (asked.headers()['next-router-prefetch']) ahead.push(new URL(asked.url()).pathname)
  })
  await page.goto('/admin/orders')
  const link = page.getByRole('link', { name: order.number }).first()
  await expect(link).toBeVisible()
  await page.waitForLoadState('networkidle')
  // The views of the list itself are few.
  const others = ahead.filter(path => path.startsWith('/admin/') && path !== '/admin/orders')
  expect(others).toEqual([])
  await link.hover()
  await expect.poll(() => ahead.includes(`/admin/orders/${order.id}`)).toBe(true)
})
