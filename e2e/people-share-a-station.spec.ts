import type { Browser, BrowserContext, Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { Floor } from './floor.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'
import { admin } from './staff.ts'

const PASSWORD = 'three quiet words'
const PIN = '482915'
/** Two projects run the same test at the same time: each has goods of its own. */
const goods: Record<string, string> = { desktop: 'PLANT-SNAKE-CLAY', phone: 'PLANT-RUBBER-CLAY' }

type Sql = Parameters<Parameters<typeof test>[2]>[0]['sql']

test(
  'People of a floor share a packing station, and each works there by PIN as themselves',
  { tag: '@phone' },
  async ({ browser, staff, program, shelf, sql }, { project }) => {
    test.setTimeout(240_000)
    const sku = goods[project.name] ?? ''
    const bench = `Packing bench ${Date.now().toString(36)}`
    const floor = new Floor(staff.page, 'bench')
    await floor.open({ [sku]: 'A-01-1' })
    await floor.packItself()
    await shelf.holdsIn(sku, { [floor.code]: 5 })
    const device = await onNewDevice(browser)

    await test.step('an owner makes the device a station', async () => {
      await staff.page.goto('/admin/staff/stations')
      await expect(staff.page.getByRole('heading', { name: 'Packing stations' })).toBeVisible()
      await device.goto('/account/sign-in?next=/floor/station')
      await signIn(device, admin)
      await expect(device.getByRole('heading', { level: 1 })).toHaveText('Make this device a packing station')
      await device.getByRole('button', { name: 'Open the station' }).click()
      await expect(device.getByText('Give it a name')).toBeVisible()
      await lookAtBoth(device, 'station-open')
      await device.getByLabel('Name').fill(bench)
      await device.getByLabel('Warehouse').selectOption({ label: floor.name })
      await device.getByRole('button', { name: 'Open the station' }).click()
      await expect(device.getByRole('heading', { level: 1 })).toHaveText('Choose who works here')
      await expect(device.getByText('Nobody has a PIN yet')).toBeVisible()
      await lookAtBoth(device, 'station-nobody')
    })

    const mia = await worker(browser, sql, 'Mia Moss', floor.code)
    const tom = await worker(browser, sql, 'Tom Tern', floor.code)
    await test.step('somebody who works there sets a PIN that nobody guesses first', async () => {
      await mia.page.goto('/account/security')
      const card = mia.page.getByRole('region', { name: 'PIN for packing stations' })
      await card.getByLabel('New PIN').fill('123456')
      await card.getByLabel('The same again').fill('123456')
      await card.getByRole('button', { name: 'Set the PIN' }).click()
      await expect(card.getByText('This one is guessed first. Choose another')).toBeVisible()
      await lookAtBoth(mia.page, 'station-my-pin')
      await card.getByLabel('New PIN').fill(PIN)
      await card.getByLabel('The same again').fill('730164')
      await card.getByRole('button', { name: 'Set the PIN' }).click()
      await expect(card.getByText('This is another PIN. Type the same again')).toBeVisible()
      await card.getByLabel('The same again').fill(PIN)
      await card.getByRole('button', { name: 'Set the PIN' }).click()
      await expect(card.getByText('Your PIN is set.')).toBeVisible()
      await setPin(tom.page, '730164')
    })

    await test.step('at the station they choose their name and type the PIN', async () => {
      await device.goto('/floor')
      await expect(device.getByRole('list', { name: 'People' }).getByRole('button')).toHaveText([
        'Mia Moss',
        'Tom Tern',
      ])
      await lookAtBoth(device, 'station-people')
      await device.getByRole('button', { name: 'Mia Moss' }).click()
      await expect(device.getByLabel('PIN of Mia Moss')).toBeFocused()
      await device.keyboard.type('730164')
      await expect(device.getByText('This is not the PIN of the person whom you chose')).toBeVisible()
      await expect(device.getByLabel('PIN of Mia Moss')).toHaveValue('')
      await lookAtBoth(device, 'station-wrong-pin')
      for (const digit of PIN) await device.getByRole('button', { name: digit, exact: true }).click()
      await expect(device).toHaveURL(new RegExp(`/floor/${floor.code}$`))
      await expect(device.getByText(`Mia Moss, ${bench}`)).toBeVisible()
      await expect(device.getByRole('link', { name: 'Staff desk' })).toBeHidden()
      await lookAtBoth(device, 'station-floor')
    })

    await test.step('what they do names them and the station', async () => {
      await program.confirmed({ email: newEmail(), lines: [{ sku, quantity: 1 }] })
      const there = new Floor(device, 'bench')
      Object.assign(there, { code: floor.code, name: floor.name })
      await there.waitsFor(1)
      await there.beginWave(1)
      await there.scan(sku)
      await expect(device.getByRole('heading', { name: 'This trolley is fetched' })).toBeVisible()
      await lookAtBoth(device, 'station-fetched')
      const done = await sql<{ action: string; station: boolean }[]>`
        select action, factors[2] like ${`station:%:${bench}`} as station from audit where actor = ${`staff:${mia.id}:Mia Moss`} and 'pin' = any(factors)`
      expect(done).toContainEqual({ action: 'floor.scan', station: true })
      expect(done.every(({ station }) => station)).toBe(true)
      const [scan] =
        await sql`select s.name from scans n join stations s on s.id = n.station_id where n.actor = ${`staff:${mia.id}:Mia Moss`}`
      expect(scan).toEqual({ name: bench })
    })

    await test.step('the station opens the floor and nothing else', async () => {
      await device.goto('/admin')
      await expect(device.getByRole('heading', { level: 1 })).toHaveText('Sign in as staff')
      await device.goto('/account/security')
      await expect(device).toHaveURL(/sign-in/)
      await device.goto('/floor/station')
      await expect(device.getByRole('heading', { level: 1 })).toHaveText('Your roles do not open this room')
      await device.goto('/floor/north')
      await expect(device.getByText('The floor could not be read')).toBeVisible()
    })

    await test.step('the next person finds the choice of people', async () => {
      await device.goto('/floor')
      await device.getByRole('button', { name: 'Leave' }).click()
      await device.getByRole('button', { name: 'Tom Tern' }).click()
      await device.keyboard.type('730164')
      await expect(device.getByText(`Tom Tern, ${bench}`)).toBeVisible()
    })

    await test.step('ten minutes without a touch lock it', async () => {
      await device.clock.install()
      await device.goto(`/floor/${floor.code}/pack`)
      // The focus comes when the page runs, and the count of the minutes with it.
      await expect(device.getByLabel(/^Scan /)).toBeFocused()
      await device.clock.fastForward('09:00')
      await expect(device.getByText(`Tom Tern, ${bench}`)).toBeVisible()
      await device.context().setOffline(true)
      await device.clock.fastForward('01:30')
      await expect(device.getByRole('heading', { level: 1 })).toHaveText('This station is locked')
      await lookAtBoth(device, 'station-locked')
      await device.context().setOffline(false)
      await device.getByRole('button', { name: 'Choose who works here' }).click()
      await expect(device.getByRole('heading', { level: 1 })).toHaveText('Choose who works here')
    })

    await test.step('ended at the desk, it is a station no more', async () => {
      await device.getByRole('button', { name: 'Tom Tern' }).click()
      await device.keyboard.type('730164')
      await expect(device.getByText(`Tom Tern, ${bench}`)).toBeVisible()
      await staff.page.goto('/admin/staff/stations')
      const row = staff.page.getByRole('listitem').filter({ hasText: bench })
      await expect(row).toContainText(`${floor.name}, Tom Tern works there`)
      await lookAtBoth(staff.page, 'stations-desk')
      await row.getByRole('button', { name: `End it ${bench}` }).click()
      await staff.page.getByRole('dialog').getByRole('button', { name: 'End it' }).click()
      await expect(row.getByText('Ended', { exact: true })).toBeVisible()
      await device.reload()
      await expect(device.getByRole('heading', { level: 1 })).toHaveText('Sign in as staff')
    })
    for (const context of [device.context(), mia.page.context(), tom.page.context()]) await context.close()
  },
)

async function onNewDevice(browser: Browser): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ baseURL: process.env.SHOP_URL ?? '' })
  return context.newPage()
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Somebody whose role of the warehouse is bound to this one, signed in on a device of their own. */
async function worker(browser: Browser, sql: Sql, name: string, warehouse: string) {
  const page = await onNewDevice(browser)
  const origin = process.env.SHOP_URL ?? ''
  const email = newEmail('floor')
  const answer = await page.request.post('/api/auth/sign-up/email', {
    data: { name, email, password: PASSWORD },
    headers: { origin },
  })
  expect(answer.ok()).toBe(true)
  const { user } = (await answer.json()) as { user: { id: string } }
  await sql`insert into staff_roles (customer_id, role_id, warehouse_id, granted_by)
    select ${user.id}, r.id, w.id, 'test' from roles r, warehouses w where r.name = 'Warehouse' and w.code = ${warehouse}`
  return { page, id: user.id }
}

async function setPin(page: Page, pin: string): Promise<void> {
  await page.goto('/account/security')
  const card = page.getByRole('region', { name: 'PIN for packing stations' })
  await card.getByLabel('New PIN').fill(pin)
  await card.getByLabel('The same again').fill(pin)
  await card.getByRole('button', { name: 'Set the PIN' }).click()
  await expect(card.getByText('Your PIN is set.')).toBeVisible()
}
