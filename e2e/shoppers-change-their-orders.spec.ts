import { expect, test } from './fixtures.ts'
import { lookAt, lookAtBoth } from './look-at.ts'
import { home, mug, newEmail } from './shopper.ts'

const line = { sku: mug.sku, quantity: 1 }

// The warehouse packs within seconds, and for every test at once.
test.describe('Before it is packed,', { tag: '@alone' }, () => {
  test.beforeEach(async ({ sandbox, shelf }) => {
    await shelf.holdsAtLeast(mug.sku, 20)
    await sandbox.pauseFloor()
  })
  test.afterEach(({ sandbox }) => sandbox.resumeFloor())

  test('a guest cancels the order on its page, and the money goes back', async ({ shopper, sandbox }) => {
    const { page } = shopper
    const email = newEmail()
    const order = await shopper.buy(mug, { email })
    const card = page.getByRole('region', { name: 'Change this order' })
    await lookAt(page, 'order-to-change')
    await card.getByRole('button', { name: 'Cancel order' }).click()
    const dialog = page.getByRole('dialog', { name: 'Cancel this order?' })
    await expect(dialog).toContainText(/£[\d.]+ goes back to Visa/)
    await lookAt(page, 'order-cancel-dialog')
    await dialog.getByRole('button', { name: 'Keep order' }).click()
    await expect(dialog).toBeHidden()
    await card.getByRole('button', { name: 'Cancel order' }).click()
    await dialog.getByRole('button', { name: 'Cancel order' }).click()
    await expect(shopper.heading).toHaveText(/^(This order was|Your order is being) cancelled$/)
    await expect(shopper.heading).toHaveText('This order was cancelled', { timeout: 30_000 })
    await expect(card).toBeHidden()
    await sandbox.waitForEmail(order.number, /^Cancelled: /)
    const [charge] = await sandbox.charges(order.id)
    expect(charge?.refunded).toBe(charge?.amount)
  })

  test('a guest takes one of two out of the order, the rest is sent, and the money for the one goes back', async ({
    page,
    program,
    sandbox,
    staff,
  }) => {
    const order = await program.confirmed({ lines: [{ sku: mug.sku, quantity: 2 }] })
    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    const card = page.getByRole('region', { name: 'Change this order' })
    await expect(card).toContainText('or some of its items')
    await card.getByRole('button', { name: 'Take items out' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take items out' })
    await expect(dialog.getByRole('button', { name: 'Take out 0 items' })).toBeDisabled()
    const more = dialog.getByRole('button', { name: /^One Stoneware mug.* more$/ })
    await more.click()
    await more.click()
    await expect(dialog.getByRole('button', { name: 'Cancel order' })).toBeVisible()
    await expect(dialog).toContainText('That is everything')
    await dialog.getByRole('button', { name: /^One Stoneware mug.* less$/ }).click()
    await lookAtBoth(page, 'order-take-out-dialog')
    await dialog.getByRole('button', { name: 'Take out 1 item' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText('1 of them taken out, its money goes back')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('heading', { name: /^Your order comes in/ })).toHaveCount(0)
    await lookAtBoth(page, 'order-with-items-taken-out')
    // One is left, and only all of it can be cancelled.
    await expect(card.getByRole('button', { name: 'Take items out' })).toHaveCount(0)
    await expect(card.getByRole('button', { name: 'Cancel order' })).toBeVisible()
    const letter = await sandbox.waitForEmail(order.number, /refund/i)
    expect(letter.text).toContain('It is for 1 × Stoneware mug')
    expect(letter.text).toContain('You do not get this any more')
    await staff.openOrder(order.id)
    await expect(staff.page.getByRole('region', { name: 'Items' })).toContainText('Taken out1 of 2')
    await expect(staff.page.getByRole('region', { name: 'History' })).toContainText(
      'took items out of the order',
    )
    await lookAtBoth(staff.page, 'desk-order-with-items-taken-out')
  })

  test('a guest sends the parcel elsewhere, and the page, the mail and the desk say where', async ({
    shopper,
    sandbox,
    staff,
  }) => {
    const { page } = shopper
    const order = await shopper.buy(mug)
    await page.getByRole('button', { name: 'Change address' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change the delivery address' })
    await expect(dialog.getByLabel('Address line 1')).toHaveValue(home.line1)
    await dialog.getByLabel('Address line 1').fill('7 Moved Street')
    await dialog.getByLabel('Postcode').fill('nonsense')
    await dialog.getByRole('button', { name: 'Send it there' }).click()
    await expect(dialog.getByText(/Enter a full UK postcode/).first()).toBeVisible()
    await lookAt(page, 'order-address-dialog')
    await dialog.getByLabel('Postcode').fill('m25bq')
    await dialog.getByRole('button', { name: 'Send it there' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('region', { name: 'Delivery and payment' })).toContainText('7 Moved Street')
    const letter = await sandbox.waitForEmail(order.number, /^New delivery address/)
    expect(letter.text).toContain('7 Moved Street')
    expect(letter.text).toContain('M2 5BQ')
    await staff.openOrder(order.id)
    await expect(staff.page.getByRole('region', { name: 'History' })).toContainText(
      'changed the delivery address',
    )
  })

  test('an address in another country is refused with what it would cost', async ({ program, page }) => {
    const order = await program.confirmed({ email: newEmail(), lines: [line] })
    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    await page.getByRole('button', { name: 'Change address' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change the delivery address' })
    await dialog.getByLabel('Country').selectOption('Germany')
    await dialog.getByLabel('Town or city').fill('Berlin')
    await dialog.getByLabel('Postcode').fill('10115')
    await dialog.getByRole('button', { name: 'Send it there' }).click()
    await expect(dialog.getByRole('alert')).toContainText('Germany would change the price')
    await expect(dialog.getByRole('alert')).toContainText('£9.95')
  })

  test('staff change the address at the desk, and the shopper hears of it', async ({
    program,
    staff,
    sandbox,
  }) => {
    const order = await program.confirmed({ email: newEmail(), lines: [line] })
    await staff.openOrder(order.id)
    await staff.page.getByRole('button', { name: 'Change address' }).click()
    const dialog = staff.page.getByRole('dialog', { name: 'Change the delivery address?' })
    await dialog.getByLabel('Address line 1').fill('9 Desk Lane')
    await dialog.getByLabel('Reason').fill('The customer called')
    await lookAt(staff.page, 'desk-address-dialog')
    await dialog.getByRole('button', { name: 'Change address' }).click()
    await expect(dialog).toBeHidden()
    await expect(staff.page.getByRole('region', { name: 'Customer' })).toContainText('9 Desk Lane')
    const letter = await sandbox.waitForEmail(order.number, /^New delivery address/)
    expect(letter.text).toContain('9 Desk Lane')
  })
})

test('What is packed can no longer be cancelled on its page', async ({ program, shelf, page }) => {
  test.setTimeout(60_000)
  await shelf.holdsAtLeast(mug.sku, 20)
  const order = await program.confirmed({ email: newEmail(), lines: [line] })
  await program.waitFor(order, { delivery: 'delivered' })
  await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
  await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveCount(0)
  const answer = await page.request.post(`/api/v1/orders/${order.id}/cancel`, {
    headers: { authorization: `Bearer ${order.trackingToken}` },
  })
  expect(answer.status()).toBe(409)
  expect((await answer.json()).detail).toContain('withdraw from the contract')
})
