import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'

const calendar = {
  slug: 'day-blocks',
  sku: 'CALENDAR-BLOCKS',
  name: 'Perpetual calendar',
}

test('A sale that staff set is in the shop at once, with the price of before and the lowest of thirty days, until they end it', async ({
  staff: { page },
  shopper,
  shelf,
  sql,
}) => {
  await shelf.holdsAtLeast(calendar.sku, 20)
  const [product] = await sql<{ id: string }[]>`select id from products where slug = ${calendar.slug}`
  const dialog = page.getByRole('dialog')
  const sales = page.getByRole('region', { name: 'Sales' })
  await page.goto(`/admin/products/${product?.id}`)
  await sales.getByRole('button', { name: 'Set a sale' }).click()
  await dialog.getByRole('button', { name: 'Set the sale' }).click()
  await expect(dialog.getByText('Enter a whole number from 1 to 99')).toBeVisible()
  await dialog.getByLabel('Per cent off').fill('25')
  await lookAtBoth(page, 'sale-dialog')
  // A press within a second of the last counts as a double-click.
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Set the sale' }).click({ timeout: 1_000 })
    await expect(dialog).toBeHidden({ timeout: 2_000 })
  }).toPass()
  await expect(sales.getByText('Running')).toBeVisible()
  await expect(sales).toContainText(`${calendar.sku} £25.50`)

  await sales.getByRole('button', { name: 'Set a sale' }).click()
  await dialog.getByLabel('It costs').selectOption('price')
  await dialog.getByLabel(/^Price in GBP/).fill('20')
  await dialog.getByLabel('From').fill('2030-01-02T09:00')
  await dialog.getByRole('button', { name: 'Set the sale' }).click()
  await expect(dialog).toContainText(`${calendar.sku} has a sale from`)
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await lookAtBoth(page, 'product-desk-sale')

  const { page: shop } = shopper
  await shop.goto(`/products/${calendar.slug}`)
  const main = shop.getByRole('main')
  await expect(main.getByText('Now £25.50').first()).toBeVisible()
  await expect(main.getByText('Was £34.00').first()).toBeVisible()
  await expect(main.getByText('Lowest price in the last 30 days: £34.00').first()).toBeVisible()
  await lookAtBoth(shop, 'product-sale')
  await shop.goto('/categories/desk')
  await expect(main.getByRole('article').filter({ hasText: calendar.name })).toContainText('Was £34.00')
  await lookAtBoth(shop, 'category-sale')
  await shopper.addToCart({ ...calendar, options: {} })
  await shop.goto('/cart')
  await expect(main.getByText('Was £34.00')).toBeVisible()
  await lookAtBoth(shop, 'cart-sale')

  await sales.getByRole('button', { name: /^End it/ }).click()
  await dialog.getByRole('button', { name: 'End it now' }).click()
  await expect(sales.getByText('Ended')).toBeVisible()
  await shop.reload()
  await expect(main.getByText('Perpetual calendar: was £25.50')).toBeVisible()
  await expect(main.getByText('Lowest price in the last 30 days')).toHaveCount(0)
  await shop.goto(`/products/${calendar.slug}`)
  await expect(main.getByText('£34.00').first()).toBeVisible()
  await expect(main.getByText('Was £34.00')).toHaveCount(0)
})
