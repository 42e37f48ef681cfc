import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { cards, mug, newEmail } from './shopper.ts'

test.beforeEach(({ shelf }) => shelf.holdsAtLeast(mug.sku, 20))

test('A shopper types a code, sees what it takes off, and pays that much less', {
  tag: '@phone',
}, async ({ shopper, sandbox, isMobile }) => {
  const { page } = shopper
  const code = page.getByLabel(/^Discount code/)
  const codes = page.getByRole('region', { name: 'Discount' })
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(newEmail())
  await shopper.enterCard(cards.visa)
  const before = await shopper.totalToPay()

  await codes.getByRole('button', { name: 'Add a code or gift card' }).click()
  await expect(code).toBeFocused()

  await test.step('A code that does not exist is named, and Enter does not press Pay', async () => {
    await code.fill('nowhere')
    await code.press('Enter')
    await expect(codes).toContainText('There is no code NOWHERE')
    expect(await shopper.totalToPay()).toBe(before)
    await codes.getByRole('button', { name: 'Remove NOWHERE' }).click()
    await expect(codes).not.toContainText('NOWHERE')
  })

  await code.fill(' welcome10 ')
  await codes.getByRole('button', { name: 'Use code' }).click()
  await expect(codes).toContainText('WELCOME10: Ten per cent off')
  const total = await shopper.totalToPay()
  expect(total).not.toBe(before)
  const summary = isMobile ? page.getByRole('main') : page.getByRole('complementary', { name: 'Your order' })
  await expect(summary).toContainText(/\(WELCOME10\)−£/)
  await summary.getByText('How this was worked out').filter({ visible: true }).click()
  await expect(summary).toContainText(`off ${mug.name}`)
  await expect(summary).toContainText(`= ${total}`)
  await lookAtBoth(page, 'checkout-code')
  await expectNoBarriers(page)

  await test.step('It is still there after a reload', async () => {
    await page.reload()
    await expect(codes).toContainText('WELCOME10: Ten per cent off')
    await shopper.enterCard(cards.visa)
    expect(await shopper.totalToPay()).toBe(total)
  })

  await shopper.pay()
  const order = await shopper.seeConfirmation()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText(/\(WELCOME10\)−£.*Total£/s)
  await lookAtBoth(page, 'order-code')
  const [charge] = await sandbox.charges(order.id)
  expect(charge?.amount).toBe(Math.round(Number(total.slice(1)) * 100))
  const letter = await sandbox.waitForEmail(order.number, /is confirmed/)
  expect(letter.text).toContain('WELCOME10')
})
