import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import type { Program } from './program.ts'
import type { Sandbox } from './sandbox.ts'
import type { Staff } from './staff.ts'

const sku = 'LAMP-PLEAT-PLUM'

/** An order of one lamp whose parcel has left. */
async function sent(program: Program, sandbox: Sandbox) {
  const order = await program.confirmed({ lines: [{ sku, quantity: 1 }] })
  await expect.poll(async () => (await sandbox.parcels(order.id)).length, { timeout: 30_000 }).toBe(1)
  const [parcel] = await sandbox.parcels(order.id)
  await sandbox.ship(parcel)
  await program.waitFor(order, { delivery: 'shipped' })
  return { order, parcel }
}

/** Staff open a case for the order's parcel, on its page. */
async function reported(staff: Staff, order: { id: string }, known: string, what?: string) {
  const desk = staff.page
  await staff.openOrder(order.id)
  const cases = desk.getByRole('region', { name: 'After it left' })
  const dialog = desk.getByRole('dialog')
  await cases.getByRole('button', { name: 'Report a lost or damaged parcel' }).click()
  if (what) await dialog.getByLabel('What happened').selectOption(what)
  await dialog.getByLabel('What is known of it').fill(known)
  await dialog.getByRole('button', { name: 'Open a case' }).click()
  await expect(dialog).toBeHidden()
  return { desk, cases, dialog }
}

// The outside warehouse takes each step only when the test says so. The floor is paused for every test at once.
test.describe('A parcel that gets lost', { tag: '@alone' }, () => {
  test.beforeEach(({ sandbox }) => sandbox.pauseFloor())
  test.afterEach(({ sandbox }) => sandbox.resumeFloor())

  test('is reported by staff, shown to the shopper, and refunded once', async ({
    program,
    shelf,
    sandbox,
    staff,
    page,
  }) => {
    test.setTimeout(180_000)
    await shelf.holdsIn(sku, { south: 2 })
    const { order } = await sent(program, sandbox)

    const desk = staff.page
    const look = (name: string, shown = desk) => lookAtBoth(shown, name)
    await desk.goto('/admin/cases')
    await expect(desk.getByText('Nothing waits: every case is settled.')).toBeVisible()
    await staff.openOrder(order.id)
    const cases = desk.getByRole('region', { name: 'After it left' })
    await cases.getByRole('button', { name: 'Report a lost or damaged parcel' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Open a case' }).click()
    await expect(dialog.getByText('Enter a reason')).toBeVisible()
    await dialog.getByLabel('What is known of it').fill('The carrier has searched for it')
    await look('case-report')
    await dialog.getByRole('button', { name: 'Open a case' }).click()
    await expect(dialog).toBeHidden()
    await expect(cases).toContainText('Lost, 1 item')
    await look('case-of-order')

    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your parcel was lost')
    await look('case-of-shopper', page)
    await expectNoBarriers(page)

    await desk.goto('/admin/cases')
    const table = desk.getByRole('table', { name: 'Cases' })
    await expect(table.getByRole('row').filter({ hasText: order.number })).toContainText('To be decided')
    await look('cases')
    await expectNoBarriers(desk)
    await desk.getByRole('link', { name: order.number }).first().click()
    await cases.getByRole('button', { name: 'Refund', exact: true }).click()
    await dialog.getByLabel('Reason').fill('The carrier lost it')
    await dialog.getByLabel('The delivery price goes back too').check()
    await look('case-settle')
    await dialog.getByRole('button', { name: 'Refund' }).click()
    await expect(dialog).toBeHidden({ timeout: 15_000 })
    await expect(cases).toContainText('Refunded')
    const [charge] = await sandbox.charges(order.id)
    expect(charge?.refunded).toBe(order.total.amount)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This order was refunded')
    await sandbox.waitForEmail(order.number, /refund/i)
  })

  test('is sent once more at no cost, and the shopper follows the new parcel', async ({
    program,
    shelf,
    sandbox,
    staff,
    page,
  }) => {
    test.setTimeout(180_000)
    await shelf.holdsIn(sku, { south: 3 })
    const { order, parcel: lost } = await sent(program, sandbox)

    const { desk, cases, dialog } = await reported(staff, order, 'The carrier has searched for it')
    await cases.getByRole('button', { name: 'Send once more' }).click()
    await dialog.getByLabel('Reason').fill('They still want the lamp')
    await lookAtBoth(desk, 'case-send-once-more')
    await dialog.getByRole('button', { name: 'Send once more' }).click()
    await expect(dialog).toBeHidden({ timeout: 15_000 })
    await expect(cases).toContainText('Sent once more')
    await expect(desk.getByText('2 parcels', { exact: true })).toBeVisible()
    await lookAtBoth(desk, 'case-sent-once-more')
    await sandbox.waitForEmail(order.number, /once more/i)

    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    await expect(page.getByText('Sent once more, instead of parcel 1. You pay nothing for it.')).toBeVisible()
    await expect(page.getByText('Lost on its way')).toBeVisible()
    await lookAtBoth(page, 'case-new-parcel')
    await expectNoBarriers(page)

    await expect.poll(async () => (await sandbox.parcels(order.id)).length, { timeout: 30_000 }).toBe(2)
    const again = (await sandbox.parcels(order.id)).find(({ parcelId }) => parcelId !== lost?.parcelId)
    await sandbox.ship(again)
    await sandbox.waitForEmail(order.number, /the new parcel of order/i)
    await program.waitFor(order, { delivery: 'shipped' })
    const [charge] = await sandbox.charges(order.id)
    expect(charge?.refunded).toBe(0)
    await page.reload()
    await expect(page.getByText('Your parcel is on its way.')).toBeVisible()
    await lookAtBoth(page, 'case-new-parcel-left')
  })

  test('and could not be delivered is sent once more to another address, with the goods that came back', async ({
    program,
    shelf,
    sandbox,
    staff,
    page,
  }) => {
    test.setTimeout(180_000)
    await shelf.holdsIn(sku, { south: 1 })
    const { order, parcel: first } = await sent(program, sandbox)

    const known = 'There is no such house number'
    const { desk, cases, dialog } = await reported(staff, order, known, 'Could not be delivered')

    await cases.getByRole('button', { name: 'Send once more' }).click()
    await dialog.getByLabel('Reason').fill('They wrote the wrong house number')
    await lookAtBoth(desk, 'case-elsewhere-asked')
    await dialog.getByLabel('Send it to another address').check()
    await dialog.getByLabel('Address line 1').fill('')
    await dialog.getByRole('button', { name: 'Send once more' }).click()
    await expect(dialog.getByText('Enter address line 1')).toBeVisible()
    await dialog.getByLabel('Address line 1').fill('112 Corrected Street')
    await dialog.getByLabel('The goods are on the shelf again').check()
    await expectNoBarriers(desk)
    await lookAtBoth(desk, 'case-elsewhere')
    await dialog.getByRole('button', { name: 'Send once more' }).click()
    await expect(dialog).toBeHidden({ timeout: 15_000 })
    await expect(cases).toContainText('Sent once more')
    await expect(desk.getByText(/^Went to /)).toBeVisible()
    await expect(desk.getByText('112 Corrected Street', { exact: true })).toBeVisible()
    await lookAtBoth(desk, 'case-sent-elsewhere')
    const mail = await sandbox.waitForEmail(order.number, /once more/i)
    expect(mail.text).toContain('112 Corrected Street')

    await expect.poll(async () => (await sandbox.parcels(order.id)).length, { timeout: 30_000 }).toBe(2)
    const again = (await sandbox.parcels(order.id)).find(({ parcelId }) => parcelId !== first?.parcelId)
    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    await expect(page.getByText(/^It went to /)).toBeVisible()
    await lookAtBoth(page, 'case-elsewhere-shopper')
    await expectNoBarriers(page)
    await sandbox.ship(again)
    await program.waitFor(order, { delivery: 'shipped' })
  })
})
