import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'

test('Staff make a promotion, change what it gives, make its codes, pause it and end it', async ({
  staff,
  program,
}) => {
  const { page } = staff
  await program.confirmed({ lines: [{ sku: 'MUG-STONE-BLUE-S', quantity: 2 }] })
  const dialog = page.getByRole('dialog')
  const look = (name: string) => lookAtBoth(page, name)
  const serial = Date.now().toString(36).toUpperCase()
  const name = `Summer ${serial}`

  await page.goto('/admin/promotions')
  await expect(page.getByText('WELCOME10').filter({ visible: true }).first()).toBeVisible()
  await page.getByRole('link', { name: 'New promotion' }).click()
  await page.getByRole('button', { name: 'Make the promotion' }).click()
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
  await expect(page.getByText('Enter the code').first()).toBeVisible()
  await page.getByLabel('Per cent').fill('101')
  await page.getByLabel('Starts').fill('2030-01-02T09:00')
  await page.getByLabel('Ends').fill('2030-01-01T09:00')
  // A press within a second of the last counts as a double-click.
  await expect(async () => {
    await page.getByRole('button', { name: 'Make the promotion' }).click()
    await expect(page.getByRole('link', { name: 'Enter an end after the start' })).toBeVisible({
      timeout: 2_000,
    })
  }).toPass()
  await look('promotion-new-wrong')

  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Per cent').fill('12.5')
  await page.getByLabel('Code', { exact: true }).fill('welcome10')
  await page.getByLabel('Starts').fill('')
  await page.getByLabel('Ends').fill('2030-07-01T09:00')
  await page.getByLabel('Orders that may use it').fill('500')
  await page.getByRole('checkbox', { name: 'Tableware' }).check()
  await expect(async () => {
    await page.getByRole('button', { name: 'Make the promotion' }).click()
    await expect(page.getByText('Another promotion has the code WELCOME10.')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.getByLabel('Code', { exact: true }).fill(`sun-${serial}`)
  await expect(async () => {
    await page.getByRole('button', { name: 'Make the promotion' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name, { timeout: 2_000 })
  }).toPass()
  const standing = page.getByRole('region', { name: 'How it stands' })
  await expect(standing).toContainText(`12.5 % off, in tableware. SUN-${serial}.`)
  // By London's clock, whatever the browser's is.
  await expect(standing).toContainText('Used 0 of 500, until 1 Jul 2030, 09:00')

  const tried = page.getByRole('region', { name: 'On the orders of the last 30 days' })
  await tried.getByRole('button', { name: 'Try it' }).click()
  await expect(tried).toContainText(
    /It would have cost £[\d,.]+: of [\d,]+ orders?, [\d,]+ would have got something/,
  )

  await page.getByLabel('It gives', { exact: true }).selectOption('buy_x_get_y')
  await page.getByLabel('Orders that may use it').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(2)
  await expect(standing).toContainText('Buy 2, get 1 free, in tableware')
  await expect(tried).toContainText('Nothing is written')
  await expect(standing).toContainText('Used 0, until')

  await page.getByRole('button', { name: 'Make codes' }).click()
  await dialog.getByRole('button', { name: 'Make them' }).click()
  await expect(dialog.getByText('Enter how many codes to make')).toBeVisible()
  await dialog.getByLabel('How many').fill('250')
  await dialog.getByLabel('They begin with').fill('sun')
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Make them' }).click({ timeout: 1_000 })
    await expect(dialog).toBeHidden({ timeout: 2_000 })
  }).toPass()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download today' }).click()
  const codes = readFileSync(await (await coming).path(), 'utf8')
    .trim()
    .split('\n')
  expect(new Set(codes).size).toBe(250)
  expect(codes[0]).toMatch(/^SUN(-[2-9A-Z]{4}){3}$/)
  await look('promotion')

  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await dialog.getByLabel('Reason').fill('The tableware is late')
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(standing.getByText('Paused')).toBeVisible()
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await dialog.getByLabel('Reason').fill('It does not come at all')
  await dialog.getByRole('button', { name: 'End', exact: true }).click()
  await expect(standing.getByText('Ended')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)

  await page.getByRole('link', { name: 'All promotions' }).click()
  await expect(page.getByText('Ended', { exact: true }).filter({ visible: true }).first()).toBeVisible()
  await look('promotions')
  await page.getByLabel('State', { exact: true }).selectOption('paused')
  await expect(page.getByText('No promotion is paused.')).toBeVisible()
  await look('promotions-none')
})
