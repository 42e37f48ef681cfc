import { expect, test } from './fixtures.ts'
import { lookAt } from './look-at.ts'
import type { Sandbox } from './sandbox.ts'
import { newEmail, Shopper } from './shopper.ts'

const password = 'three quiet words'
const newPassword = 'four louder words now'
const jug = { slug: 'enamel-jug', sku: 'JUG-ENAMEL-MOSS', name: 'Enamel jug', options: { Colour: 'Moss' } }

/** The path of the link in the letter to this address. */
async function linkIn(sandbox: Sandbox, to: string, subject: string): Promise<string> {
  const letter = await sandbox.waitForLetter(to, subject)
  const link = /\/account\/links\/[\w-]+\?key=[\w-]+/.exec(letter.text)?.[0]
  expect(link, letter.text).toBeDefined()
  return link ?? ''
}

test('A shopper who forgot the password chooses a new one by mail, without a script, and other devices are signed out', async ({
  shopper,
  sandbox,
  browser,
}) => {
  const email = newEmail('fay')
  await shopper.signUp({ email, password })
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  await shopper.page.goto('/account/forgot-password')
  await shopper.page.getByLabel('Email').fill(email)
  await shopper.page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(shopper.page.getByText('Check your inbox')).toBeVisible()
  const link = await linkIn(sandbox, email, 'Choose a new password')
  // A mail scanner opens it first.
  await page.goto(link)
  await page.goto(link)
  await page.getByLabel('New password').fill('password123')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await expect(page.getByText('among the first that are guessed')).toBeVisible()
  await page.getByLabel('New password').fill(newPassword)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link was used')
  await plain.close()
  await shopper.page.goto('/account/security')
  await expect(shopper.heading).toHaveText('Sign in')
  await shopper.signIn({ email, password: newPassword })
  await expect(shopper.heading).toHaveText('Your orders')
})

test('A shopper confirms the address, and orders placed as a guest join the account', {
  tag: '@phone',
}, async ({ shopper, sandbox, browser }) => {
  const email = newEmail('gus')
  const guest = await browser.newContext()
  const order = await new Shopper(await guest.newPage()).buy(jug, { email })
  await guest.close()
  await shopper.signUp({ email, password })
  await expect(shopper.page.getByText('No orders yet')).toBeVisible()
  await expect(shopper.page.getByText('Confirm your email address')).toBeVisible()
  await shopper.page.goto(await linkIn(sandbox, email, 'Confirm your email address'))
  await shopper.page.getByRole('button', { name: 'Confirm this address' }).click()
  await expect(shopper.heading).toHaveText('Your address is confirmed')
  await expect(async () => {
    await shopper.page.goto('/account/orders')
    await expect(shopper.page.getByRole('link', { name: order.number })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await shopper.page.getByRole('button', { name: `Buy again what was in order ${order.number}` }).click()
  await expect(shopper.page.getByText('1 item is in your cart.')).toBeVisible()
})

test('A shopper sees where they are signed in and ends it there', {
  tag: '@phone',
}, async ({ shopper, browser, sandbox }) => {
  const email = newEmail('hal')
  await shopper.signUp({ email, password })
  const context = await browser.newContext()
  const other = new Shopper(await context.newPage())
  await other.signIn({ email, password })
  await expect(other.heading).toHaveText('Your orders')
  expect((await sandbox.waitForLetter(email, 'New sign-in to your account')).text).toContain('Chrome')
  await shopper.page.goto('/account/security')
  const devices = shopper.page.getByRole('region', { name: 'Where you’re signed in' })
  await expect(devices.getByRole('listitem')).toHaveCount(2)
  await expect(devices.getByText('This device')).toHaveCount(1)
  await devices.getByRole('button', { name: /^Sign out Chrome/ }).click()
  await expect(devices.getByRole('listitem')).toHaveCount(1)
  await other.page.reload()
  await expect(other.heading).toHaveText('Sign in')
  await context.close()

  await shopper.page.getByLabel('Password that you have now').fill(password)
  await shopper.page.getByLabel('New password').fill(newPassword)
  await shopper.page.getByRole('button', { name: 'Change password' }).click()
  await expect(shopper.page.getByText('Your password is changed')).toBeVisible()
  await shopper.page.reload()
  await expect(shopper.heading).toHaveText('Security')
  await lookAt(shopper.page, 'security')
})

test('A shopper downloads their data and deletes the account', { tag: '@phone' }, async ({
  shopper,
  sandbox,
}) => {
  const email = newEmail('ida')
  await shopper.signUp({ email, password })
  await shopper.page.goto('/account/details')
  const download = shopper.page.waitForEvent('download')
  await shopper.page.getByRole('link', { name: 'Download my data' }).click()
  expect((await download).suggestedFilename()).toBe('your-data.json')
  await lookAt(shopper.page, 'details')
  const card = shopper.page.getByRole('region', { name: 'Delete your account' })
  await card.getByLabel('Password', { exact: true }).fill('not the password')
  await card.getByRole('button', { name: 'Delete my account' }).click()
  await expect(card.getByText('This is not the password of your account')).toBeVisible()
  await card.getByLabel('Password', { exact: true }).fill(password)
  await card.getByRole('button', { name: 'Delete my account' }).click()
  await expect(shopper.heading).toHaveText('Your account is deleted')
  await sandbox.waitForLetter(email, 'Your account is deleted')
  await shopper.signIn({ email, password })
  await expect(shopper.page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible()
})
