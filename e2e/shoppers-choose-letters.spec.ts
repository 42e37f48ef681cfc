import { expect, test } from './fixtures.ts'
import { lookAt } from './look-at.ts'
import { cards, newEmail } from './shopper.ts'

const password = 'three quiet words'
const jar = { slug: 'pantry-jar', sku: 'JAR-PANTRY-05', name: 'Pantry jar', options: { Size: 'Half litre' } }
const box = /Send me letters with news and offers/
const subject = 'Confirm: letters with news and offers'

const linkIn = (text: string, path: string): string =>
  new RegExp(`https?:\\S+/${path}/[^\\s)\\]]+`).exec(text)?.[0] ?? ''

test.beforeEach(({ shelf }) => shelf.holdsAtLeast(jar.sku, 20))

test('A guest ticks an empty box at the checkout, confirms by mail, and stops the letters without signing in', {
  tag: '@phone',
}, async ({ shopper, sandbox, staff }) => {
  test.setTimeout(180_000)
  const { page } = shopper
  const email = newEmail()
  await shopper.addToCart(jar)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await expect(page.getByLabel(box)).not.toBeChecked()
  await page.getByLabel(box).check()
  await lookAt(page, 'checkout-letters')
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  const order = await shopper.seeConfirmation()

  const mail = await sandbox.waitForLetter(email, subject)
  const link = linkIn(mail.text, 'letters')
  await page.goto(link)
  await expect(shopper.heading).toHaveText('Shall we send you our letters?')
  await expect(page.getByRole('main')).toContainText(box)
  await lookAt(page, 'letters-asked')
  await page.getByRole('button', { name: 'Yes, send me letters' }).click()
  await expect(shopper.heading).toHaveText('You get our letters')
  await lookAt(page, 'letters-on')

  await staff.page.goto(`/admin/orders/${order.id}`)
  const letters = staff.page.getByRole('region', { name: 'Letters' })
  await expect(letters).toContainText('Gets letters')
  await letters.getByText('History of the consent').click()
  await expect(letters).toContainText('Said yes at the checkout')
  await expect(letters).toContainText('Confirmed it by the link in a mail')
  await expect(letters).toContainText(box)
  await lookAt(staff.page, 'desk-order-letters')

  await page.goto(link)
  await page.getByRole('button', { name: 'Stop the letters' }).click()
  await expect(shopper.heading).toHaveText('You get no letters from us')
  await lookAt(page, 'letters-off')
  await page.goto(`${new URL(link).origin}${new URL(link).pathname}?key=wrong`)
  await expect(shopper.heading).toHaveText('This link no longer works')
})

test('A box that nobody ticked asks for nothing', async ({ shopper, sql }) => {
  const email = newEmail()
  await shopper.buy(jar, { email })
  expect(await sql`select from letter_readers where email = ${email}`).toHaveLength(0)
})

test('Staff stop the letters of a customer who asks them to, and the proof says so', {
  tag: '@phone',
}, async ({ shopper, sandbox, staff }) => {
  test.setTimeout(180_000)
  const { page } = shopper
  const email = newEmail()
  const order = await shopper.buy(jar, { email })
  const { version } = await (await page.request.get('/api/v1/letters/sentence')).json()
  await page.request.post('/api/v1/letters', {
    data: { email, sentence: version, page: 'https://blog.example.com' },
  })
  await page.goto(linkIn((await sandbox.waitForLetter(email, subject)).text, 'letters'))
  await page.getByRole('button', { name: 'Yes, send me letters' }).click()
  await expect(shopper.heading).toHaveText('You get our letters')

  await staff.page.goto(`/admin/orders/${order.id}`)
  const letters = staff.page.getByRole('region', { name: 'Letters' })
  await expect(letters).toContainText('Gets letters')
  await letters.getByRole('button', { name: 'Stop the letters' }).click()
  const dialog = staff.page.getByRole('dialog', { name: 'Stop the letters?' })
  await dialog.getByRole('button', { name: 'Stop the letters' }).click()
  await expect(dialog).toContainText('Enter a reason')
  await dialog.getByRole('button', { name: 'Asked by phone' }).click()
  await lookAt(staff.page, 'desk-stop-letters')
  await dialog.getByRole('button', { name: 'Stop the letters' }).click()
  await expect(letters).toContainText('Stopped')
  await letters.getByText('History of the consent').click()
  await expect(letters).toContainText('Taken back at the desk, on request, by ')
  await expect(letters).toContainText('“Asked by phone”')
  await expect(letters.getByRole('button', { name: 'Stop the letters' })).toHaveCount(0)
  await lookAt(staff.page, 'desk-stopped-letters')
  await staff.page.goto('/admin/staff/audit')
  await expect(staff.page.getByRole('listitem').filter({ hasText: 'Asked by phone' }).first()).toContainText(
    'stopped letters',
  )
})

test('A customer turns letters on and off in their account', { tag: '@phone' }, async ({
  shopper,
  sandbox,
}) => {
  test.setTimeout(180_000)
  const { page } = shopper
  const email = newEmail()
  await shopper.signUp({ email, password })
  await page.goto('/account/letters')
  await expect(page.getByText('Confirm your email address')).toBeVisible()
  const proof = await sandbox.waitForLetter(email, 'Confirm your email address')
  await page.goto(linkIn(proof.text, 'account/links'))
  await page.getByRole('button', { name: 'Confirm this address' }).click()
  await expect(shopper.heading).toHaveText('Your address is confirmed')

  await page.goto('/account/letters')
  const turn = page.getByRole('switch', { name: box })
  await expect(turn).not.toBeChecked()
  await turn.check()
  await expect(page.getByText('Almost done')).toBeVisible()
  await lookAt(page, 'account-letters-asked')
  const mail = await sandbox.waitForLetter(email, subject)
  await page.goto(linkIn(mail.text, 'letters'))
  await page.getByRole('button', { name: 'Yes, send me letters' }).click()
  await expect(shopper.heading).toHaveText('You get our letters')

  await shopper.addToCart(jar)
  await shopper.goToCheckout()
  await expect(page.getByLabel(box)).toHaveCount(0)
  await page.goto('/account/letters')
  await expect(page.getByText(`You get our letters at ${email} since`)).toBeVisible()
  await lookAt(page, 'account-letters-on')
  await turn.uncheck()
  await expect(page.getByText('You get no letters since')).toBeVisible()
  await lookAt(page, 'account-letters-off')
})
