import { expect, type Locator, type Page } from 'playwright/test'

export const admin = { email: 'admin@orderly.example', password: 'admin-demo-1' }

/** A member of staff at the desk, signed in. */
export class Staff {
  readonly page: Page
  readonly search: Locator
  readonly heading: Locator

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('textbox', { name: 'Search orders by number, email or name' })
    this.heading = page.getByRole('heading', { level: 1 })
  }

  async openOrders(query = ''): Promise<void> {
    await this.page.goto(`/admin/orders${query}`)
    await expect(this.heading).toHaveText('Orders')
  }

  async openOrder(id: string): Promise<void> {
    await this.page.goto(`/admin/orders/${id}`)
    await expect(this.heading).toHaveText(/^O-/)
  }

  /** The order's row in the list, or its card on a phone. */
  orderLink(number: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: number })
  }

  /** A label in the page's head: state, payment or delivery. */
  badge(words: string): Locator {
    return this.page.getByRole('main').getByText(words, { exact: true }).first()
  }
}
