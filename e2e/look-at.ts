import type { Page } from 'playwright/test'
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
