import type { Page } from 'playwright/test'
import sharp from 'sharp'
import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'

/** A photograph of one colour, as a camera that knows where it is would write it. */
async function photo(name: string, colour: string, size = { width: 1_600, height: 1_200 }) {
  const buffer = await sharp({ create: { ...size, channels: 3, background: colour } })
    .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .jpeg()
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

async function newProduct(page: Page) {
  const serial = Date.now().toString(36).toUpperCase()
  await page.goto('/admin/products/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`Egg cup ${serial}`)
  await page.getByRole('combobox', { name: 'State' }).selectOption('published')
  await page.getByRole('textbox', { name: 'SKU' }).fill(`EGG-${serial}`)
  await page.getByRole('textbox', { name: /^Price in GBP/ }).fill('6.50')
  await page.getByRole('button', { name: 'Create the product' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Egg cup ${serial}`)
  return `/products/egg-cup-${serial.toLowerCase()}`
}

const isLoaded = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0

test('Pictures that staff add are in the shop within seconds, in the order that staff give them', async ({
  staff: { page },
  shopper: { page: shop },
}) => {
  const address = await newProduct(page)
  await page.getByRole('button', { name: 'Add pictures' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add pictures' })
  await dialog.getByRole('button', { name: 'Add the picture' }).click()
  await expect(dialog.getByText('Choose a file')).toBeVisible()
  const files = dialog.getByLabel('Files')
  await files.setInputFiles([await photo('red.jpg', '#a43'), await photo('blue.jpg', '#36a')])
  await dialog.getByRole('button', { name: 'Add 2 pictures' }).click()
  await expect(dialog.getByText('Say what the picture shows').first()).toBeVisible()
  await expectNoBarriers(page)
  await dialog.getByLabel('red.jpg').last().fill('A red egg cup')
  await dialog.getByLabel('blue.jpg').last().fill('A blue egg cup')
  await dialog.getByRole('button', { name: 'Add 2 pictures' }).click()
  await expect(dialog).toHaveCount(0)
  const rows = page.getByRole('region', { name: 'Pictures' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(page.getByText('Being made')).toHaveCount(0)
  await expect(rows.locator('img')).toHaveCount(2)
  await expectNoBarriers(page)

  await shop.goto(address)
  const large = shop.getByRole('main').getByRole('img', { name: 'A red egg cup' })
  await expect.poll(() => large.evaluate(isLoaded)).toBe(true)
  expect(await large.getAttribute('srcset')).toMatch(/\.320\.webp 320w,.*\.1600\.webp 1600w$/)
  const shared = await shop.locator('meta[property="og:image"]').getAttribute('content')
  expect(shared).toMatch(/\.1600\.webp$/)
  expect(await shop.locator('script[type="application/ld+json"]').first().textContent()).toContain(
    '.1600.webp',
  )
  await expectNoBarriers(shop)

  // By the keyboard.
  const later = rows.nth(0).getByRole('button', { name: 'Later: A red egg cup' })
  await later.focus()
  await later.press('Enter')
  await expect(rows.nth(0)).toContainText('A blue egg cup')
  await expect(rows.nth(1).getByRole('button', { name: 'Later: A red egg cup' })).toBeFocused()
  await expect(async () => {
    await shop.reload()
    await expect(shop.getByRole('main').getByRole('img', { name: 'A blue egg cup' })).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
  // By the mouse.
  await rows.nth(1).dragTo(rows.nth(0))
  await expect(rows.nth(0)).toContainText('A red egg cup')

  await rows.nth(0).getByRole('button', { name: 'Remove of A red egg cup' }).click()
  await page.getByRole('button', { name: 'Remove the picture' }).click()
  await expect(rows).toHaveCount(1)
  await expect(async () => {
    await shop.reload()
    await expect(shop.getByRole('main').getByRole('img', { name: 'A red egg cup' })).toHaveCount(0, {
      timeout: 1_000,
    })
  }).toPass()
})

test('A file that is no picture is refused with a sentence beside its name, and the others are added', async ({
  staff: { page },
}) => {
  await newProduct(page)
  await page.getByRole('button', { name: 'Add pictures' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add pictures' })
  const broken = { ...(await photo('broken.jpg', '#a43')), name: 'broken.jpg' }
  await dialog
    .getByLabel('Files')
    .setInputFiles([{ ...broken, buffer: broken.buffer.subarray(0, 900) }, await photo('whole.jpg', '#36a')])
  await dialog.getByLabel('broken.jpg').last().fill('Half an egg cup')
  await dialog.getByLabel('whole.jpg').last().fill('A whole egg cup')
  await dialog.getByRole('button', { name: 'Add 2 pictures' }).click()
  await expect(dialog.getByText('whole.jpg is added.')).toBeVisible()
  await expect(dialog.getByText(/damaged or was cut off/).first()).toBeVisible()
  await expectNoBarriers(page)
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await expect(page.getByRole('region', { name: 'Pictures' }).getByRole('listitem')).toHaveCount(1)
})
