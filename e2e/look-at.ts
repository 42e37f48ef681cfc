import { expect, type Page } from 'playwright/test'
import { expectNoBarriers } from './axe.ts'

/** Without barriers, and as a picture where somebody asked for pictures (LOOK=folder). */
export async function lookAt(page: Page, name: string): Promise<void> {
  const folder = process.env.LOOK
  await expectNoBarriers(page)
  if (!folder) return
  const width = page.viewportSize()?.width ?? 0
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
}

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]

/** The same on a phone and on a desk, without the short messages that come and go; the window has its size again afterwards. */
export async function lookAtBoth(page: Page, name: string): Promise<void> {
  // Under the pointer a message stays.
  await page.mouse.move(0, 0)
  await expect(page.locator('[data-sonner-toast]')).toHaveCount(0, { timeout: 15_000 })
  const before = page.viewportSize()
  for (const size of sizes) {
    await page.setViewportSize(size)
    await lookAt(page, name)
  }
  if (before) await page.setViewportSize(before)
}
