import type { Page } from 'playwright/test'
import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { missing, openedBy } from './pages.ts'
import type { RestOrder } from './program.ts'
import { cards, newEmail } from './shopper.ts'

const jug = { slug: 'enamel-jug', sku: 'JUG-ENAMEL-MOSS', name: 'Enamel jug', options: { Colour: 'Moss' } }
const lines = [{ sku: jug.sku, quantity: 1 }]

const pages = { ...openedBy('everybody', 'visitor'), 'The staff’s door': '/admin', ...missing }

test.beforeEach(async ({ shelf }) => shelf.holdsAtLeast(jug.sku, 20))

test.describe('In light and dark nothing stands in the way:', { tag: '@phone' }, () => {
  for (const [name, path] of Object.entries(pages)) {
    test(name, async ({ page }) => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expectNoBarriers(page)
    })
  }

  for (const [name, path] of Object.entries(openedBy('signed-in'))) {
    test(`${name}, signed in`, async ({ shopper }) => {
      await shopper.signUp({ email: newEmail(), password: 'three quiet words' })
      await shopper.page.goto(path)
      await expect(shopper.heading).toHaveCount(1)
      await expectNoBarriers(shopper.page)
    })
  }

  for (const [name, path] of Object.entries(openedBy('staff'))) {
    test(`${name}, at the desk`, async ({ staff }) => {
      await staff.page.goto(path)
      await expect(staff.heading).toHaveCount(1)
      await staff.page.waitForLoadState('networkidle')
      await expectNoBarriers(staff.page)
    })
  }

  test('The drawer with the added item, and the cart', async ({ shopper }) => {
    await shopper.addToCart(jug)
    await expectNoBarriers(shopper.page)
    await shopper.page.goto('/cart')
    await expect(shopper.page.getByRole('list', { name: 'Items in your cart' })).toBeVisible()
    await expectNoBarriers(shopper.page)
  })

  test('The menu and the filters on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/categories/tableware')
    const filter = page.getByRole('button', { name: 'Filter', exact: true })
    await page.waitForLoadState('networkidle')
    // A screen reader sends a click without a press before it.
    await filter.dispatchEvent('click')
    await expect(page.getByRole('dialog', { name: 'Filter' })).toBeVisible()
    await expectNoBarriers(page)
    await page.keyboard.press('Escape')
    await expect(filter).toBeFocused()
    await page.getByRole('button', { name: 'Menu' }).click()
    await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
    await expectNoBarriers(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Menu' })).toBeFocused()
  })

  test('The suggestions under the search', async ({ page }) => {
    await page.goto('/')
    const box = page.getByRole('combobox', { name: 'Search products' })
    await box.click()
    await box.pressSequentially('lamp')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expectNoBarriers(page)
  })

  test('The checkout, empty and with everything wrong', async ({ shopper }) => {
    await shopper.addToCart(jug)
    await shopper.goToCheckout()
    await expect(shopper.card.getByLabel('Card number')).toBeVisible()
    await expectNoBarriers(shopper.page)
    await shopper.pay()
    await expect(shopper.problems).toBeVisible()
    await expectNoBarriers(shopper.page)
  })

  test('A declined card, and the bank’s question', async ({ shopper }) => {
    await shopper.addToCart(jug)
    await shopper.checkOut({ email: newEmail(), card: cards.declined })
    await expect(shopper.page.getByText('Your card was declined')).toBeVisible()
    await expectNoBarriers(shopper.page)
    await shopper.enterCard(cards.asksBank)
    await shopper.pay()
    await expect(shopper.bank.getByRole('button', { name: 'Approve' })).toBeVisible()
    await expectNoBarriers(shopper.page)
  })

  test('An order: with thanks, waiting for the bank, on its way', async ({ page, program }) => {
    const confirmed = await program.confirmed({ email: newEmail('ada'), lines })
    await openOrder(page, confirmed, '&placed=1')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Ada')
    await expectNoBarriers(page)
    const waiting = await program.waiting({ lines })
    await openOrder(page, waiting)
    await expect(page.getByRole('button', { name: 'Continue with your bank' })).toBeVisible()
    await expectNoBarriers(page)
    await openOrder(page, confirmed)
    await expectNoBarriers(page)
  })

  test('The history of an account, empty and filled', async ({ shopper }) => {
    await shopper.signUp({ email: newEmail(), password: 'three quiet words' })
    await expect(shopper.page.getByText('No orders yet')).toBeVisible()
    await expectNoBarriers(shopper.page)
    await shopper.buy(jug)
    await shopper.page.goto('/account/orders')
    await expect(shopper.page.getByText('One order so far')).toBeVisible()
    await expectNoBarriers(shopper.page)
  })

  test('The staff’s day and the list of orders', async ({ staff, program }) => {
    await program.confirmed({ lines })
    await staff.page.goto('/admin')
    await expect(staff.page.getByRole('heading', { name: 'Latest orders' })).toBeVisible()
    await expectNoBarriers(staff.page)
    await staff.openOrders()
    await expect(staff.page.getByText(/orders? on this page/)).toBeVisible()
    await expectNoBarriers(staff.page)
    await staff.openOrders('?q=nobody-at-all')
    await expect(staff.page.getByText('No orders match')).toBeVisible()
    await expectNoBarriers(staff.page)
  })

  test('The staff’s stock', async ({ staff }) => {
    await staff.page.goto('/admin/stock')
    await expect(staff.page.getByText(/variants on this page/)).toBeVisible()
    await expectNoBarriers(staff.page)
    await staff.page.goto('/admin/stock?view=launches&q=nothing-at-all')
    await expect(staff.page.getByText('Nothing matches')).toBeVisible()
    await expectNoBarriers(staff.page)
  })

  test('The bank’s books beside ours', async ({ staff, program }) => {
    await program.confirmed({ lines })
    await staff.page.goto('/admin/books')
    await expect(staff.heading).toHaveText('Books')
    await expectNoBarriers(staff.page)
    await staff.page.getByRole('button', { name: 'Reconcile now' }).click()
    await expect(staff.page.getByText(/^Asked for by/).first()).toBeVisible({ timeout: 30_000 })
    await expect(staff.page.getByText(/^Compared [\d,]+ payments?/).first()).toBeVisible({ timeout: 30_000 })
    await expectNoBarriers(staff.page)
  })

  test('An order at the desk, and the question before it is cancelled', async ({ staff, program }) => {
    const waiting = await program.waiting({ lines })
    await staff.openOrder(waiting.id)
    await expectNoBarriers(staff.page)
    await staff.page.getByRole('button', { name: 'Cancel order' }).click()
    const dialog = staff.page.getByRole('dialog', { name: 'Cancel this order?' })
    await expectNoBarriers(staff.page)
    await dialog.getByRole('button', { name: 'Cancel order' }).click()
    const reason = dialog.getByRole('textbox', { name: 'Reason' })
    await expect(reason).toBeFocused()
    await expect(reason).toHaveAttribute('aria-invalid', 'true')
    await expectNoBarriers(staff.page)
  })
})

test('At 320 pixels no page scrolls sideways', async ({ shopper, program, staff, shelf }) => {
  test.setTimeout(120_000)
  const narrow = { width: 320, height: 640 }
  const { page } = shopper
  await page.setViewportSize(narrow)
  await shopper.addToCart(jug)
  await expectNoSidewaysScroll(page)
  const order = await program.confirmed({ lines })
  const paths = [...Object.values(pages), `/orders/${order.id}?token=${order.trackingToken}&placed=1`]
  for (const path of paths) {
    await page.goto(path)
    await expect(shopper.heading).toHaveCount(1)
    await expectNoSidewaysScroll(page)
  }
  // A day with five-digit numbers needs more room than a quiet one.
  await shelf.holdsAtLeast(jug.sku, 400)
  for (let order = 0; order < 4; order++) await program.confirmed({ lines: [{ sku: jug.sku, quantity: 90 }] })
  await staff.page.setViewportSize(narrow)
  for (const path of [...Object.values(openedBy('staff')), `/admin/orders/${order.id}`]) {
    await staff.page.goto(path)
    await expect(staff.heading).toHaveCount(1)
    if (path === '/admin') await expect(staff.page.getByText(/^£[\d,]{5,}\.\d\d$/).first()).toBeVisible()
    await expectNoSidewaysScroll(staff.page)
  }
})

test('Every page has a title of its own', async ({ page }) => {
  const titles = new Map<string, string>()
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path)
    await expect(page).toHaveTitle(/Orderly/)
    titles.set(name, await page.title())
  }
  const all = [...titles.values()]
  const alike = all.filter((title, place) => all.indexOf(title) !== place)
  // A filtered category keeps the title of the category, also in a bookmark. A missing page has the same title everywhere.
  expect(new Set(alike)).toEqual(new Set([titles.get('A category'), 'Not found · Orderly']))
})

test('An empty checkout names every missing thing, in the same words twice, and leads to it', {
  tag: '@phone',
}, async ({ shopper }) => {
  const { page } = shopper
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await expect(shopper.card.getByLabel('Card number')).toBeVisible()
  await shopper.pay()

  await expect(shopper.problems).toBeFocused()
  await expect(page).toHaveTitle(/^Error: /)
  const fields = {
    Email: 'Enter your email address',
    'Full name': 'Enter your full name',
    'Address line 1': 'Enter address line 1, typically the building and street',
    'Town or city': 'Enter town or city',
    Postcode: 'Enter postcode',
  }
  const links = shopper.problems.getByRole('link')
  await expect(links).toHaveText([
    ...Object.values(fields),
    'Enter your card number',
    'Enter the expiry date',
    'Enter the 3 digits on the back of your card',
  ])
  for (const [label, words] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true })
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(new RegExp(words))
    await links.filter({ hasText: words }).click()
    await expect(field).toBeFocused()
  }
  await links.filter({ hasText: 'Enter your card number' }).click()
  await expect(shopper.card.getByLabel('Card number')).toBeFocused()

  await page.getByLabel('Full name').fill('Ana Moss')
  await expect(page.getByLabel('Full name')).not.toHaveAttribute('aria-invalid', 'true')
})

test('A wrong email and a wrong postcode each have their own message', async ({ shopper }) => {
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await shopper.enterAddress('ana(at)example.com')
  await shopper.page.getByLabel('Postcode').fill('12345')
  await shopper.pay()
  await expect(shopper.problems.getByRole('link')).toContainText([
    'Enter an email address in the correct format, like name@example.com',
    'Enter a full UK postcode',
  ])
  await shopper.page.getByLabel('Postcode').fill('sw1a1aa')
  await shopper.page.getByLabel('Email').fill('ana@gmial.com')
  await expect(shopper.page.getByRole('button', { name: 'ana@gmail.com' })).toBeVisible()
  await shopper.page.getByRole('button', { name: 'ana@gmail.com' }).click()
  await expect(shopper.page.getByLabel('Email')).toHaveValue('ana@gmail.com')
})

test('Every field of the checkout is known to the browser’s memory', async ({ shopper }) => {
  const { page } = shopper
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await expect(shopper.card.getByLabel('Card number')).toBeVisible()
  await page.getByRole('button', { name: 'Add flat or company' }).click()
  const tokens = {
    Email: 'email',
    'Full name': 'shipping name',
    Country: 'shipping country',
    'Address line 1': 'shipping address-line1',
    'Flat or company': 'shipping address-line2',
    'Town or city': 'shipping address-level2',
    Postcode: 'shipping postal-code',
    Phone: 'shipping tel',
  }
  for (const [label, token] of Object.entries(tokens))
    await expect(page.getByLabel(label), label).toHaveAttribute('autocomplete', token)
  await page.getByLabel('Country').selectOption('US')
  await expect(page.getByLabel('State')).toHaveAttribute('autocomplete', 'shipping address-level1')
  const cardTokens = { 'Card number': 'cc-number', 'Expiry date': 'cc-exp', 'Card security code': 'cc-csc' }
  for (const [label, token] of Object.entries(cardTokens))
    await expect(shopper.card.getByLabel(label), label).toHaveAttribute('autocomplete', token)
})

test('The fields of signing in and up are known to password managers', async ({ page }) => {
  await page.goto('/account/sign-in')
  await expect(page.getByLabel('Email')).toHaveAttribute('autocomplete', 'username')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute(
    'autocomplete',
    'current-password',
  )
  await page.goto('/account/sign-up')
  await expect(page.getByLabel('Full name')).toHaveAttribute('autocomplete', 'name')
  await expect(page.getByLabel('Email')).toHaveAttribute('autocomplete', 'email')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('autocomplete', 'new-password')
})

test('Dialogs take the focus, keep it, and give it back', async ({ page, shopper }) => {
  await shopper.lookAt(jug)
  const add = page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first()
  await add.click()
  await expect(shopper.drawer).toBeVisible()
  for (let stops = 0; stops < 12; stops += 1) {
    await page.keyboard.press('Tab')
    await expect(shopper.drawer.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('Escape')
  await expect(add).toBeFocused()
})

test('A screen reader hears what is added, filtered and counted, and the focus stays', async ({ page }) => {
  await page.goto('/categories/all')
  const blue = page.getByRole('complementary', { name: 'Filters' }).getByRole('checkbox', { name: /^Blue/ })
  const count = page.getByRole('region', { name: 'Products' }).getByRole('status').first()
  const before = await count.textContent()
  await blue.focus()
  await page.keyboard.press('Space')
  await expect(count).not.toHaveText(before ?? '')
  await expect(blue).toBeFocused()
})

test('The chosen theme stays after a reload', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/')
  await page.getByRole('button', { name: 'Use dark theme' }).click()
  await expect(page.getByRole('button', { name: 'Use light theme' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Use light theme' })).toBeVisible()
})

async function openOrder(page: Page, { id, trackingToken }: RestOrder, more = ''): Promise<void> {
  await page.goto(`/orders/${id}?token=${trackingToken}${more}`)
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const message = `what is too wide at ${page.url()}`
  await expect
    .configure({ soft: true })
    .poll(() => page.evaluate(tooWide), { message })
    .toEqual([])
}

/** The texts of elements beyond the right edge; empty while the page does not scroll sideways. */
function tooWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const beyond = [...document.querySelectorAll('main *')].filter(
    element => element.getBoundingClientRect().right > clientWidth + 0.5,
  )
  return [
    `${scrollWidth} of ${clientWidth} pixels`,
    ...beyond.map(({ tagName, textContent }) => `${tagName}: ${textContent}`),
  ]
}
