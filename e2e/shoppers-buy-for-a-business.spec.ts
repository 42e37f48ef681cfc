import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { cards, mug, newEmail } from './shopper.ts'

test.beforeEach(({ shelf }) => shelf.holdsAtLeast(mug.sku, 20))

const pence = (pounds: string) => Math.round(Number(pounds.replace(/[^0-9.]/g, '')) * 100)

test('A business of another country buys without VAT, and reads why when it does not', {
  tag: '@phone',
}, async ({ shopper, staff, sandbox, isMobile }) => {
  test.setTimeout(240_000)
  const { page } = shopper
  const email = newEmail()
  const section = page.getByRole('region', { name: 'Invoice' })
  const number = page.getByLabel('VAT number')
  const summary = isMobile ? page.getByRole('main') : page.getByRole('complementary', { name: 'Your order' })
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await page.getByLabel('Country').selectOption('DE')
  await shopper.enterAddress(email, '王小明')
  await page.getByLabel('Postcode').fill('10115')
  await page.getByLabel('Town or city').fill('Berlin')
  await shopper.enterCard(cards.visa)
  await expect(summary).toContainText('Includes')
  const gross = pence(await shopper.totalToPay())

  await section.getByRole('button', { name: 'Buying for a business?' }).click()
  await expect(section.getByLabel('Company')).toBeFocused()
  await page.keyboard.type('Muster & Söhne GmbH')
  await page.keyboard.press('Tab')
  await expect(number).toBeFocused()

  await test.step('What cannot be a number is said at the field, and Enter does not press Pay', async () => {
    await number.fill('DE12')
    await number.press('Enter')
    await expect(section).toContainText('begins with DE is written in another way')
    await expectNoBarriers(page)
  })
  await test.step('One that the register does not know is charged VAT', async () => {
    await number.fill('DE 111 111 200')
    await number.press('Enter')
    await expect(section).toContainText('does not know DE111111200, so VAT is charged')
    expect(pence(await shopper.totalToPay())).toBe(gross)
  })
  await test.step('While the register is away VAT is charged, and it may be asked again', async () => {
    await number.fill('DE111111300')
    await number.press('Enter')
    await expect(section).toContainText('does not answer just now, so VAT is charged')
    await expect(section.getByRole('button', { name: 'Check again' })).toBeVisible()
    expect(pence(await shopper.totalToPay())).toBe(gross)
  })

  await number.fill('de 123.456.789')
  await number.press('Enter')
  await expect(section).toContainText('No VAT is charged: your business accounts for it (reverse charge)')
  await expect(number).toHaveValue('DE123456789')
  const net = pence(await shopper.totalToPay())
  expect(Math.abs(net - gross / 1.19)).toBeLessThanOrEqual(1)
  await summary.getByText('How this was worked out').filter({ visible: true }).click()
  await expect(summary).toContainText('the buyer accounts for it (reverse charge)')
  await expect(summary).not.toContainText('Includes')
  await expectNoBarriers(page)
  await lookAtBoth(page, 'checkout-business')

  await test.step('A billing address that is not whole is named field by field, and the way back is one press', async () => {
    const other = page.getByLabel('Bill another address than the one of the delivery')
    await shopper.enterCard(cards.visa)
    await other.check()
    await shopper.pay()
    await expect(shopper.problems).toBeVisible()
    await expect(section.getByLabel('Billing address line 1')).toHaveAttribute('aria-invalid', 'true')
    await expectNoBarriers(page)
    await lookAtBoth(page, 'checkout-business-wrong')
    await other.uncheck()
  })

  await test.step('It is still there after a reload', async () => {
    await page.reload()
    await expect(section.getByLabel('Company')).toHaveValue('Muster & Söhne GmbH')
    await shopper.enterCard(cards.visa)
    expect(pence(await shopper.totalToPay())).toBe(net)
  })

  await shopper.pay()
  const order = await shopper.seeConfirmation()
  await expect(page.getByRole('main')).toContainText('Muster & Söhne GmbH')
  await expect(page.getByRole('main')).toContainText('DE123456789')
  await lookAtBoth(page, 'order-business')
  const [charge] = await sandbox.charges(order.id)
  expect(charge?.amount).toBe(net)
  await staff.openOrder(order.id)
  await expect(staff.page.getByRole('main')).toContainText('DE123456789')
  await lookAtBoth(staff.page, 'desk-order-business')
})
