import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { lookAt } from './look-at.ts'

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]
const SKU = 'TOWEL-TEA-BLUE'

test('Staff book a delivery in, count a shelf, and send back what arrived damaged', async ({ staff }) => {
  const { page } = staff
  const dialog = page.getByRole('dialog')
  const look = async (name: string) => {
    for (const size of sizes) {
      await page.setViewportSize(size)
      await lookAt(page, name)
      await expectNoBarriers(page)
    }
  }
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Stockroom' }).getByRole('link', { name }).click()

  await page.goto('/admin/stockroom')
  await page.getByRole('button', { name: 'Book it in' }).click()
  await expect(page.getByText('Choose the warehouse')).toBeVisible()
  await page.getByLabel('Warehouse').selectOption('north')
  await page.getByLabel('Supplier').fill('Calder Pottery')
  await page.getByLabel('Delivery note').fill('DN-4711')
  await page.getByLabel('SKU').fill('NO-SUCH-THING')
  await page.getByLabel('Whole').fill('1')
  await page.getByLabel('Whole').press('Enter')
  await page.getByLabel('SKU').fill(SKU)
  await page.getByLabel('Whole').fill('two')
  await page.getByLabel('Whole').press('Enter')
  await expect(page.getByText('Enter a whole number')).toBeVisible()
  await page.getByLabel('Whole').fill('5')
  await page.getByLabel('Damaged').fill('2')
  await page.getByLabel('Expected').fill('8')
  await page.getByRole('button', { name: 'Add the line' }).click()
  await expect(page.getByLabel('SKU')).toBeFocused()
  await page.getByLabel('SKU').fill(SKU)
  await page.getByRole('button', { name: 'Book it in' }).click()
  await expect(page.getByText('Add this line, or empty its fields')).toBeVisible()
  await page.getByRole('button', { name: 'Add the line' }).click()
  await expect(page.getByText(`${SKU} is in the list already. Take it out to change it`)).toBeVisible()
  await page.getByLabel('SKU').fill('')
  await look('stockroom-deliveries')
  await page.getByRole('button', { name: 'Book it in' }).click()
  await expect(page.getByText('There is no SKU NO-SUCH-THING.')).toBeVisible()
  await page.getByRole('button', { name: 'Take out: NO-SUCH-THING' }).click()
  // A press within a second of the last counts as a double-click.
  await expect(async () => {
    await page.getByRole('button', { name: 'Book it in' }).click()
    await expect(page.getByText('5 whole units, 2 damaged, 1 missing').filter({ visible: true })).toBeVisible(
      {
        timeout: 2_000,
      },
    )
  }).toPass()

  await page.getByRole('link', { name: 'Calder Pottery, DN-4711' }).filter({ visible: true }).first().click()
  await expect(page.getByRole('heading', { name: 'Delivery', exact: true })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: SKU })).toContainText('1 missing')
  await look('stockroom-delivery')
  await page.getByRole('link', { name: 'All deliveries' }).click()

  await tab('Counts')
  await expect(page.getByRole('heading', { name: 'Write a count down' })).toBeVisible()
  await page.getByLabel('Warehouse').selectOption('north')
  await page.getByLabel('SKU').fill(SKU)
  await page.getByLabel('Counted').fill('100000')
  await page.getByRole('button', { name: 'Add the line' }).click()
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText('To be counted again')).toBeVisible()
  await page.getByRole('button', { name: /^Approve/ }).click()
  await dialog.getByLabel('Reason').fill('I counted it')
  await dialog.getByRole('button', { name: 'Book what was counted' }).click()
  await expect(dialog.getByText('You counted this yourself.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await page.getByRole('button', { name: /^Count again/ }).click()
  await dialog.getByLabel('Units on the shelf').fill('99999')
  await dialog.getByRole('button', { name: 'Write it down' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('99,999 counted')).toBeVisible()
  await look('stockroom-count')
  await page.getByRole('button', { name: /^Give up/ }).click()
  await dialog.getByLabel('Reason').fill('A typing mistake')
  await dialog.getByRole('button', { name: 'Give this line up' }).click()
  await expect(page.getByText('Given up', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'All counts' }).click()
  await expect(page.getByText('No count waits for anybody.')).toBeVisible()
  await look('stockroom-counts')

  await tab('Set aside')
  await expect(page.getByText('2 units in quarantine, north')).toBeVisible()
  await look('stockroom-aside')
  await page.getByRole('button', { name: /^Decide/ }).click()
  await dialog.getByLabel('Where it goes').selectOption('supplier')
  await dialog.getByLabel('Units').fill('3')
  await dialog.getByLabel('Reason').fill('The handle is off')
  await dialog.getByRole('button', { name: 'Decide' }).click()
  await expect(dialog.getByText(`Only 2 of ${SKU} are there.`)).toBeVisible()
  await dialog.getByLabel('Units').fill('2')
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Decide' }).click({ timeout: 1_000 })
    await expect(dialog).toBeHidden({ timeout: 2_000 })
  }).toPass()
  await expect(page.getByText('2 units in quarantine, north')).toBeHidden()

  await page.goto('/admin/stock')
  await page.getByRole('searchbox').first().fill(SKU)
  await page.getByRole('searchbox').first().press('Enter')
  await page.getByRole('link', { name: SKU }).filter({ visible: true }).click()
  const places = page.getByRole('region', { name: 'Where every unit is' })
  await expect(places.getByRole('row', { name: 'Together' })).toContainText('0')
  await look('stock-variant')
})
