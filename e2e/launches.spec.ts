import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { newEmail } from './shopper.ts'
import type { Staff } from './staff.ts'

const glass = { slug: 'sandglass', sku: 'GLASS-SAND-30', name: 'Half-hour sandglass' }
// This test has its own product, because on the phone it may run beside the launches.
const calendar = { sku: 'CALENDAR-BLOCKS', name: 'Perpetual calendar' }
const lines = [{ sku: glass.sku, quantity: 1 }]

test.describe.configure({ mode: 'serial' })

async function openShelf({ page }: Staff, { sku, name }: { sku: string; name: string }): Promise<void> {
  await page.goto('/admin/stock')
  await page.getByRole('searchbox', { name: 'Search stock by SKU or name' }).fill(name)
  await expect(page).toHaveURL(/q=/)
  await page.getByRole('link', { name: sku }).locator('visible=true').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

async function endTheLaunch(staff: Staff): Promise<void> {
  await openShelf(staff, glass)
  const { page } = staff
  await page.getByRole('button', { name: /^(End it now|Call it off)$/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(End the launch|Call it off)$/ })
    .click()
  await expect(page.getByRole('button', { name: 'Plan a launch' })).toBeVisible()
}

test('Staff split stock, merge it and correct it by a count', { tag: '@phone' }, async ({ staff, shelf }) => {
  await shelf.holds(calendar.sku, 40)
  await openShelf(staff, calendar)
  const { page } = staff
  const dialog = page.getByRole('dialog')
  await expectNoBarriers(page)
  await page.getByRole('button', { name: 'Split stock' }).click()
  await dialog.getByLabel('Buckets in each warehouse').selectOption('8')
  await expectNoBarriers(page)
  await dialog.getByRole('button', { name: 'Split into 8' }).click()
  await expect(page.getByText('Its stock is split into 8 buckets')).toBeVisible()
  expect(await shelf.units(calendar.sku)).toBe(40)

  await page.getByRole('button', { name: 'Merge buckets' }).click()
  await dialog.getByRole('button', { name: 'Merge buckets' }).click()
  await expect(page.getByRole('button', { name: 'Split stock' })).toBeVisible()

  await page
    .getByRole('button', { name: /^Correct by a count/ })
    .first()
    .click()
  await dialog.getByRole('button', { name: 'Write the count down' }).click()
  await expect(dialog.getByText('Enter a whole number')).toBeVisible()
  const hint = await dialog.getByText(/^The books say/).textContent()
  const counted = Number(hint?.match(/say ([\d,]+)/)?.[1]?.replace(',', '')) + 2
  await dialog.getByLabel('Units on the shelf').fill(String(counted))
  await dialog.getByLabel('Why they differ').fill('Found behind the oak')
  await dialog.getByRole('button', { name: 'Write the count down' }).click()
  // The ledger may show the same words from an earlier run, so the test asks the shelf itself until it has the number.
  await expect.poll(() => shelf.units(calendar.sku)).toBe(42)
  await expect(page.getByText('Found behind the oak').first()).toBeVisible()
})

test('Neither shoppers nor programs can buy a product before its launch', async ({
  staff,
  shopper,
  program,
  shelf,
}) => {
  await shelf.holdsAtLeast(glass.sku, 20)
  await openShelf(staff, glass)
  const { page } = staff
  await page.getByRole('button', { name: 'Plan a launch' }).click()
  await expectNoBarriers(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Plan the launch' }).click()
  await expect(page.getByText('Launch planned').first()).toBeVisible()

  await shopper.lookAt(glass)
  await expect(shopper.page.getByText(/^On sale from/)).toBeVisible()
  await expect(shopper.page.getByRole('main').getByRole('button', { name: 'Add to cart' })).toHaveCount(0)
  // Another process may learn of the launch a second later.
  await expect(async () => {
    const refused = await program.place({ lines })
    expect(refused.status()).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'lines.0.sku' }],
    })
  }).toPass()
  await endTheLaunch(staff)
  await shopper.page.reload()
  await expect(
    shopper.page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first(),
  ).toBeVisible()
})

test('A shopper waits in line, keeps the place, is let in and buys', async ({
  staff,
  shopper,
  program,
  shelf,
}) => {
  test.slow()
  await shelf.holdsAtLeast(glass.sku, 40)
  await openShelf(staff, glass)
  const dialog = staff.page.getByRole('dialog')
  await staff.page.getByRole('button', { name: 'Plan a launch' }).click()
  await dialog.getByLabel('Starts').fill('2026-01-01T10:00')
  await dialog.getByLabel('Ends').fill(tomorrow())
  await dialog.getByLabel('Let in a minute').fill('30')
  await dialog.getByRole('button', { name: 'Plan the launch' }).click()
  await expect(dialog.getByText('It may last 90 days at most')).toBeVisible()
  await dialog.getByLabel('Starts').fill(yesterday())
  await dialog.getByRole('button', { name: 'Plan the launch' }).click()
  await expect(staff.page.getByText('Launch going on').first()).toBeVisible()

  // Programs come first and take the numbers before the shopper's.
  await expect(async () => {
    const ahead = await program.place({ lines })
    expect(ahead.status()).toBe(429)
    expect(ahead.headers()['retry-after']).toMatch(/^\d+$/)
    expect(await ahead.json()).toMatchObject({ code: 'rate_limited', ticket: expect.any(String) })
  }).toPass()
  await Promise.all(Array.from({ length: 8 }, () => program.place({ lines })))

  await shopper.lookAt(glass)
  await shopper.page.getByRole('button', { name: 'Join the line' }).click()
  await expect(shopper.page.getByText('You are in line')).toBeVisible()
  await expectNoBarriers(shopper.page)
  const before = await placeBefore(shopper.page)
  await shopper.page.reload()
  await expect(shopper.page.getByText('You are in line')).toBeVisible()
  expect(await placeBefore(shopper.page)).toBeLessThanOrEqual(before)
  await expect(shopper.page.getByText('It is your turn')).toBeVisible({ timeout: 60_000 })
  await expectNoBarriers(shopper.page)

  const email = newEmail()
  await shopper.addToCart(glass)
  await shopper.checkOut({ email })
  await expect(shopper.heading).toContainText(/Thank you|confirmed/i, { timeout: 30_000 })
  await endTheLaunch(staff)
})

async function placeBefore(page: import('playwright/test').Page): Promise<number> {
  const words = (await page.getByText(/before you\.|You are next\./).textContent()) ?? ''
  return Number(words.match(/([\d,]+) before you/)?.[1]?.replace(',', '') ?? 0)
}

const dayText = (days: number) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T10:00`
const tomorrow = () => dayText(1)
const yesterday = () => dayText(-1)
