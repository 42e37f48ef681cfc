import { expect, type Locator, type Page } from 'playwright/test'

/** Somebody who works on a floor of ours: in the browser, and by calls where a test only prepares something. */
export class Floor {
  readonly page: Page
  readonly code: string
  readonly name: string
  readonly scanField: Locator

  constructor(page: Page, word: string) {
    this.page = page
    this.code = `${word}-${Date.now().toString(36)}`
    this.name = `Floor ${this.code}`
    this.scanField = page.getByLabel(/^Scan /)
  }

  /** Adds the warehouse, and names the bins in which its goods lie. */
  async open(bins: Record<string, string>): Promise<void> {
    await this.send('stock.newWarehouse', { code: this.code, name: this.name, floor: 'outside' })
    await this.leaveToUs()
    for (const [sku, bin] of Object.entries(bins))
      await this.send('floor.setHome', { sku, warehouse: this.code, bin })
  }

  /** Nobody of the sandbox stands in here. */
  async leaveToUs(): Promise<void> {
    const origin = process.env.SANDBOX_URL ?? ''
    const pressed = await this.page.request.post(`${origin}/floor/stand-in`, {
      headers: { origin },
      form: { warehouse: this.code, off: 'yes' },
    })
    expect(pressed.ok()).toBe(true)
  }

  /** From now on, its own people pack there. */
  async packItself(): Promise<void> {
    await this.send('stock.setFloor', { code: this.code, floor: 'own', reason: 'Our own shed is ready' })
  }

  async send<Answer>(procedure: string, input: object): Promise<Answer> {
    const origin = process.env.SHOP_URL ?? ''
    const answer = await this.page.request.post(`/api/trpc/${procedure}`, {
      data: { json: input },
      headers: { origin },
    })
    return read(procedure, answer)
  }

  async ask<Answer>(procedure: string, input: object): Promise<Answer> {
    const words = encodeURIComponent(JSON.stringify({ json: input }))
    return read(procedure, await this.page.request.get(`/api/trpc/${procedure}?input=${words}`))
  }

  /** Parcels of so many orders have come to the floor. */
  async waitsFor(parcels: number): Promise<void> {
    await this.page.goto(`/floor/${this.code}`)
    await expect(this.page.getByRole('link', { name: `To pick ${parcels}`, exact: true })).toBeVisible({
      timeout: 45_000,
    })
  }

  /** Makes a wave of all that wait, and takes its first trolley. */
  async beginWave(parcels: number): Promise<void> {
    await this.page.getByRole('button', { name: `Make a wave of ${parcels} parcel` }).click()
    await this.page
      .getByRole('link', { name: /^Pick / })
      .first()
      .click()
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Cluster wave, trolley 1')
    await expect(this.scanField).toBeFocused()
  }

  /** A scanner types the code and Enter, wherever the focus is. */
  async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code)
    await this.page.keyboard.press('Enter')
  }

  get grab(): Locator {
    return this.page.getByRole('region', { name: 'The grab at hand' })
  }
}

async function read<Answer>(
  procedure: string,
  answer: { ok: () => boolean; text: () => Promise<string> },
): Promise<Answer> {
  const text = await answer.text()
  expect(answer.ok(), `${procedure}: ${text}`).toBe(true)
  return JSON.parse(text).result.data.json
}
