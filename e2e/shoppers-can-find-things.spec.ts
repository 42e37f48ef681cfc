import type { Locator, Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { lookAt } from './look-at.ts'
import { cards, home, newEmail } from './shopper.ts'
import { openSlowLine } from './slow-line.ts'

const oatTowel = {
  slug: 'waffle-towel',
  sku: 'TOWEL-WAFFLE-OAT-B',
  name: 'Waffle towel',
  options: { Size: 'Bath', Colour: 'Oat' },
}
const board = {
  slug: 'serving-board',
  sku: 'BOARD-OAK-S',
  name: 'Oak serving board',
  options: { Size: 'Small' },
}

test.beforeEach(async ({ shelf }) => {
  for (const { sku } of [oatTowel, board]) await shelf.holdsAtLeast(sku, 20)
})

test('“blu mgu” finds the blue stoneware mug', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Search products' }).fill('blu mgu')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=blu(\+|%20)mgu/)
  const first = page.getByRole('region', { name: 'Products' }).getByRole('article').first()
  await expect(first.getByRole('img', { name: /^Blue stoneware mug/ })).toBeVisible()
  await first.getByRole('link', { name: 'Stoneware mug' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stoneware mug')
  await expect(page.getByRole('radio', { name: 'Blue' })).toBeChecked()
})

test('The arrow keys move through suggestions, Escape closes them and Enter opens one', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('combobox', { name: 'Search products' })
  await box.click()
  await box.pressSequentially('lamp')
  const list = page.getByRole('listbox', { name: 'Suggestions' })
  await expect(list).toBeVisible()
  await box.press('Escape')
  await expect(list).toBeHidden()
  await expect(box).toHaveValue('lamp')
  await box.pressSequentially('s')
  await expect(list).toBeVisible()
  await box.press('ArrowDown')
  const first = list.getByRole('option').first()
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await expect(first).toContainText(/lamp/i)
  await box.press('Enter')
  await expect(page).toHaveURL(/\/products\//)
})

test('A search that finds nothing keeps its words and offers ways on', async ({ page }) => {
  await page.goto('/search?q=zzqxjw')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing found for “zzqxjw”')
  await expect(page.getByRole('combobox', { name: 'Search products' })).toHaveValue('zzqxjw')
  const main = page.getByRole('main')
  await expect(
    main.getByRole('region', { name: 'What people come back for' }).getByRole('article'),
  ).toHaveCount(4)
  await expect(main.getByRole('region', { name: 'All categories' }).getByRole('link').first()).toBeVisible()
  await expect(main.getByRole('link', { name: 'help@orderly.example' })).toBeVisible()
})

test('Filters combine, show as chips, are in the address and survive Back', async ({ page }) => {
  await page.goto('/categories/all')
  const filters = page.getByRole('complementary', { name: 'Filters' })
  const chips = page.getByRole('list', { name: 'Applied filters' })
  const count = page.getByRole('region', { name: 'Products' }).getByRole('status').first()
  await expect(count).toHaveText(/^\d+ products$/)
  const all = await count.textContent()

  await filters.getByRole('checkbox', { name: /^Blue/ }).check()
  await expect(page).toHaveURL(/colour=Blue/)
  await expect(count).not.toHaveText(all ?? '')
  const blue = Number.parseInt((await count.textContent()) ?? '', 10)
  await filters.getByRole('checkbox', { name: /^Moss/ }).check()
  await expect(chips.getByRole('button')).toHaveCount(3)
  await expect(count).not.toHaveText(`${blue} products`)
  const either = Number.parseInt((await count.textContent()) ?? '', 10)
  expect(either).toBeGreaterThan(blue)

  await filters.getByRole('checkbox', { name: /^£20 to £40/ }).check()
  await expect(page).toHaveURL(/price=/)
  await expect(count).not.toHaveText(`${either} products`)
  expect(Number.parseInt((await count.textContent()) ?? '', 10)).toBeLessThan(either)
  const shown = await count.textContent()

  await page.getByRole('region', { name: 'Products' }).getByRole('article').first().getByRole('link').click()
  await expect(page.getByRole('button', { name: /Add to cart|Sold out/ }).first()).toBeVisible()
  await page.goBack()
  await expect(count).toHaveText(shown ?? '')
  await expect(filters.getByRole('checkbox', { name: /^Blue/ })).toBeChecked()
  await expect(filters.getByRole('checkbox', { name: /^Moss/ })).toBeChecked()

  await page.goBack()
  await expect(page).not.toHaveURL(/price=/)
  await expect(count).toHaveText(`${either} products`)
  await chips.getByRole('button', { name: 'Remove filter: Moss' }).click()
  await expect(count).toHaveText(`${blue} products`)
  await chips.getByRole('button', { name: 'Clear all' }).click()
  await expect(count).toHaveText(all ?? '')
})

test('On a phone the filters are in a sheet whose button shows the number of products', {
  tag: ['@phone'],
}, async ({ page, isMobile }) => {
  await page.goto('/categories/tableware')
  const products = page.getByRole('region', { name: 'Products' }).getByRole('article')
  await expect(products.first()).toBeVisible()
  if (!isMobile) await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Filter' })
  await sheet.getByRole('checkbox', { name: /^Oat/ }).check()
  const show = sheet.getByRole('button', { name: /^Show \d+ products?$/ })
  await expect(sheet.getByRole('button', { name: 'Clear all' })).toBeVisible()
  await expect(page).toHaveURL(/colour=Oat/)
  await show.click()
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('list', { name: 'Applied filters' })).toContainText('Oat')
})

test('Sorting by price puts the cheapest first, and “Show more” survives Back', async ({ page }) => {
  await page.goto('/categories/all')
  const tiles = page.getByRole('region', { name: 'Products' }).getByRole('article')
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Price, low to high' })
  await expect(page).toHaveURL(/sort=price-up/)
  await expect(tiles.first()).toContainText('£12.00')
  const before = await tiles.count()
  await page.getByRole('button', { name: 'Show more products' }).click()
  await expect(tiles.nth(before)).toBeVisible()
  const after = await tiles.count()
  await tiles.nth(before).getByRole('link').click()
  await expect(page).toHaveURL(/\/products\//)
  await page.goBack()
  await expect(tiles).toHaveCount(after)
})

test('A sold-out value stays in view with its label, and cannot be bought', async ({ page, shelf }) => {
  await shelf.holds('NOTEBOOK-CLOTH-MOSS-A6', 0)
  await page.goto('/products/cloth-notebook?colour=Moss')
  const size = page.getByRole('group', { name: /^Size/ })
  const pocket = size.getByRole('radio', { name: /^Pocket.*Sold out/ })
  await expect(pocket).toBeVisible()
  await expect(size.getByText('Pocket', { exact: true })).toHaveCSS('text-decoration-line', 'line-through')
  await expect(size.getByRole('radio', { name: /^Desk/ })).not.toHaveAccessibleName(/Sold out/)
  await pocket.check()
  await expect(page).toHaveURL(/size=Pocket/)
  const wish = page.getByRole('form', { name: 'Email me when it’s back' })
  await wish.getByRole('button', { name: 'Email me' }).click()
  await expect(wish.getByText('Enter your email address')).toBeVisible()
  await wish.getByLabel('Email').fill('waiting@example.com')
  await wish.getByRole('button', { name: 'Email me' }).click()
  await expect(page.getByText('Check your inbox').first()).toBeVisible()
  await size.getByRole('radio', { name: /^Desk/ }).check()
  await expect(page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first()).toBeVisible()
})

test('Once the email is asked for, nothing on the page asks for it again', { tag: '@phone' }, async ({
  page,
  shelf,
}) => {
  await shelf.holds('NOTEBOOK-CLOTH-MOSS-A6', 0)
  await page.goto('/products/cloth-notebook?colour=Moss&size=Pocket')
  const wish = page.getByRole('form', { name: 'Email me when it’s back' })
  await wish.getByLabel('Email').fill('asked-once@example.com')
  await wish.getByRole('button', { name: 'Email me' }).click()
  const asked = page.getByText('We’ve sent a link to asked-once@example.com')
  await expect(asked).toBeVisible()
  // On a phone the bar at the foot of the screen stands in for what was scrolled away.
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded()
  await page.keyboard.press('End')
  await expect(asked).not.toBeInViewport()
  await expect(page.getByRole('button', { name: 'Email me' })).toHaveCount(0)
  if (page.viewportSize()?.width === 390)
    await expect(page.getByText('Check your inbox').last()).toBeInViewport()
  const size = page.getByRole('group', { name: /^Size/ })
  await size.getByRole('radio', { name: /^Desk/ }).check()
  await expect(page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first()).toBeVisible()
  await size.getByRole('radio', { name: /^Pocket/ }).check()
  await expect(asked).toBeVisible()
})

test('Somebody who waits for a product confirms by mail, and can take their address back', {
  tag: '@phone',
}, async ({ page, shelf, sandbox }) => {
  const email = newEmail()
  await shelf.holds('NOTEBOOK-CLOTH-MOSS-A6', 0)
  await page.goto('/products/cloth-notebook?colour=Moss&size=Pocket')
  const wish = page.getByRole('form', { name: 'Email me when it’s back' })
  await wish.getByLabel('Email').fill(email)
  await wish.getByRole('button', { name: 'Email me' }).click()
  const { text } = await sandbox.waitForLetter(email, /^Confirm: email me when Cloth notebook/)
  const link = /https?:\S+\/back-in-stock\/[^\s)\]]+/.exec(text)?.[0] ?? ''
  await page.goto(link)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('Shall we email you when it’s back?')
  await page.getByRole('button', { name: 'Yes, email me' }).click()
  await expect(heading).toHaveText('You’re on the list')
  await expect(heading).toBeFocused()
  await lookAt(page, 'back-in-stock')
  await page.getByRole('button', { name: 'Delete my address' }).click()
  await expect(heading).toHaveText('Your address is deleted')
  await page.goto(link)
  await expect(heading).toHaveText('This link no longer works')
})

test('A sold-out product has its label, also in the list', async ({ page }) => {
  await page.goto('/products/ring-vase')
  const main = page.getByRole('main')
  await expect(main.getByRole('status').filter({ hasText: 'Sold out' })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Add to cart' })).toHaveCount(0)
  await page.goto('/search?q=ring+vase')
  await expect(page.getByRole('article').filter({ hasText: 'Ring vase' })).toContainText('Sold out')
})

test('A shopper without a choice is asked to choose, and the button still works', { tag: '@phone' }, async ({
  page,
  shopper,
}) => {
  await page.goto('/products/serving-board')
  const size = page.getByRole('group', { name: /^Size/ })
  await expect(size.getByRole('radio', { checked: true })).toHaveCount(0)
  await page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click()
  await expect(page.getByText('Select a size')).toBeVisible()
  await expect(shopper.drawer).toBeHidden()
  await size.getByRole('radio', { name: 'Small' }).check()
  await page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click()
  await expect(shopper.drawer).toContainText('Oak serving board')
})

test('The page shows the true number of the last units, and the cart takes no more', async ({
  page,
  shelf,
  shopper,
}) => {
  const clock = {
    slug: 'wall-clock',
    sku: 'CLOCK-WALL-MOSS',
    name: 'Wall clock',
    options: { Colour: 'Moss' },
  }
  await shelf.holds(clock.sku, 2)
  await shopper.lookAt(clock)
  await expect(page.getByRole('main').getByText('Only 2 left').first()).toBeVisible()
  const quantity = page.getByRole('textbox', { name: 'Quantity of Wall clock' })
  await quantity.fill('9')
  await quantity.press('Enter')
  await expect(page.getByText('At most 2')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click()
  await expect(shopper.drawer).toContainText('Quantity in cart: 2')
})

test('A shopper fills, changes and empties the cart, and brings a removed item back', {
  tag: '@phone',
}, async ({ page, shopper }) => {
  await shopper.addToCart(oatTowel)
  await expect(shopper.drawer).toContainText('Subtotal')
  await shopper.drawer.getByRole('button', { name: 'Keep shopping' }).click()
  await expect(shopper.drawer).toBeHidden()
  await page.getByRole('link', { name: /^Cart/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart')
  const lines = page.getByRole('list', { name: 'Items in your cart' })
  const summary = page.getByRole('region', { name: 'Summary' })
  await expect(summary).toContainText('Subtotal£32.00')
  const kept = page.waitForResponse(/cart\.change/)
  await lines.getByRole('button', { name: /^One Waffle towel.* more$/ }).click()
  await expect(lines.getByRole('textbox', { name: /^Quantity of Waffle towel/ })).toHaveValue('2')
  await expect(summary).toContainText('Subtotal£64.00')
  await kept
  await page.reload()
  await expect(summary).toContainText('Subtotal£64.00')
  await lines.getByRole('button', { name: /^Remove Waffle towel/ }).click()
  await expect(page.getByText('Your cart is empty')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(summary).toContainText('Subtotal£64.00')
})

test('On a slow line an added item is there when the shopper opens the cart or the checkout at once', async ({
  page,
  shopper,
}) => {
  for (const place of ['View or change your cart', 'Checkout']) {
    let letGo = () => {}
    const slow = new Promise<void>(done => {
      letGo = done
    })
    await page.route(/cart\.add/, async route => {
      await slow
      await route.continue()
    })
    await shopper.lookAt(oatTowel)
    await page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click()
    await shopper.drawer.getByRole('link', { name: place }).click()
    await expect(shopper.heading).toHaveText(place === 'Checkout' ? 'Checkout' : 'Your cart')
    letGo()
    await expect(page.getByText(oatTowel.name).filter({ visible: true }).first()).toBeVisible()
    await page.unroute(/cart\.add/)
  }
})

test('A change of the cart that is still under way survives a reload', async ({ page, shopper, baseURL }) => {
  const line = await openSlowLine(baseURL ?? '', /cart\.change/)
  try {
    await shopper.addToCart(oatTowel)
    const cart = `${line.url}/cart`
    await page.goto(cart)
    const quantity = page.getByRole('textbox', { name: /^Quantity of Waffle towel/ })
    const sent = page.waitForRequest(/cart\.change/)
    await page.getByRole('button', { name: /^One Waffle towel.* more$/ }).click()
    await sent
    await page.goto('/cart')
    await expect(async () => {
      await page.reload()
      await expect(quantity).toHaveValue('2', { timeout: 1_000 })
    }).toPass()
  } finally {
    await line.close()
  }
})

test('A shopper can buy with the keyboard alone', async ({ page, shopper }) => {
  test.setTimeout(90_000)
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /^Skip/ })).toBeFocused()
  await tabTo(page, page.getByRole('combobox', { name: 'Search products' }))
  await page.keyboard.type('oak serving board')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('article').filter({ hasText: board.name }).getByRole('link'))
  await page.keyboard.press('Enter')
  await expect(shopper.heading).toHaveText(board.name)

  const size = page.getByRole('group', { name: /^Size/ })
  await tabTo(page, size.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await expect(size.getByRole('radio', { name: 'Large' })).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await expect(size.getByRole('radio', { name: 'Small' })).toBeChecked()
  const add = page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first()
  await tabTo(page, add)
  await page.keyboard.press('Space')
  await expect(shopper.drawer).toContainText(board.name)
  await page.keyboard.press('Escape')
  await expect(shopper.drawer).toBeHidden()
  await expect(add).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, shopper.drawer.getByRole('link', { name: 'Checkout' }))
  await page.keyboard.press('Enter')
  await expect(shopper.heading).toHaveText('Checkout')
  await expect(shopper.card.getByLabel('Card number')).toBeVisible()

  const type = async (field: Locator, words: string) => {
    await tabTo(page, field)
    await page.keyboard.type(words)
  }
  await type(page.getByLabel('Email'), newEmail())
  await type(page.getByLabel('Full name'), home.name)
  await type(page.getByLabel('Address line 1'), home.line1)
  await type(page.getByLabel('Town or city'), home.city)
  await type(page.getByLabel('Postcode'), home.postcode)
  await tabTo(page, page.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await type(shopper.card.getByLabel('Card number'), cards.visa)
  await type(shopper.card.getByLabel('Expiry date'), '12 / 39')
  await type(shopper.card.getByLabel('Card security code'), '123')
  await tabTo(page, shopper.payButton)
  await expect(shopper.payButton).toHaveAccessibleName(/^Pay £/)
  await page.keyboard.press('Enter')
  await shopper.seeConfirmation()
})

/** More Tab stops than any page has. */
const MOST_STOPS = 80

/** Presses Tab until this element has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await wanted.evaluate(element => element === document.activeElement && document.hasFocus())) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('The sitemaps lead a search engine to every category and every product on sale', async ({ request }) => {
  const linesOf = async (url: string) => {
    const answer = await request.get(url)
    expect(answer.ok(), url).toBe(true)
    return [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].flatMap(([, found]) => found ?? [])
  }
  const robots = await (await request.get('/robots.txt')).text()
  const index = /Sitemap: (\S+)/.exec(robots)?.[1] ?? ''
  const pages = (await Promise.all((await linesOf(index)).map(linesOf))).flat()
  const paths = pages.map(page => new URL(page).pathname)
  expect(new Set(paths).size).toBe(paths.length)
  const { products } = await (await request.get('/api/v1/products?limit=100')).json()
  const onSale = products.map(({ slug }: { slug: string }) => `/products/${slug}`)
  expect(onSale.length).toBeGreaterThan(20)
  expect(paths).toEqual(expect.arrayContaining(['/', '/categories/all', '/categories/tableware', ...onSale]))
  expect((await request.get('/sitemap.xml?part=no-such-category')).status()).toBe(404)
})

test('A touch while the line is down breaks nothing, and the menu opens once it is back', {
  tag: '@phone',
}, async ({ page, context }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/products/serving-board')
  await page.waitForLoadState('networkidle')
  const menu = page.getByRole('button', { name: 'Menu' })
  await context.setOffline(true)
  // A page would break once the loading of its scripts has failed.
  const failed = page.waitForEvent('requestfailed', request => request.resourceType() === 'script')
  await menu.click()
  await failed
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Oak serving board')
  await context.setOffline(false)
  await menu.click()
  await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
})
