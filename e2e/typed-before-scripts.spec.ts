import type { Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { home, newEmail } from './shopper.ts'

// On a slow phone people type before the page's scripts run, and a password manager fills in even sooner.

const board = { slug: 'serving-board', sku: 'BOARD-OAK-S' }
const scripts = /\/_next\/static\/.*\.js/

/** Opens the page as it is before any script ran. `wake` lets the scripts in. */
async function openAsleep(page: Page, path: string) {
  let wake = () => {}
  const awake = new Promise<void>(done => {
    wake = done
  })
  await page.route(scripts, async route => {
    await awake
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  return { wake }
}

test('What is typed into the search box before the scripts run is searched for', { tag: '@phone' }, async ({
  page,
}) => {
  const { wake } = await openAsleep(page, '/')
  await page.getByRole('combobox', { name: 'Search products' }).fill('stoneware')
  wake()
  // The suggestions come from the scripts: they know the word.
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.getByRole('combobox', { name: 'Search products' }).press('Enter')
  await expect(page).toHaveURL(/\/search\?q=stoneware/)
})

test('An email and a password filled in before the scripts run sign in', { tag: '@phone' }, async ({
  page,
}) => {
  const { wake } = await openAsleep(page, '/account/sign-in')
  await page.getByLabel('Email').fill('nobody@example.com')
  await page.locator('input[type=password]').fill('some password')
  wake()
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Your email address is still filled in below.')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue('nobody@example.com')
  await expect(page.getByText('Enter your')).toHaveCount(0)
})

test('An option and a quantity chosen before the scripts run go into the cart', { tag: '@phone' }, async ({
  page,
  shelf,
}) => {
  await shelf.holdsAtLeast(board.sku, 20)
  const { wake } = await openAsleep(page, `/products/${board.slug}`)
  const main = page.getByRole('main')
  await main.getByRole('radio', { name: 'Small' }).check()
  await main.getByRole('textbox', { name: /^Quantity of/ }).fill('3')
  wake()
  const drawer = page.getByRole('dialog', { name: 'Added to your cart' })
  await expect(async () => {
    await main.getByRole('button', { name: 'Add to cart' }).first().click()
    await expect(drawer).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect(drawer).toContainText('Small')
  await expect(drawer.getByText(/3/).first()).toBeVisible()
})

test('An order of the goods chosen before the scripts run is the one that is shown', {
  tag: '@phone',
}, async ({ page }) => {
  const { wake } = await openAsleep(page, '/categories/all')
  await page.getByLabel('Sort by').selectOption('price-up')
  wake()
  await expect(page).toHaveURL(/sort=price-up/)
  await expect(page.getByLabel('Sort by')).toHaveValue('price-up')
})

test('A delivery address filled in before the scripts run is kept', { tag: '@phone' }, async ({
  page,
  shopper,
  shelf,
}) => {
  await shelf.holdsAtLeast(board.sku, 20)
  await shopper.addToCart({ ...board, name: 'Oak serving board', options: { Size: 'Small' } })
  const email = newEmail()
  const { wake } = await openAsleep(page, '/checkout')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Full name').fill(home.name)
  await page.getByLabel('Address line 1').fill(home.line1)
  wake()
  await expect(shopper.card.getByLabel('Card number')).toBeVisible()
  await page.getByLabel('Town or city').fill(home.city)
  await page.getByLabel('Postcode').fill(home.postcode)
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await shopper.enterCard('4242 4242 4242 4242')
  await shopper.pay()
  await shopper.seeConfirmation()
})
