import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

const lamp = { slug: 'pleated-lamp', sku: 'LAMP-PLEAT-PLUM' }
const plate = { slug: 'supper-plate', sku: 'PLATE-SUPPER-OAT-D', name: 'Supper plate, Oat, Dinner' }
const jug = { slug: 'enamel-jug', sku: 'JUG-ENAMEL-MOSS', name: 'Enamel jug, Moss' }

test('A delivered order is fully refunded, and its goods do not come back into stock', async ({
  staff,
  program,
  sandbox,
  shelf,
  page,
}) => {
  test.setTimeout(90_000)
  await shelf.holds(lamp.sku, 5)
  const order = await program.confirmed({ email: newEmail('ada'), lines: [{ sku: lamp.sku, quantity: 1 }] })
  await program.waitFor(order, { delivery: 'delivered' })

  await staff.openOrder(order.id)
  await expect(staff.badge('Delivered')).toBeVisible()
  await staff.page.getByRole('button', { name: 'Refund', exact: true }).click()
  const dialog = staff.page.getByRole('dialog', { name: 'Refund this order?' })
  await dialog.getByRole('button', { name: 'Everything that is left' }).click()
  await dialog.getByRole('button', { name: 'Arrived damaged' }).click()
  await dialog.getByRole('button', { name: 'Refund £89.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(staff.badge('Refunded')).toBeVisible({ timeout: 30_000 })
  expect(await sandbox.charges(order.id)).toMatchObject([{ amount: 8_900, refunded: 8_900 }])
  expect(await program.available(lamp.slug, lamp.sku)).toBe(4)
  await sandbox.waitForEmail(order.number, /refund/i)
  await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This order was refunded')
})

test('One of two items is refunded and back on the shelf, and the shopper learns the sum', {
  tag: '@alone',
}, async ({ staff, program, sandbox, shelf, page }) => {
  test.setTimeout(120_000)
  await shelf.holds(plate.sku, 9)
  await shelf.holdsAtLeast(jug.sku, 5)
  const order = await program.confirmed({
    email: newEmail('ada'),
    lines: [
      { sku: plate.sku, quantity: 2 },
      { sku: jug.sku, quantity: 1 },
    ],
  })
  await program.waitFor(order, { delivery: 'delivered' })
  expect(await program.available(plate.slug, plate.sku)).toBe(7)

  await staff.openOrder(order.id)
  const opener = staff.page.getByRole('button', { name: 'Refund', exact: true })
  await opener.click()
  const dialog = staff.page.getByRole('dialog', { name: 'Refund this order?' })
  // The dialog refuses the press, and the next one works at once.
  await dialog.getByRole('button', { name: 'Refund', exact: true }).click()
  await expect(dialog.getByRole('group', { name: /What to refund/ })).toBeFocused()
  await expect(dialog).toContainText('Choose what to refund')
  await dialog.getByRole('button', { name: `One ${plate.name} more` }).click()
  await dialog.getByRole('checkbox', { name: `${plate.name}: Back on the shelf` }).check()
  await dialog.getByRole('button', { name: 'Refund £22.00' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await expectNoBarriers(staff.page)
  await dialog.getByRole('button', { name: 'Arrived damaged' }).click()
  await dialog.getByRole('button', { name: 'Refund £22.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(staff.badge('Partially refunded')).toBeVisible({ timeout: 30_000 })
  await expect(opener).toBeFocused()

  const items = staff.page.getByRole('region', { name: 'Items' })
  await expect(items).toContainText('1 of 2, £22.00, 1 back on the shelf')
  await expect(staff.page.getByRole('region', { name: 'History' })).toContainText(
    `1 × ${plate.name}, back on the shelf`,
  )
  expect(await program.available(plate.slug, plate.sku)).toBe(8)
  expect(await sandbox.charges(order.id)).toMatchObject([{ refunded: 2_200 }])
  const letter = await sandbox.waitForEmail(order.number, /refund/i)
  expect(letter.subject).toBe(`Refunded: £22.00 for order ${order.number}`)
  expect(letter.text).toContain(`It is for 1 × ${plate.name}.`)
  await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
  await expect(page.getByText(/£22\.00 was sent back to Visa/).first()).toBeVisible()
  await expect(page.getByText('−£22.00')).toBeVisible()
  await expect(page.getByText(/^Refunded \w{3} \d+ \w{3}$/)).toBeVisible()

  // A second refund sees what is left and takes no more than that.
  await opener.click()
  await expect(dialog).toContainText('1 of 2 left')
  await dialog.getByRole('radio', { name: 'Amount' }).check()
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('1000')
  await dialog.getByRole('button', { name: 'Customer asked' }).click()
  await dialog.getByRole('button', { name: 'Refund', exact: true }).click()
  await expect(dialog.getByRole('textbox', { name: 'Amount' })).toBeFocused()
  await expect(dialog).toContainText('is left to refund')
  await expectNoBarriers(staff.page)
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('1.50')
  await dialog.getByRole('button', { name: 'Refund £1.50' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => sandbox.charges(order.id)).toMatchObject([{ refunded: 2_350 }])
})

test('The dialog tells staff when the parcel leaves before they cancel', {
  tag: '@alone',
}, async ({ staff, program, sandbox, shelf }) => {
  test.setTimeout(90_000)
  await shelf.holdsAtLeast(jug.sku, 5)
  await sandbox.pauseFloor()
  try {
    const order = await program.confirmed({ lines: [{ sku: jug.sku, quantity: 1 }] })
    await staff.openOrder(order.id)
    await staff.page.getByRole('button', { name: 'Cancel order' }).click()
    const dialog = staff.page.getByRole('dialog', { name: 'Cancel this order?' })
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeVisible()
    await sandbox.resumeFloor()
    await expect(dialog).toContainText('The parcel has already left', { timeout: 45_000 })
    await expect(dialog.getByRole('button', { name: /Cancel order/ })).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Close' }).first().click()
    await expect(dialog).toBeHidden()
  } finally {
    await sandbox.resumeFloor()
  }
})

test('Staff take items out of an order that the warehouse has, and the rest leaves in a new parcel', {
  tag: '@alone',
}, async ({ staff, program, sandbox, shelf }) => {
  test.setTimeout(120_000)
  await shelf.holdsAtLeast(jug.sku, 5)
  await sandbox.pauseFloor()
  try {
    const order = await program.confirmed({ lines: [{ sku: jug.sku, quantity: 3 }] })
    await staff.openOrder(order.id)
    await expect(staff.page.getByText(/Handed over .+, no word since/)).toBeVisible({ timeout: 30_000 })
    await staff.page.getByRole('button', { name: 'Take items out' }).click()
    const dialog = staff.page.getByRole('dialog', { name: 'Take items out of this order?' })
    await dialog.getByRole('button', { name: 'Customer asked' }).click()
    await dialog.getByRole('button', { name: 'Take out', exact: true }).click()
    await expect(dialog).toContainText('Choose what to take out')
    await dialog.getByRole('button', { name: `One ${jug.name} more` }).click()
    await expect(dialog).toContainText('The warehouse has the order: it stops the parcel first')
    await lookAtBoth(staff.page, 'desk-take-out-dialog')
    await dialog.getByRole('button', { name: /^Take out and refund £/ }).click()
    await expect(dialog).toBeHidden()
    const items = staff.page.getByRole('region', { name: 'Items' })
    await expect(items).toContainText('Taken out1 of 3', { timeout: 45_000 })
    await expect(staff.badge('Partially refunded')).toBeVisible({ timeout: 30_000 })
    await sandbox.resumeFloor()
    await expect(staff.badge('Delivered')).toBeVisible({ timeout: 60_000 })
    expect(await (await program.order(order)).json()).toMatchObject({
      delivery: 'delivered',
      lines: [{ quantity: 3, cancelled: 1 }],
      parcels: [{ state: 'delivered', lines: [{ sku: jug.sku, quantity: 2 }] }],
    })
  } finally {
    await sandbox.resumeFloor()
  }
})
