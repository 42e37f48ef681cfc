import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

const lantern = {
  slug: 'storm-lantern',
  sku: 'LANTERN-STORM-MOSS',
  name: 'Storm lantern',
  options: { Colour: 'Moss' },
}

/** `2026-12-11`, so many days from today. */
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('What is not in stock is sold until its day, waits in a line, and leaves when it has come', async ({
  staff,
  shopper,
  shelf,
  sandbox,
  sql,
  page,
}) => {
  test.setTimeout(180_000)
  await shelf.holdsIn(lantern.sku, { north: 1 })
  const [variant] = await sql<{ id: string }[]>`select id from variants where sku = ${lantern.sku}`
  const desk = staff.page
  await desk.goto(`/admin/stock/${variant?.id}`)
  const offer = desk.getByRole('region', { name: 'Back-orders' })
  await expect(offer).toContainText('Sold from the shelf alone.')
  await offer.getByRole('button', { name: 'Sell beyond stock' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Enter a reason')).toBeVisible()
  await dialog.getByLabel('Stock expected on').fill(dayIn(12))
  await dialog.getByLabel('Most units that may wait').fill('5')
  await dialog.getByLabel('Reason').fill('Twenty are on their way')
  await lookAtBoth(desk, 'back-orders-dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(offer).toContainText('Sold beyond its stock until')
  await expectNoBarriers(desk)

  await shopper.lookAt(lantern)
  await page.getByRole('button', { name: `One ${lantern.name} more` }).click()
  const kept = page.waitForResponse(/\/api\/trpc\/cart\.add/)
  await page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click()
  await expect(shopper.drawer).toContainText('Quantity in cart: 2')
  await kept
  await page.goto('/cart')
  await expect(page.getByRole('main')).toContainText(/leaves? (later|from)|later/i)
  await lookAtBoth(page, 'back-orders-cart')
  await page.getByRole('link', { name: 'Checkout' }).click()
  await expect(shopper.heading).toHaveText('Checkout')
  await shopper.enterAddress(newEmail())
  await shopper.enterCard('4242 4242 4242 4242')
  await shopper.totalToPay()
  await expect(
    page.getByText(/^These are the days of what is in stock\. What is not leaves from /),
  ).toBeVisible()
  await lookAtBoth(page, 'back-orders-checkout')
  await shopper.pay()
  const order = await shopper.seeConfirmation()
  await expect(page.getByText(/1 waits for stock, expected/)).toBeVisible()
  await lookAtBoth(page, 'back-orders-order')
  await expectNoBarriers(page)
  await sandbox.waitForEmail(order.number, /is confirmed/)

  await shopper.lookAt(lantern)
  await expect(page.getByRole('main')).toContainText('Not in stock now; leaves from')
  await lookAtBoth(page, 'back-orders-product')

  await staff.openOrder(order.id)
  await expect(desk.getByText(/1 for stock, expected/)).toBeVisible()
  await lookAtBoth(desk, 'back-orders-desk')

  await desk.goto(`/admin/stock/${variant?.id}`)
  await expect(offer).toContainText('1 unit waits, 5 at most')
  await lookAtBoth(desk, 'back-orders-stock')
  await shelf.holds(lantern.sku, 3)
  await sandbox.waitForEmail(order.number, /what you waited for/i)
  await page.goto(order.path)
  await expect(page.getByText(/waits for stock/)).toBeHidden()
  await desk.reload()
  await expect(offer).toContainText('0 units wait')
  await offer.getByRole('button', { name: 'End back-orders' }).click()
  await dialog.getByLabel('Reason').fill('They have come')
  await dialog.getByRole('button', { name: 'End back-orders' }).click()
  await expect(dialog).toBeHidden()
  await expect(offer).toContainText('Sold from the shelf alone.')
})
