import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'

test('A product that staff create is in the shop at once, and nobody can buy it before it is on a shelf', async ({
  staff: { page },
  shopper,
}) => {
  const serial = Date.now().toString(36).toUpperCase()
  const name = `Salt cellar ${serial}`
  await page.goto('/admin/products/new')
  await page.getByRole('button', { name: 'Create the product' }).click()
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
  await expectNoBarriers(page)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByRole('combobox', { name: 'State' }).selectOption('published')
  await page.getByRole('textbox', { name: 'SKU' }).fill(`SALT-${serial}`)
  await page.getByRole('textbox', { name: /^Price in GBP/ }).fill('12.50')
  await page.getByRole('button', { name: 'Create the product' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expectNoBarriers(page)

  // Nobody has counted any yet.
  const { page: shop } = shopper
  const address = `/products/salt-cellar-${serial.toLowerCase()}`
  await shop.goto(address)
  await expect(shop.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(shop.getByText('£12.50').first()).toBeVisible()
  await expect(shop.getByRole('button', { name: 'Add to cart' })).toHaveCount(0)

  await page.goto('/admin/products')
  await expect(page.getByRole('main').getByRole('link', { name })).toBeVisible()
  await expectNoBarriers(page)
})
