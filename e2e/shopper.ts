import { expect, type FrameLocator, type Locator, type Page } from 'playwright/test'

export type Ware = { slug: string; sku: string; name: string; options?: Record<string, string> }
export type PlacedOrder = { id: string; number: string; token: string; path: string }

export const cards = {
  visa: '4242 4242 4242 4242',
  mastercard: '5555 5555 5555 4444',
  declined: '4000 0000 0000 0002',
  wrongCode: '4000 0000 0000 0127',
  asksBank: '4000 0027 6000 3184',
}

/** What most shoppers of the tests buy. Some tests beside hold its stock, none takes the last unit. */
export const mug = {
  slug: 'stoneware-mug',
  sku: 'MUG-STONE-BLUE-S',
  name: 'Stoneware mug',
  options: { Size: 'Small', Colour: 'Blue' },
}

export const home = {
  name: 'Ana Moss',
  line1: '1 Shelf Street',
  city: 'London',
  postcode: 'SW1A 1AA',
}

/** An email address that no other test uses. */
export const newEmail = (name = 'ana') => `${name}-${crypto.randomUUID().slice(0, 13)}@example.com`

/** A shopper's actions, with the names that are on the page. */
export class Shopper {
  readonly page: Page
  readonly drawer: Locator
  readonly payButton: Locator
  readonly problems: Locator
  readonly heading: Locator

  constructor(page: Page) {
    this.page = page
    this.drawer = page.getByRole('dialog', { name: 'Added to your cart' })
    this.payButton = page.getByRole('button', { name: /^(Pay £|Placing order|Waiting for|Working out)/ })
    this.problems = page.getByRole('region', { name: 'There is a problem' })
    this.heading = page.getByRole('heading', { level: 1 })
  }

  async lookAt({ slug, options = {} }: Ware): Promise<void> {
    const chosen = Object.entries(options).map(([name, value]) => [name.toLowerCase(), value])
    await this.page.goto(`/products/${slug}?${new URLSearchParams(chosen)}`)
  }

  /** Adds a product and leaves the drawer with the added item open. */
  async addToCart(ware: Ware): Promise<void> {
    await this.lookAt(ware)
    const kept = this.page.waitForResponse(/\/api\/trpc\/cart\.add/)
    await this.page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click()
    await expect(this.drawer).toContainText(ware.name)
    for (const value of Object.values(ware.options ?? {})) await expect(this.drawer).toContainText(value)
    await kept
  }

  async goToCheckout(): Promise<void> {
    await this.drawer.getByRole('link', { name: 'Checkout' }).click()
    await expect(this.heading).toHaveText('Checkout')
  }

  /** The card's fields are in a frame of the card network. They load last, so all other fields are ready by then. */
  get card(): FrameLocator {
    return this.page.getByTitle('Card details').contentFrame()
  }

  async enterCard(number: string): Promise<void> {
    await this.card.getByLabel('Card number').fill(number)
    await this.card.getByLabel('Expiry date').fill('12 / 39')
    await this.card.getByLabel('Card security code').fill('123')
  }

  async enterAddress(email: string, name = home.name): Promise<void> {
    await expect(this.card.getByLabel('Card number')).toBeVisible()
    await this.page.getByLabel('Email').fill(email)
    await this.page.getByLabel('Full name').fill(name)
    await this.page.getByLabel('Address line 1').fill(home.line1)
    await this.page.getByLabel('Town or city').fill(home.city)
    await this.page.getByLabel('Postcode').fill(home.postcode)
  }

  /** Goes from the open drawer to the press of Pay. */
  async checkOut({ email, card = cards.visa }: { email: string; card?: string }): Promise<void> {
    await this.goToCheckout()
    await this.enterAddress(email)
    await this.enterCard(card)
    await this.pay()
  }

  /** Waits for the total, because the button offers no payment until the shop has computed it. */
  async pay(): Promise<void> {
    await this.totalToPay()
    await this.payButton.click()
  }

  /** Puts a product into the cart and pays, up to the order's page. */
  async buy(ware: Ware, { email = newEmail(), card = cards.visa } = {}): Promise<PlacedOrder> {
    await this.addToCart(ware)
    await this.checkOut({ email, card })
    return this.seeConfirmation()
  }

  /** The amount on the button: "£18.95". */
  async totalToPay(): Promise<string> {
    await expect(this.payButton).toHaveAccessibleName(/^Pay £/)
    return /£[\d.,]+/.exec((await this.payButton.textContent()) ?? '')?.[0] ?? ''
  }

  /** Checks that the order's page says thank you and shows the payment. */
  async seeConfirmation(): Promise<PlacedOrder> {
    await expect(this.heading).toHaveText(/^Thank you, /, { timeout: 20_000 })
    await expect(this.step('Done: Payment received')).toBeVisible({ timeout: 20_000 })
    return this.readOrder()
  }

  async readOrder(): Promise<PlacedOrder> {
    const { pathname, searchParams } = new URL(this.page.url())
    const number = await this.page.getByText(/^O-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()
    const token = searchParams.get('token') ?? ''
    return {
      id: pathname.split('/').at(-1) ?? '',
      number: number ?? '',
      token,
      path: `${pathname}?${new URLSearchParams({ token })}`,
    }
  }

  step(words: string): Locator {
    return this.page
      .getByRole('region', { name: 'Progress' })
      .getByRole('listitem')
      .filter({ hasText: words })
  }

  /** The sheet with the bank's question. */
  get bank(): FrameLocator {
    return this.page.getByTitle('Your bank').contentFrame()
  }

  async signUp({ email, password, name = home.name }: { email: string; password: string; name?: string }) {
    await this.page.goto('/account/sign-up')
    await this.page.getByLabel('Full name').fill(name)
    await this.page.getByLabel('Email').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Create account' }).click()
    await expect(this.heading).toHaveText('Your orders')
  }

  async signIn({
    email,
    password,
    next = '/account/orders',
  }: {
    email: string
    password: string
    next?: string
  }) {
    await this.page.goto(`/account/sign-in?next=${encodeURIComponent(next)}`)
    await this.page.getByLabel('Email').fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
}
