import type { BrowserContext, Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { missing, openedBy } from './pages.ts'
import { cards, newEmail } from './shopper.ts'

const jug = { slug: 'enamel-jug', sku: 'JUG-ENAMEL-MOSS', name: 'Enamel jug', options: { Colour: 'Moss' } }
const lines = [{ sku: jug.sku, quantity: 1 }]

/** What anybody opens. The last of them shows a door. */
const pages = [...Object.values(openedBy('everybody', 'visitor')), '/admin']
const personal = Object.values(openedBy('visitor', 'signed-in', 'staff'))

test.beforeEach(async ({ shelf }) => shelf.holdsAtLeast(jug.sku, 20))

test('No page of the shop does what its policy forbids, in light and dark', async ({ context, page }) => {
  test.setTimeout(300_000)
  const complaints = await listen(context)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const path of pages) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await settled(page)
    }
    expect(complaints, colorScheme).toEqual([])
  }
  for (const path of Object.values(missing)) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await settled(page)
  }
  expect(complaints.filter(said => !/404 \(Not Found\)/.test(said))).toEqual([])
})

test('A purchase with a card that asks the bank keeps the policy, with drawer, frames and toast', async ({
  context,
  shopper,
}) => {
  const complaints = await listen(context)
  const { page } = shopper
  await shopper.addToCart(jug)
  await shopper.checkOut({ email: newEmail(), card: cards.declined })
  await expect(page.getByText('Your card was declined')).toBeVisible()
  await shopper.enterCard(cards.asksBank)
  await shopper.pay()
  await shopper.bank.getByRole('button', { name: 'Approve' }).click()
  await shopper.seeConfirmation()
  await shopper.addToCart(jug)
  await page.goto('/cart')
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click()
  await expect(page.getByText('Item removed')).toBeVisible()
  await settled(page)
  expect(complaints).toEqual([])
})

test('An account and the staff desk with its charts keep the policy', async ({ shopper, staff, program }) => {
  const order = await program.confirmed({ lines })
  const complaints = await listen(shopper.page.context())
  const atTheDesk = await listen(staff.page.context())
  await shopper.signUp({ email: newEmail(), password: 'three quiet words' })
  await shopper.buy(jug)
  for (const path of Object.values(openedBy('signed-in'))) {
    await shopper.page.goto(path)
    await expect(shopper.heading).toHaveCount(1)
    await settled(shopper.page)
  }
  for (const path of [...Object.values(openedBy('staff')), `/admin/orders/${order.id}`]) {
    await staff.page.goto(path)
    await expect(staff.heading).toHaveCount(1)
    await settled(staff.page)
  }
  await staff.openOrder(order.id)
  await staff.page
    .getByRole('button', { name: /^(Cancel order|Refund)/ })
    .first()
    .click()
  await expect(staff.page.getByRole('dialog')).toBeVisible()
  await settled(staff.page)
  expect([...complaints, ...atTheDesk]).toEqual([])
})

const slippedIn = `
  <script>globalThis.slippedIn = 'inline'</script>
  <script nonce="guessed">globalThis.slippedIn = 'guessed'</script>
  <script src="https://elsewhere.example/theirs.js"></script>
  <img src="/icon.svg" onload="globalThis.slippedIn = 'handler'">
  <img src="https://elsewhere.example/pixel">
  <style>body { display: none }</style>
  <iframe src="https://elsewhere.example/"></iframe>
  <object data="https://elsewhere.example/"></object>
  <base href="https://elsewhere.example/">`

test('A script that slips into a page neither runs nor calls out', async ({ context, page }) => {
  await context.addInitScript(() => {
    const refused: string[] = []
    Object.assign(globalThis, { refused })
    document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))
  })
  await page.route('/', async route => {
    const answer = await route.fetch()
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace('<main', `${slippedIn}<main`),
    })
  })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(async () => {
    await fetch('https://elsewhere.example/').catch(() => {})
    const form = document.createElement('form')
    form.action = 'https://elsewhere.example/'
    document.body.append(form)
    form.submit()
  })
  const refused = () =>
    page.evaluate(() => [...new Set((globalThis as { refused?: string[] }).refused)].sort())
  await expect
    .poll(refused)
    .toEqual([
      'base-uri',
      'connect-src',
      'form-action',
      'frame-src',
      'img-src',
      'object-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-elem',
    ])
  const outcome = await page.evaluate(() => ({
    ran: (globalThis as { slippedIn?: string }).slippedIn,
    base: document.baseURI,
  }))
  expect(outcome).toEqual({ ran: undefined, base: page.url() })
})

const isOfStaff = (path: string) => /^\/(admin|floor)(\/|$)/.test(path)

test('Every answer has the headers of its kind', async ({ page, request }) => {
  const answer = await page.goto('/')
  const headers = answer?.headers() ?? {}
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).toMatch(/script-src 'nonce-[\w+/]{22}==' 'strict-dynamic';/)
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*(unsafe-inline|https?:|\*)/)
  const again = (await request.get('/')).headers()['content-security-policy']
  expect(again, 'a nonce is used once').not.toBe(policy)
  for (const path of [...pages, ...Object.values(missing)]) {
    const found = (await request.get(path)).headers()
    expect(found, path).toMatchObject({
      'content-security-policy': expect.stringContaining("'strict-dynamic'"),
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining(isOfStaff(path) ? 'camera=(self)' : 'camera=()'),
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(found, path).not.toHaveProperty('x-powered-by')
  }
  for (const path of [
    '/api/health/live',
    '/api/v1/products',
    '/api/v1/nothing',
    '/api/trpc/cart.get',
    '/api/auth/get-session',
  ])
    expect((await request.get(path)).headers(), path).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
  expect((await request.get('/pictures/bottle-vase.clay.front.svg')).headers()).toMatchObject({
    'content-security-policy': expect.stringContaining('sandbox'),
    'x-content-type-options': 'nosniff',
  })
  for (const path of ['/', '/cart', '/api/health/live', '/pictures/bottle-vase.clay.front.svg']) {
    const byHttps = await request.get(path, { headers: { 'x-forwarded-proto': 'https' } })
    expect(byHttps.headers()['strict-transport-security'], path).toBe('max-age=63072000; includeSubDomains')
    expect((await request.get(path)).headers(), path).not.toHaveProperty('strict-transport-security')
  }
  for (const path of [...personal, '/api/trpc/cart.get', '/api/auth/get-session'])
    expect((await request.get(path)).headers()['cache-control'], path).toContain('no-store')
  expect((await request.fetch('/', { method: 'TRACE' })).ok(), 'TRACE').toBe(false)
  expect((await request.get('/products/a%00b')).status()).toBe(400)
})

test('A page shows an order to people who may see it, and a door to everybody else', async ({
  page,
  shopper,
  staff,
  playwright,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const email = newEmail('owen')
  await shopper.signUp({ email, password: 'three quiet words', name: 'Owen Owner' })
  const order = await shopper.buy(jug, { email })
  const other = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL ?? '' } })
  const person = { name: 'Olga Other', email: newEmail('olga'), password: 'three quiet words' }
  expect((await other.post('/api/auth/sign-up/email', { data: person })).status()).toBe(200)
  const visitor = await playwright.request.newContext({ baseURL })
  const asked = { visitor, other, owner: page.request, staff: staff.page.request }
  // docs/access.md lists the people who may see the order's number on the page.
  const rows: Record<string, (keyof typeof asked | 'link')[]> = {
    [`/orders/${order.id}`]: ['link', 'owner', 'staff'],
    '/account/orders': ['owner'],
    '/admin': ['staff'],
    '/admin/orders': ['staff'],
    '/admin/parcels': ['staff'],
    [`/admin/orders/${order.id}`]: ['staff'],
  }
  for (const path of personal) rows[path] ??= []
  for (const [path, allowed] of Object.entries(rows)) {
    for (const [who, request] of Object.entries(asked)) {
      const body = await (await request.get(path)).text()
      const shown = body.includes(order.number)
      // These show the latest orders and parcels, and other tests place orders meanwhile.
      if ((path === '/admin' || path === '/admin/parcels') && who === 'staff') continue
      expect(shown, `${path} for ${who}`).toBe((allowed as string[]).includes(who))
      if (!shown) expect(body, `${path} for ${who}`).not.toContain(order.token)
    }
    const withKey = await (await visitor.get(`${path}?token=${order.token}`)).text()
    expect(withKey.includes(order.number), `${path} with the link`).toBe(allowed.includes('link'))
  }
  const wrong = await visitor.get(`/orders/${order.id}?token=${order.token.slice(0, -3)}AAA`)
  expect(await wrong.text()).not.toContain(order.number)
  for (const context of [other, visitor]) await context.dispose()

  await page.goto('/account/orders')
  await page.evaluate(() => sessionStorage.setItem('orderly.checkout-draft', '{"name":"Owen Owner"}'))
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  expect(await page.evaluate(() => sessionStorage.length), 'what the tab remembers of who signed out').toBe(0)
})

/** Every complaint of the browser, with those from the card's and the bank's frames. */
async function listen(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = []
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', event =>
      console.error(`policy: ${event.effectiveDirective} refuses ${event.blockedURI} ${event.sample}`),
    ),
  )
  context.on('console', message => {
    if (message.type() === 'error') complaints.push(`${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', ({ error }) => complaints.push(String(error())))
  return complaints
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
}
