import { expect, test } from './fixtures.ts'
import { newEmail } from './shopper.ts'

const towel = { slug: 'tea-towel', name: 'Striped tea towel' }

test('A visitor keeps a wish, takes it off, has it back, and keeps it on signing up', {
  tag: '@phone',
}, async ({ shopper, isMobile }) => {
  const { page } = shopper
  const heart = page.getByRole('button', { name: 'Wish list', exact: true })
  const wished = page.getByRole('list', { name: 'Products on your wish list' })
  await page.goto('/wishlist')
  await expect(page.getByText('Your wish list is empty')).toBeVisible()

  await shopper.page.goto(`/products/${towel.slug}`)
  await expect(heart).toHaveAttribute('aria-pressed', 'false')
  await heart.click()
  await expect(heart).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await expect(heart).toHaveAttribute('aria-pressed', 'true')

  if (isMobile) await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('link', { name: 'Your wish list' }).first().click()
  await expect(shopper.heading).toHaveText('Your wish list')
  await expect(wished).toContainText(towel.name)
  await page.getByRole('button', { name: `Remove ${towel.name}` }).click()
  await expect(page.getByText('Your wish list is empty')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(wished).toContainText(towel.name)

  await shopper.signUp({ email: newEmail('vera'), password: 'three quiet words' })
  await page.goto('/wishlist')
  await expect(wished).toContainText(towel.name)
})

test('Staff see what is wished for most', async ({ staff, shopper }) => {
  await shopper.page.goto(`/products/${towel.slug}`)
  await shopper.page.getByRole('button', { name: 'Wish list', exact: true }).click()
  await expect(shopper.page.getByRole('link', { name: 'See your wish list' })).toBeVisible()
  await staff.page.goto('/admin/wishes')
  await expect(staff.page.getByRole('main')).toContainText(towel.name)
})
