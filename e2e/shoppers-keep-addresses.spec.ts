import { expect, test } from './fixtures.ts'
import { lookAt } from './look-at.ts'
import { home, newEmail } from './shopper.ts'

const password = 'three quiet words'
const jar = { slug: 'pantry-jar', sku: 'JAR-PANTRY-05', name: 'Pantry jar', options: { Size: 'Half litre' } }

test('A customer keeps addresses, and the checkout fills in the one that they choose', {
  tag: '@phone',
}, async ({ shopper, shelf }) => {
  test.setTimeout(120_000)
  await shelf.holdsAtLeast(jar.sku, 20)
  const { page } = shopper
  await shopper.signUp({ email: newEmail(), password })
  await page.goto('/account/addresses')
  await expect(page.getByText('No saved addresses')).toBeVisible()

  const addButton = page.getByRole('button', { name: 'Add an address' })
  await addButton.click()
  await page.keyboard.press('Escape')
  await expect(addButton).toBeFocused()
  await addButton.click()
  const dialog = page.getByRole('dialog', { name: 'Add an address' })
  await dialog.getByRole('button', { name: 'Save address' }).click()
  const problems = dialog.getByRole('region', { name: 'There is a problem' })
  await expect(problems.getByRole('link').first()).toHaveText('Give the address a name, like Home')
  await expect(problems.getByRole('link').nth(1)).toHaveText('Enter your full name')
  await lookAt(page, 'address-dialog-wrong')
  await dialog.getByLabel('What you call it').fill('Office')
  await dialog.getByLabel('Full name').fill('Ana Moss')
  await dialog.getByLabel('Address line 1').fill('9 Desk Lane')
  await dialog.getByLabel('Town or city').fill('Leeds')
  await dialog.getByLabel('Postcode').fill('ls11aa')
  await lookAt(page, 'address-dialog')
  await dialog.getByRole('button', { name: 'Save address' }).click()
  await expect(page.getByRole('region', { name: 'Office' })).toContainText('LS1 1AA')
  await expect(page.getByRole('region', { name: 'Office' })).toContainText('Filled in at checkout')

  await shopper.addToCart(jar)
  await shopper.goToCheckout()
  await expect(page.getByLabel('Address line 1')).toHaveValue('9 Desk Lane')
  await expect(page.getByLabel('Save this address in my account')).toHaveCount(0)
  await page.getByLabel('Saved addresses').selectOption({ label: 'Another address' })
  await shopper.enterAddress(newEmail())
  await lookAt(page, 'checkout-saved-address')
  await page.getByLabel('Save this address in my account').check()
  await shopper.enterCard('4242 4242 4242 4242')
  await shopper.pay()
  await shopper.seeConfirmation()

  await page.goto('/account/addresses')
  const saved = page.getByRole('region', { name: home.line1 })
  await expect(saved).toContainText(home.postcode)
  await saved.getByRole('button', { name: 'Fill in at checkout' }).click()
  await expect(saved).toContainText('Filled in at checkout')
  await lookAt(page, 'address-book')
  await page.getByRole('region', { name: 'Office' }).getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('region', { name: 'Office' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Your addresses' })).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: '1 saved address' })).toBeAttached()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('region', { name: 'Office' })).toBeVisible()
})
