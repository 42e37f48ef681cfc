import { type APIRequestContext, test as base } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import { Program } from './program.ts'
import { Sandbox } from './sandbox.ts'
import { Shelf } from './shelf.ts'
import { Shopper } from './shopper.ts'
import { admin, Staff } from './staff.ts'

export { expect } from 'playwright/test'

type Fixtures = {
  shopper: Shopper
  /** A member of staff, signed in with their own browser. */
  staff: Staff
  program: Program
  sandbox: Sandbox
  /** Stock and prices, which are restored after the test. */
  shelf: Shelf
}

type WorkerFixtures = { sql: Sql; staffCookies: Awaited<ReturnType<APIRequestContext['storageState']>> }

const place = (name: 'SHOP_URL' | 'SANDBOX_URL' | 'SHOP_DATABASE_URL'): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: \`npm run test:e2e\` starts a shop and sets it.`)
  return value
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sql: [
    async ({ browserName: _ }, use) => {
      const sql = postgres(place('SHOP_DATABASE_URL'), { max: 2, onnotice: () => {} })
      await use(sql)
      await sql.end()
    },
    { scope: 'worker' },
  ],
  staffCookies: [
    async ({ playwright }, use) => {
      const origin = place('SHOP_URL')
      const request = await playwright.request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } })
      const signedIn = await request.post('/api/auth/sign-in/email', { data: admin })
      if (!signedIn.ok()) throw new Error(`The admin cannot sign in: ${signedIn.status()}`)
      await use(await request.storageState())
      await request.dispose()
    },
    { scope: 'worker' },
  ],
  shopper: async ({ page }, use) => use(new Shopper(page)),
  program: async ({ request }, use) => use(new Program(request)),
  sandbox: async ({ request }, use) => use(new Sandbox(request, place('SANDBOX_URL'))),
  shelf: async ({ sql }, use) => {
    const shelf = new Shelf(sql)
    await use(shelf)
    await shelf.putBack()
  },
  staff: async ({ browser, staffCookies, sql }, use) => {
    // The desk asks once more after ten minutes that it is them; the tests signed them in once.
    await sql`update sessions set proven_at = now() where customer_id = (select id from customers where email = ${admin.email})`
    const context = await browser.newContext({ storageState: staffCookies })
    await use(new Staff(await context.newPage()))
    await context.close()
  },
})
