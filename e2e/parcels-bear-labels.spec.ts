import { expect, test } from './fixtures.ts'
import { Floor } from './floor.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

/** Two projects run the same test at the same time: each has goods of its own. */
const goods: Record<string, string> = { phone: 'TOWEL-TEA-MOSS', desktop: 'TOWEL-WAFFLE-OAT-H' }

test(
  'A parcel of our own floor bears a label that the shop bought, and the shopper sees it come closer',
  {
    tag: '@phone',
  },
  async ({ staff, program, shelf }, { project }) => {
    test.setTimeout(240_000)
    const { page } = staff
    const look = (name: string) => lookAtBoth(page, name)
    const sku = goods[project.name] ?? 'TOWEL-TEA-MOSS'
    const floor = new Floor(page, 'labels')
    await floor.open({ [sku]: 'C-01-1' })
    await floor.packItself()

    await page.goto('/admin/stock/warehouses')
    const row = page.getByRole('listitem').filter({ hasText: floor.name })
    await expect(row).toContainText('labels typed')
    await row.getByRole('button', { name: 'Buy labels' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('We have a contract now')
    await dialog.getByRole('button', { name: 'Buy labels' }).click()
    await expect(dialog).toBeHidden()
    await expect(row).toContainText('labels bought')
    await look('labels-warehouses')

    await shelf.holdsIn(sku, { [floor.code]: 4 })
    const order = await program.confirmed({ email: newEmail(), lines: [{ sku, quantity: 2 }] })
    await floor.waitsFor(1)
    await floor.beginWave(1)
    await page.getByLabel('Units', { exact: true }).fill('2')
    await floor.scanField.fill(sku)
    await floor.scanField.press('Enter')
    await expect(page.getByRole('heading', { name: 'This trolley is fetched' })).toBeVisible()
    await page.goto(`/floor/${floor.code}/pack`)
    await page.getByRole('button', { name: `Pack ${order.number}` }).click()
    await page.getByLabel('Weight in grams').fill('640')
    await page.getByRole('button', { name: 'Close the box' }).click()
    const closed = page.getByRole('region', { name: `Box closed: ${order.number}` })
    const label = closed.getByRole('link', { name: `Label of ${order.number}` })
    await expect(label).toContainText('Swift Courier', { timeout: 30_000 })
    await look('labels-closed-box')
    const pdf = await page.request.get((await label.getAttribute('href')) ?? '')
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])

    await page.goto(`/floor/${floor.code}/hand-over`)
    await expect(page.getByRole('link', { name: `Label of ${order.number}` })).toBeVisible()
    await look('labels-hand-over')
    await page.getByRole('button', { name: `Hand over ${order.number}` }).click()
    await program.waitFor(order, { delivery: 'shipped' })

    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    const road = page.getByRole('region', { name: 'Where your parcel is' })
    await expect(road.getByRole('listitem').first()).toContainText('Delivered', { timeout: 60_000 })
    await expect(road.getByRole('listitem')).toHaveText([
      /^Delivered/,
      /^Out for delivery/,
      /^On its way/,
      /^Picked up by the carrier/,
    ])
    await look('labels-order')
    await program.waitFor(order, { delivery: 'delivered' })

    await staff.openOrder(order.id)
    const books = page.getByRole('region', { name: 'Labels and tracking' })
    await expect(books).toContainText('Swift Courier, two day')
    await expect(books).toContainText('£2.95')
    await look('labels-desk')
  },
)
