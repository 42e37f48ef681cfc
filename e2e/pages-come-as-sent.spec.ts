import type { Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { missing, openedBy } from './pages.ts'
import { newEmail } from './shopper.ts'

test('Every page that anybody opens shows in the browser what the server sent', async ({ page }) => {
  await expectAsSent(page, { ...openedBy('everybody', 'visitor'), ...missing })
})

test('Every page of an account shows in the browser what the server sent', async ({ shopper }) => {
  await shopper.signUp({ email: newEmail(), password: 'three quiet words' })
  await expectAsSent(shopper.page, openedBy('signed-in'))
})

test('Every room of the desk shows in the browser what the server sent', async ({ staff }) => {
  // There are many rooms.
  test.setTimeout(240_000)
  await expectAsSent(staff.page, openedBy('staff'))
})

/** React takes over what the server sent without a word, or throws it away, draws the page again and says so in an error. */
async function expectAsSent(page: Page, pages: Record<string, string>): Promise<void> {
  await page.addInitScript(() => {
    const errors: string[] = []
    Object.assign(globalThis, { errors })
    addEventListener('error', event => errors.push(event.message))
  })
  expect(Object.keys(pages).length).toBeGreaterThan(3)
  for (const path of Object.values(pages)) {
    await page.goto(path)
    await page.waitForFunction(() => {
      const parts = [...document.querySelectorAll('h1, h2, main a, main button, main input')]
      const takenOver = (part: Element) => Object.keys(part).some(name => name.startsWith('__reactFiber'))
      return parts.length > 0 && parts.every(takenOver)
    })
    await page.evaluate(() => new Promise(done => requestIdleCallback(done)))
    expect(await page.evaluate(() => (globalThis as { errors?: string[] }).errors), path).toEqual([])
  }
}
