import { randomUUID } from 'node:crypto'
import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { Floor } from './floor.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

/** Two projects run the same test at the same time: each has goods of its own. */
const goods = {
  desktop: {
    clock: 'CLOCK-WALL-CLAY',
    other: 'CLOCK-WALL-MOSS',
    can: 'LAMP-TASK-INK',
    binned: 'CAN-WATER-BLUE',
  },
  phone: {
    clock: 'CLOCK-ALARM-BLUE',
    other: 'POT-PENCIL-INK',
    can: 'CAN-WATER-MOSS',
    binned: 'CLOCK-ALARM-MARIGOLD',
  },
}

function goodsFor(project: string) {
  return project === 'phone' ? goods.phone : goods.desktop
}

test(
  'An owner lets a warehouse pack itself, and its people pick, pack and hand over what was ordered',
  {
    tag: '@phone',
  },
  async ({ staff, program, shelf }, { project }) => {
    test.setTimeout(240_000)
    const { page } = staff
    const { clock, other } = goodsFor(project.name)
    const look = (name: string) => lookAtBoth(page, name)
    const floor = new Floor(page, 'shed')
    await floor.open({ [clock]: 'A-02-1', [other]: 'A-10-3' })

    await page.goto('/admin/stock/warehouses')
    const row = page.getByRole('listitem').filter({ hasText: floor.name })
    await expect(row).toContainText('packed by the outside warehouse')
    await row.getByRole('button', { name: 'Pack here ourselves' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('Our own shed is ready')
    await dialog.getByRole('button', { name: 'Pack here ourselves' }).click()
    await expect(dialog).toBeHidden()
    await expect(row).toContainText('packed by ourselves')
    await look('floor-warehouses')

    await shelf.holdsIn(clock, { [floor.code]: 6 })
    await shelf.holdsIn(other, { [floor.code]: 6 })
    const first = await program.confirmed({
      email: newEmail(),
      lines: [
        { sku: clock, quantity: 2 },
        { sku: other, quantity: 1 },
      ],
    })
    const second = await program.confirmed({ email: newEmail(), lines: [{ sku: clock, quantity: 1 }] })

    await floor.waitsFor(2)
    await page.getByRole('link', { name: 'Back', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The floor')
    await look('floor-rooms')
    await page.getByRole('link', { name: floor.name }).click()
    await expect(page.getByRole('radio', { name: /^Cluster/ })).toBeChecked()
    await look('floor-warehouse')
    await floor.beginWave(2)

    await expect(floor.grab).toContainText('A-02-1')
    await look('floor-walk')
    await floor.scan('NO-SUCH-THING')
    const alert = page.getByRole('alert').filter({ hasText: 'This scan does not count' })
    await expect(alert).toContainText(`The shop has nothing with the code NO-SUCH-THING.`)
    await look('floor-walk-wrong')
    await floor.scan(clock)
    await expect(alert).toBeHidden()
    await expect(page.getByRole('status').filter({ hasText: 'Into tote' })).toBeVisible()
    await look('floor-walk-right')
    await page.getByLabel('Units', { exact: true }).fill('2')
    await floor.scanField.fill(clock)
    await floor.scanField.press('Enter')
    await expect(floor.grab).toContainText('A-10-3')
    await floor.scan(other.toLowerCase())
    await expect(page.getByRole('heading', { name: 'This trolley is fetched' })).toBeVisible()
    await look('floor-walk-fetched')
    await page.getByRole('button', { name: 'Next trolley' }).click()
    await expect(page.getByRole('heading', { name: 'All fetched' })).toBeVisible()
    await look('floor-all-fetched')

    await page.getByRole('link', { name: 'Go to packing' }).click()
    await expect(page.getByRole('button', { name: `Pack ${second.number}` })).toBeVisible()
    await look('floor-pack')
    await floor.scan(other)
    await expect(page.getByRole('heading', { name: first.number })).toBeVisible()
    await floor.scan(clock)
    await floor.scan(clock)
    await expect(page.getByRole('listitem').filter({ hasText: clock })).toContainText('2 of 2')
    await look('floor-pack-parcel')
    await page.getByRole('button', { name: 'Close the box' }).click()
    await expect(page.getByText('2 of 3 units are scanned into the box')).toBeVisible()
    await floor.scan(other)
    const slip = await page.request.get(
      (await page.getByRole('link', { name: 'Packing slip' }).getAttribute('href')) ?? '',
    )
    expect([slip.status(), slip.headers()['content-type']]).toEqual([200, 'application/pdf'])
    await page.getByLabel('Weight in grams').fill('1250')
    // A press within a second of the last counts as a double-click.
    await expect(async () => {
      await page.getByRole('button', { name: 'Close the box' }).click({ timeout: 1_000 })
      await expect(page.getByRole('button', { name: `Pack ${second.number}` })).toBeVisible({
        timeout: 2_000,
      })
    }).toPass()
    await page.getByRole('button', { name: `Pack ${second.number}` }).click()
    await page.getByRole('button', { name: 'Close the box' }).click()
    await expect(page.getByText('No parcel waits to be packed.')).toBeVisible()

    await page.getByRole('link', { name: 'Back', exact: true }).click()
    await page.getByRole('link', { name: 'To hand over 2' }).click()
    await page.getByLabel('Carrier').fill('Royal Parcel')
    await page.getByLabel(`Tracking number of ${first.number}`).fill('OR123456789GB')
    await look('floor-hand-over')
    await page.getByRole('button', { name: `Hand over ${first.number}` }).click()
    await expect(page.getByRole('heading', { name: 'With the carrier' })).toBeVisible()
    await look('floor-handed-over')
    await program.waitFor(first, { delivery: 'shipped' })
    await staff.openOrder(first.id)
    await expect(staff.badge('Shipped')).toBeVisible()
    await expect(page.getByText('OR123456789GB').first()).toBeVisible()
    await page.goto(`/floor/${floor.code}/hand-over`)
    await page.getByRole('button', { name: `Delivered ${first.number}` }).click()
    await program.waitFor(first, { delivery: 'delivered' })

    await page.getByRole('button', { name: 'Hand over with a list what has no label' }).click()
    await dialog.getByLabel('Carrier of all of them').fill('Royal Parcel')
    await look('floor-list-asked')
    await dialog.getByRole('button', { name: 'Hand over' }).click()
    await expect(page.getByRole('heading', { name: '1 parcel handed over to Royal Parcel' })).toBeFocused()
    await look('floor-list-made')
    const printed = page.getByRole('link', { name: 'Print the list for Royal Parcel' })
    const list = await page.request.get((await printed.getAttribute('href')) ?? '')
    expect([list.status(), list.headers()['content-type']]).toEqual([200, 'application/pdf'])
    await program.waitFor(second, { delivery: 'shipped' })
  },
)

test(
  'Without a line people scan on, and afterwards nothing is lost and nothing counts twice',
  {
    tag: '@phone',
  },
  async ({ staff, program, shelf, sql }, { project }) => {
    test.setTimeout(180_000)
    const { page } = staff
    const { can } = goodsFor(project.name)
    const floor = new Floor(page, 'line')
    await floor.open({ [can]: 'B-01' })
    await floor.packItself()
    await shelf.holdsIn(can, { [floor.code]: 8 })
    await program.confirmed({ email: newEmail(), lines: [{ sku: can, quantity: 3 }] })
    await program.confirmed({ email: newEmail(), lines: [{ sku: can, quantity: 3 }] })
    await floor.waitsFor(2)
    await floor.beginWave(2)
    const wave = page.url().split('/').at(-1) ?? ''
    const picked = async () => {
      const { tasks } = await floor.ask<{ tasks: { picked: number }[] }>('floor.walk', {
        wave,
        trolley: 0,
        after: 0,
      })
      return tasks.map(task => task.picked)
    }

    await floor.scan(can)
    await expect.poll(picked).toEqual([1])
    await page.context().setOffline(true)
    await expect(page.getByText('No line', { exact: true })).toBeVisible()
    for (const scans of [1, 2, 3]) {
      await floor.scan(can)
      await expect(
        page.getByText(`No line: ${scans} ${scans === 1 ? 'scan waits' : 'scans wait'} on this device`),
      ).toBeVisible()
    }
    await expect(floor.grab).toContainText('of 6')
    await lookAtBoth(page, 'floor-no-line')
    expect(await scansOf()).toBe(1)

    // The answer to the first call gets lost on its way back.
    let lost = 0
    await page.route(/\/api\/trpc\/.*floor\.scan/, async route => {
      if (lost++ > 0) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await page.context().setOffline(false)
    await expect(page.getByText(/^No line/)).toBeHidden({ timeout: 45_000 })
    await expect.poll(picked).toEqual([4])
    expect(lost).toBeGreaterThan(1)
    expect(await scansOf()).toBe(4)
    await expect(floor.grab).toContainText('Fetch2')

    await page.reload()
    await expect(floor.scanField).toBeFocused()
    await floor.scan(can)
    await floor.scan(can)
    await expect(page.getByRole('heading', { name: 'This trolley is fetched' })).toBeVisible()
    await expect.poll(picked).toEqual([6])
    expect(await scansOf()).toBe(6)

    async function scansOf(): Promise<number> {
      const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from scans s join pick_tasks t on t.id = s.task_id where t.wave_id = ${wave}`
      return row?.count ?? 0
    }
  },
)

test(
  'What came is put away and carried from bin to bin, and a walk fetches it from each bin that has it',
  {
    tag: '@phone',
  },
  async ({ staff, program, shelf }, { project }) => {
    test.setTimeout(240_000)
    const { page } = staff
    const { binned: sku } = goodsFor(project.name)
    const look = (name: string) => lookAtBoth(page, name)
    const status = page.getByRole('status')
    const dialog = page.getByRole('dialog')
    const floor = new Floor(page, 'bins')
    await floor.open({ [sku]: 'A-01' })
    await floor.packItself()

    await page.goto(`/floor/${floor.code}`)
    await page.getByRole('link', { name: 'Bins, and what lies in them' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'A-01' })).toContainText('Empty by the books')
    await page.getByRole('button', { name: 'Add bins' }).click()
    await dialog.getByLabel('Codes').fill('A-02 b-01 A--1')
    await dialog.getByRole('button', { name: 'Add them' }).click()
    await expect(dialog.getByText('A--1: A bin has letters, digits and single dashes')).toBeVisible()
    await dialog.getByLabel('Codes').fill('A-02 b-01')
    await look('floor-add-bins')
    await dialog.getByRole('button', { name: 'Add them' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('listitem').filter({ hasText: 'B-01' })).toBeVisible()

    await shelf.holdsIn(sku, { [floor.code]: 5 })
    await page.goto(`/floor/${floor.code}`)
    await look('floor-with-arrivals')
    await page.getByRole('link', { name: 'To put away 1' }).click()
    await expect(page.getByLabel('Waits to be put away')).toContainText('5 units, bin A-01')
    await look('floor-put-away')
    await floor.scan(sku)
    const hand = page.getByRole('region', { name: 'In your hand' })
    await expect(hand).toContainText('A-01')
    await page.getByLabel('Units', { exact: true }).fill('3')
    await look('floor-put-away-in-hand')
    await floor.scanField.fill('a-01')
    await floor.scanField.press('Enter')
    await expect(status.filter({ hasText: 'In bin A-01' })).toBeVisible()
    await expect(page.getByLabel('Waits to be put away')).toContainText('2 units, bin A-01')
    await look('floor-put-away-done')
    // A bin that there is not is told by the shop, and nothing is lost by it.
    await floor.scan(sku)
    await expect(hand).toBeVisible()
    await floor.scan('Z-99')
    const alert = page.getByRole('alert').filter({ hasText: 'This scan does not count' })
    await expect(alert).toContainText('There is no bin Z-99 here.')
    await page.getByRole('button', { name: 'Understood' }).click()
    await page.getByRole('button', { name: /^Take / }).click()
    await floor.scan('B-01')
    await expect(page.getByText('Nothing waits to be put away.')).toBeVisible()

    await page.getByRole('radio', { name: 'From bin to bin' }).check()
    await floor.scan('A-01')
    await expect(page.getByLabel('Scan the item')).toBeVisible()
    await floor.scan(sku)
    await expect(page.getByLabel('Scan the bin it goes to')).toBeVisible()
    await look('floor-carry')
    await floor.scan('A-02')
    await expect(status.filter({ hasText: 'In bin A-02' })).toBeVisible()
    await expectNoBarriers(page)

    await page.goto(`/floor/${floor.code}/bins`)
    await expect(page.getByRole('heading', { name: 'A-01' })).toBeVisible()
    await floor.scan(sku)
    await expect(page.getByRole('region', { name: 'Where it is' })).toContainText('In bins5')
    for (const [bin, units] of [
      ['A-01', '2 units'],
      ['A-02', '1 unit'],
      ['B-01', '2 units'],
    ] as const)
      await expect(page.getByLabel(`In ${bin}`)).toContainText(units)
    await look('floor-bins')
    await expectNoBarriers(page)

    const where = page.getByRole('region', { name: 'Where it is' })
    await where.getByRole('button', { name: 'Change its home' }).click()
    await dialog.getByLabel('Bin').fill('A--1')
    await dialog.getByRole('button', { name: 'Save it' }).click()
    await expect(dialog.getByText(/A bin has letters, digits and single dashes/)).toBeVisible()
    await look('floor-home')
    await dialog.getByLabel('Bin').fill('a-02')
    await dialog.getByRole('button', { name: 'Save it' }).click()
    await expect(where).toContainText('at home in A-02')

    await page.getByRole('link', { name: 'Count a bin' }).click()
    await expect(page.getByLabel('Scan the bin')).toBeVisible()
    await floor.scan('Z-99')
    await expect(page.getByText('There is no bin Z-99 here')).toBeVisible()
    await floor.scan(sku)
    await expect(page.getByText('This is an item. Scan the label of the bin first')).toBeVisible()
    await floor.scan('a-01')
    const counted = page.getByRole('region', { name: 'In bin A-01' })
    const units = counted.getByLabel('Units here')
    await expect(counted).toContainText(sku)
    await counted.getByRole('button', { name: 'Write it down' }).click()
    await expect(counted.getByText('Enter how many there are. None is 0')).toBeVisible()
    await look('floor-count-wrong')
    await floor.scan(sku)
    await expect(units).toHaveValue('1')
    await floor.scan('B-01')
    await expect(page.getByText('This is bin B-01. Write down what is in A-01 first')).toBeVisible()
    // What was counted is not lost when the page is opened again.
    await page.reload()
    await expect(units).toHaveValue('1')
    await expect(page.getByLabel('Scan each unit')).toBeVisible()
    await floor.scan(sku)
    await expect(units).toHaveValue('2')
    await look('floor-count')
    await expectNoBarriers(page)
    await counted.getByRole('button', { name: 'Write it down' }).click()
    await expect(page.getByRole('region', { name: 'Bin A-01 is counted' })).toContainText(
      'The books were right',
    )
    await expect(page.getByLabel('Scan the next bin')).toBeVisible()
    await look('floor-counted')

    await program.confirmed({ email: newEmail(), lines: [{ sku, quantity: 4 }] })
    await floor.waitsFor(1)
    await floor.beginWave(1)
    await expect(floor.grab).toContainText('A-01')
    await floor.scan(sku)
    await page.getByRole('button', { name: 'Not found' }).click()
    await expect(dialog.getByText('If another bin has them by the books')).toBeVisible()
    await look('floor-not-found')
    await dialog.getByRole('button', { name: 'Note as missing' }).click()
    for (const bin of ['A-02', 'B-01', 'B-01']) {
      await expect(floor.grab).toContainText(bin)
      await expect(page.getByText('Bin', { exact: true }).first()).toBeVisible()
      await floor.scan(sku)
    }
    await expect(page.getByRole('heading', { name: 'This trolley is fetched' })).toBeVisible()
    await page.goto(`/floor/${floor.code}`)
    await expect(page.getByRole('link', { name: 'To pack 1' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Short 0' })).toBeVisible()

    await page.goto(`/floor/${floor.code}/count`)
    await expect(page.getByLabel('Scan the bin')).toBeVisible()
    await floor.scan('B-01')
    const found = page.getByRole('region', { name: 'In bin B-01' })
    await expect(found).toContainText('By the books nothing lies here')
    await floor.scan(sku)
    await expect(found.getByLabel('Units here')).toHaveValue('1')
    await found.getByRole('button', { name: 'Give it up' }).click()
    await expect(found).toContainText('What you counted is not kept')
    await found.getByRole('button', { name: 'Write it down' }).click()
    await expect(page.getByRole('region', { name: 'Bin B-01 is counted' })).toContainText(
      '1 counted, 0 in the books',
    )
  },
)

test('What is not found is looked for again or given back, and what was picked of it goes into its bin', async ({
  staff,
  program,
  shelf,
}) => {
  test.setTimeout(180_000)
  const { page } = staff
  const sku = 'PLANT-IVY-CLAY'
  const floor = new Floor(page, 'sort')
  await floor.open({ [sku]: 'C-07' })
  await floor.packItself()
  await shelf.holdsIn(sku, { [floor.code]: 2 })
  const order = await program.confirmed({ email: newEmail(), lines: [{ sku, quantity: 2 }] })
  await floor.waitsFor(1)
  await floor.beginWave(1)
  const dialog = page.getByRole('dialog')
  const notFound = async (units: string) => {
    await page.getByRole('button', { name: 'Not found' }).click()
    await expect(dialog.getByRole('heading', { name: `${units} not found?` })).toBeVisible()
    await dialog.getByRole('button', { name: 'Note as missing' }).click()
    await expect(page.getByText('1 unit not found in its bin.', { exact: false }).first()).toBeVisible()
  }
  const decide = async (decision: string) => {
    await page.getByRole('button', { name: `${decision} ${order.number}` }).click()
    await dialog.getByLabel('Reason').fill('I looked everywhere')
    await dialog.getByRole('button', { name: decision }).click()
    await expect(dialog).toBeHidden()
  }

  await floor.scan(sku)
  await notFound('1 unit')
  await page.goto(`/floor/${floor.code}`)
  await page.getByRole('link', { name: 'Short 1' }).click()
  await lookAtBoth(page, 'floor-sort')
  await decide('Look again')
  await floor.waitsFor(1)
  await floor.beginWave(1)
  await notFound('1 unit')
  await page.goto(`/floor/${floor.code}/sort`)
  await decide('Give back')
  await expect(page.getByText('Nothing is missing of any parcel.')).toBeVisible()
  await expect(page.getByLabel(`To be put back of ${order.number}`)).toContainText('1 ×')
  await lookAtBoth(page, 'floor-put-back')
  await floor.scan(sku)
  await expect(page.getByText('Into bin C-07')).toBeVisible()
  await expect(page.getByText('Nothing is to be put back.')).toBeVisible()
  await expectNoBarriers(page)
})

test('What was fetched for an order that is called off is not for sale until it is put back, and what broke is written off', async ({
  staff,
  program,
  shelf,
}) => {
  test.setTimeout(240_000)
  const { page } = staff
  const sku = 'PLANT-SNAKE-INK'
  const floor = new Floor(page, 'back')
  await floor.open({ [sku]: 'C-08' })
  await floor.packItself()
  await shelf.holdsIn(sku, { [floor.code]: 4 })
  const order = await program.confirmed({ email: newEmail(), lines: [{ sku, quantity: 3 }] })
  await floor.waitsFor(1)
  await floor.beginWave(1)
  await floor.scan(sku)
  await floor.scan(sku)
  await expect(floor.grab).toContainText('1')
  const dialog = page.getByRole('dialog')
  await floor.send('staffOrders.cancel', {
    orderId: order.id,
    reason: 'They changed their mind',
    actionId: randomUUID(),
  })

  await expect(async () => {
    await page.goto(`/floor/${floor.code}/sort`)
    await expect(page.getByLabel(`To be put back of ${order.number}`)).toContainText('2 ×', {
      timeout: 2_000,
    })
  }).toPass({ timeout: 45_000 })
  await expect(
    page.getByText('These units are not for sale until you scan that they are back.'),
  ).toBeVisible()
  await lookAtBoth(page, 'floor-to-put-back')
  await page.goto('/admin/stock')
  await page.getByRole('searchbox').first().fill(sku)
  await page.getByRole('searchbox').first().press('Enter')
  await page.getByRole('link', { name: sku }).filter({ visible: true }).click()
  await expect(
    page.getByText('4 on hand, 2 reserved (2 on the way back to the shelf), 2 available'),
  ).toBeVisible()
  await lookAtBoth(page, 'stock-on-its-way-back')

  await page.goto(`/floor/${floor.code}/sort`)
  await page.getByRole('button', { name: /^Write off/ }).click()
  await dialog.getByLabel('Units').fill('9')
  await dialog.getByLabel('Reason').fill('It broke')
  await dialog.getByRole('button', { name: 'Write off' }).click()
  await expect(dialog.getByText('Enter a number from 1 to 2')).toBeVisible()
  await lookAtBoth(page, 'floor-write-off')
  await dialog.getByLabel('Units').fill('1')
  await dialog.getByRole('button', { name: 'Write off' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByLabel(`To be put back of ${order.number}`)).toContainText('1 ×')
  await floor.scan(sku)
  await expect(page.getByText('Nothing is to be put back.')).toBeVisible()

  await page.goto('/admin/stockroom/counts')
  await page.getByLabel('Warehouse').selectOption({ label: floor.name })
  await page.getByLabel('Bin').fill('no bin')
  await page.getByLabel('SKU').fill(sku)
  await page.getByLabel('Counted').fill('1')
  await page.getByRole('button', { name: 'Add the line' }).click()
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText('A bin has letters, digits and single dashes')).toBeVisible()
  await lookAtBoth(page, 'stockroom-count-a-bin')
  await page.getByLabel('Bin').fill('c-08')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText(/, bin C-08,/)).toBeVisible()
  await lookAtBoth(page, 'stockroom-bin-counted')
})
