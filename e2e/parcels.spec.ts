import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

const lamp = {
  slug: 'pleated-lamp',
  sku: 'LAMP-PLEAT-PLUM',
  name: 'Pleated table lamp',
  options: { Colour: 'Plum' },
}

// Both are outside warehouses here, which take each step only when the test says so. The floor is paused for every test at once.
test.describe('An order from two warehouses', { tag: '@alone' }, () => {
  test.beforeEach(async ({ sandbox, sql }) => {
    await sandbox.pauseFloor()
    await sql`update warehouses set floor = 'outside' where code = 'north'`
  })
  test.afterEach(async ({ sandbox, sql }) => {
    await sql`update warehouses set floor = 'own' where code = 'north'`
    await sandbox.resumeFloor()
  })

  test('comes in two parcels, and the page, the mails and the desk show each of them', async ({
    shopper,
    shelf,
    sandbox,
    staff,
  }) => {
    test.setTimeout(180_000)
    const { page } = shopper
    await shelf.holdsIn(lamp.sku, { north: 1, south: 1 })
    await shopper.lookAt(lamp)
    await page.getByRole('button', { name: `One ${lamp.name} more` }).click()
    await page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click()
    await expect(shopper.drawer).toContainText('Quantity in cart: 2')
    await shopper.checkOut({ email: newEmail() })
    const order = await shopper.seeConfirmation()

    await expect.poll(async () => (await sandbox.parcels(order.id)).length).toBe(2)
    const [first, last] = await sandbox.parcels(order.id)
    const numberOf = async (parcelId = '') =>
      (await sandbox.parcels(order.id)).find(parcel => parcel.parcelId === parcelId)?.trackingNumber ?? ''
    const parcels = page.getByRole('region', { name: 'Your order comes in 2 parcels' })
    await expect(parcels.getByRole('heading', { level: 3 })).toHaveText(['Parcel 1', 'Parcel 2'])
    await expect(parcels.getByText('Being prepared')).toHaveCount(2)

    await sandbox.ship(first)
    const one = await numberOf(first?.parcelId)
    await expect(shopper.step('Now: Partly on its way')).toBeVisible()
    await expect(parcels.getByText(/^On its way with /)).toHaveCount(1)
    await expect(parcels.getByRole('link', { name: one })).toBeVisible()
    await expect(parcels.getByText('Plum · Quantity 1')).toHaveCount(2)
    await expect(page.getByText(one)).toHaveCount(1)
    await lookAtBoth(page, 'order-in-two-parcels')
    const letter = await sandbox.waitForEmail(order.number, /^Shipped: a part of order /)
    expect(letter.text).toContain(one)
    expect(letter.text).toContain('1 item is still to come in another parcel.')

    await staff.openOrder(order.id)
    const customer = staff.page.getByRole('region', { name: 'Customer' })
    await expect(staff.badge('Partly shipped')).toBeVisible()
    await expect(customer.getByRole('listitem')).toHaveText([/From north/, /From south/])
    await expect(customer.getByText('Shipped', { exact: true })).toHaveCount(1)
    await expect(customer.getByText('Not picked', { exact: true })).toHaveCount(1)
    await expect(customer.getByText(one)).toBeVisible()
    await expect(staff.page.getByRole('region', { name: 'History' })).toContainText('planned 2 parcels')
    await lookAtBoth(staff.page, 'desk-order-in-two-parcels')

    await sandbox.ship(last)
    const two = await numberOf(last?.parcelId)
    await expect(page.getByText('Both parcels are on their way.').first()).toBeVisible()
    await expect(parcels.getByRole('link', { name: two })).toBeVisible()
    await expect(customer.getByText(two)).toBeVisible()
    const second = await sandbox.waitForEmail(order.number, /^Shipped: the rest of order /)
    expect(second.text).toContain(two)
    expect(second.text).toContain('The other parcel left before')

    await sandbox.resumeFloor()
    await expect(shopper.heading).toHaveText('Delivered', { timeout: 30_000 })
    const came = page.getByRole('region', { name: 'Your order came in 2 parcels' })
    await expect(came.getByText('Delivered', { exact: true })).toHaveCount(2)
    await sandbox.waitForEmail(order.number, /^Delivered: /)
    const subjects = (await sandbox.emails(order.number)).map(({ subject }) => subject.split(':')[0])
    expect(subjects.filter(subject => subject === 'Shipped')).toHaveLength(2)
    await expect(staff.badge('Delivered')).toBeVisible()
  })

  test('shows staff two parcels in their list, which a warehouse narrows to one', async ({
    program,
    shelf,
    sandbox,
    staff,
  }) => {
    await shelf.holdsIn(lamp.sku, { north: 1, south: 1 })
    const order = await program.confirmed({ lines: [{ sku: lamp.sku, quantity: 2 }] })
    await expect.poll(async () => (await sandbox.parcels(order.id)).length).toBe(2)
    const { page } = staff
    await page.goto('/admin/parcels')
    await expect(staff.heading).toHaveText('Parcels')
    const parcels = page.getByRole('table', { name: 'Parcels, newest first' })
    const rows = parcels.getByRole('row').filter({ hasText: order.number })
    await expect(rows).toHaveCount(2)
    await expect(rows.getByText('Not picked')).toHaveCount(2)
    await lookAtBoth(page, 'desk-parcels')

    const [first] = await sandbox.parcels(order.id)
    await sandbox.ship(first)
    await expect(rows.getByText('Shipped', { exact: true })).toHaveCount(1)
    const warehouse = page.getByLabel('Warehouse')
    await warehouse.selectOption({ label: 'South warehouse, Reading' })
    await expect(page).toHaveURL('/admin/parcels?warehouse=south')
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText('South warehouse, Reading')
    await expect(parcels.getByText('North warehouse, Leeds')).toHaveCount(0)
    await page.getByLabel('State').selectOption({ label: 'Cancelled' })
    await expect(rows).toHaveCount(0)
    await page.goBack()
    await expect(rows).toHaveCount(1)
    await rows.getByRole('link', { name: order.number }).press('Enter')
    await expect(staff.heading).toHaveText(order.number)

    await page.goto('/admin/parcels?warehouse=nowhere')
    await expect(page.getByText('The shop has no warehouse with the code “nowhere”.')).toBeVisible()
    await page.getByRole('link', { name: 'Show all parcels' }).click()
    await expect(rows).toHaveCount(2)
  })
})
