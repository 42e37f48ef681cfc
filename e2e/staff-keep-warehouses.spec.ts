import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'

test('Staff add a warehouse, pause it, open it again and close it, each with its reason', async ({
  staff,
}) => {
  const { page } = staff
  const code = `e2e-${Date.now().toString(36)}`
  const name = `Shed ${code}`
  await page.goto('/admin/stock')
  await page
    .getByRole('navigation', { name: 'Stock views' })
    .getByRole('link', { name: 'Warehouses' })
    .click()
  await page.getByRole('button', { name: 'New warehouse' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add the warehouse' }).click()
  await expect(dialog.getByText('Name the warehouse').first()).toBeVisible()
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Code').fill('two words')
  await dialog.getByRole('button', { name: 'Add the warehouse' }).click()
  await expect(
    dialog.getByText('A code has letters, digits and single dashes, such as leeds-2'),
  ).toBeVisible()
  await dialog.getByLabel('Code').fill(code)
  await dialog.getByRole('button', { name: 'Add the warehouse' }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('listitem').filter({ hasText: code })
  await expect(row).toContainText(name)

  const move = async (button: string, act: string, reason: string) => {
    await row.getByRole('button', { name: button }).click()
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: act }).click()
    await expect(dialog).toBeHidden()
  }
  await move('Pause', 'Pause the warehouse', 'The roof leaks')
  await expect(row.getByText('Paused')).toBeVisible()
  await lookAtBoth(page, 'warehouses')
  await move('Open again', 'Open the warehouse again', 'The roof is mended')
  await expect(row.getByText('Paused')).toBeHidden()
  await move('Close', 'Close the warehouse', 'Nobody needs it')
  await expect(row.getByText('Closed')).toBeVisible()
  await page.goto('/admin/staff/audit')
  await expect(page.getByText('Nobody needs it').first()).toBeVisible()
})
