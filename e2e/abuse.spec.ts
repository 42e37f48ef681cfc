import { request as httpRequest } from 'node:http'
import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { cards, home, newEmail } from './shopper.ts'

const jug = { slug: 'enamel-jug', sku: 'JUG-ENAMEL-MOSS', name: 'Enamel jug', options: { Colour: 'Moss' } }

test('A shopper who tries card after card is asked to wait, with everything typed kept', async ({
  shopper,
  shelf,
}) => {
  const { page } = shopper
  const email = newEmail('tester')
  await shelf.holdsAtLeast(jug.sku, 20)
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  for (let tried = 1; tried <= 5; tried++) {
    await shopper.enterCard(cards.declined)
    await shopper.pay()
    await expect.poll(async () => (await shelf.ordersOf(email)).length).toBe(tried)
    await shopper.totalToPay()
  }
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  await expect(page.getByText('Too many cards were declined in a short time')).toBeVisible()
  await expect(page.getByText(/Try again in 10 minutes/)).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await expect(page.getByLabel('Address line 1')).toHaveValue(home.line1)
  await expect(shopper.card.getByLabel('Card number')).toHaveValue(cards.visa)
  expect(await shelf.ordersOf(email)).toHaveLength(5)
})

test('A program that fills in a hidden field is refused, and a person learns how to go on', async ({
  shopper,
  shelf,
}) => {
  const { page } = shopper
  const email = newEmail('robot')
  await shelf.holdsAtLeast(jug.sku, 20)
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await shopper.enterCard(cards.visa)
  await page.locator('input[name=homepage]').evaluate(field => {
    ;(field as HTMLInputElement).value = 'https://spam.example'
  })
  await shopper.pay()
  await expect(page.getByText('The order was not accepted')).toBeVisible()
  await expect(page.getByText(/write to us and we place the order for you/)).toBeVisible()
  expect(await shelf.ordersOf(email)).toEqual([])
  await page.reload()
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  await shopper.seeConfirmation()
})

test('A person who guesses passwords is stopped, whatever addresses they claim to come from', async ({
  baseURL,
}) => {
  // No other test comes from this address of the machine.
  const from = `127.0.${Math.ceil(Math.random() * 250)}.${Math.ceil(Math.random() * 250)}`
  const account = newEmail('victim')
  const guess = (round: number) =>
    signIn(new URL(baseURL ?? ''), { email: account, password: `guess-number-${round}` }, from, {
      'x-forwarded-for': `198.51.100.${round}`,
      'x-socket-address': `198.51.100.${round}`,
      'x-real-ip': `198.51.100.${round}`,
    })
  const answers = []
  for (let round = 1; round <= 7; round++) answers.push(await guess(round))
  expect(answers.slice(0, 6).map(({ status }) => status)).toEqual(Array(6).fill(401))
  expect(answers[6]).toEqual({ status: 429, retryAfter: expect.stringMatching(/^\d+$/) })
})

function signIn(shop: URL, words: object, localAddress: string, headers: Record<string, string>) {
  return new Promise<{ status: number; retryAfter: string | undefined }>((done, failed) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: shop.port,
        localAddress,
        method: 'POST',
        path: '/api/auth/sign-in/email',
        headers: { host: shop.host, origin: shop.origin, 'content-type': 'application/json', ...headers },
      },
      answer => {
        answer.resume()
        done({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] })
      },
    )
    sent.on('error', failed)
    sent.end(JSON.stringify(words))
  })
}

test('A visitor who searched too often learns when to come again, and then finds the product', async ({
  shopper,
  shelf,
  sql,
}) => {
  const { page } = shopper
  await shelf.holdsAtLeast(jug.sku, 20)
  await shopper.addToCart(jug)
  const session = await (await page.request.get('/api/auth/get-session')).json()
  // This counts as if this visitor, and nobody else, had searched a thousand times.
  await sql`insert into rate_limits (key, points, expire)
    values (${`searchByVisitor:${session.user.id}`}, 1000, ${Date.now() + 20_000})`
  await page.goto('/search?q=mug')
  await expect(shopper.heading).toHaveText('A short pause')
  await expect(page).toHaveTitle('A short pause · Orderly')
  await expect(page.getByText(/^You can go on in \d+ seconds?\.$/)).toBeVisible()
  await expectNoBarriers(page)
  await expect(page.getByText('You can go on now.').first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(shopper.heading).toHaveText('Results for “mug”')
})
