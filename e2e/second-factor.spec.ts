import type { Page } from 'playwright/test'
import { v7 as uuidv7 } from 'uuid'
import { totpAt } from '../src/platform/auth/totp.ts'
import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { newEmail } from './shopper.ts'

const PASSWORD = 'three quiet words'
type Sql = Parameters<Parameters<typeof test>[2]>[0]['sql']

async function signUp(page: Page): Promise<string> {
  const origin = process.env.SHOP_URL ?? ''
  const email = newEmail('ana')
  const answer = await page.request.post(`${origin}/api/auth/sign-up/email`, {
    data: { name: 'Ana Moss', email, password: PASSWORD },
    headers: { origin },
  })
  expect(answer.ok()).toBe(true)
  return email
}

/** The bytes of a key as the page shows it, in groups of four letters. */
function bytesOf(shown: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...shown.replace(/\s/g, '')]
    .map(one => letters.indexOf(one).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
}

/** As if that code had not been used yet: half a minute passes quicker. */
const nextCode = (key: Buffer) => totpAt(key, new Date(Date.now() + 30_000))

/** From the page that asks for the password to the one with the recovery codes. */
async function setUp(page: Page): Promise<{ key: Buffer; codes: string[] }> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up an authenticator app')
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible()
  await expectNoBarriers(page)
  const key = bytesOf((await page.locator('code').textContent()) ?? '')
  await expect(page.getByLabel('The code that the app shows')).toHaveValue('')
  await page.getByLabel('The code that the app shows').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('This code is not right')).toBeVisible()
  await page.getByLabel('The code that the app shows').fill(totpAt(key, new Date()))
  await page.getByRole('button', { name: 'Confirm' }).click()
  const list = page.getByRole('list', { name: 'Recovery codes' })
  await expect(list.getByRole('listitem')).toHaveCount(10)
  await expectNoBarriers(page)
  return { key, codes: await list.getByRole('listitem').allTextContents() }
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function employ(sql: Sql, email: string, hoursAgo: number): Promise<void> {
  await sql`insert into staff_roles (customer_id, role_id, granted_by)
    select c.id, r.id, 'system:command' from customers c, roles r where c.email = ${email} and r.name = 'Owner'`
  await sql`update customers set staff_since = now() - make_interval(hours => ${hoursAgo}) where email = ${email}`
}

test('A shopper sets up an authenticator app, and signing in then asks for its code', async ({ page }) => {
  const email = await signUp(page)
  await page.goto('/account/security')
  await page.getByRole('link', { name: 'Set up an authenticator app' }).click()
  const { key, codes } = await setUp(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the codes' }).click()
  expect((await download).suggestedFilename()).toBe('orderly-recovery-codes.txt')
  await page.getByRole('link', { name: 'I have them, go on' }).click()
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible()
  await expect(page.getByText('Added: authenticator app')).toBeVisible()
  await expectNoBarriers(page)

  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.goto('/account/sign-in?next=/account/security')
  await signIn(page, email)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter your code')
  await expectNoBarriers(page)
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('This code is not right')).toBeVisible()
  await page.getByRole('textbox', { name: 'Code' }).fill(nextCode(key))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Security')

  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.goto('/account/sign-in?next=/account/security')
  await signIn(page, email)
  await page.getByRole('textbox', { name: 'Code' }).fill(codes[3] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('9 recovery codes are left.')).toBeVisible()
  await expect(page.getByText('Recovery code used')).toBeVisible()

  await page.getByRole('button', { name: 'Switch it off' }).click()
  await page.getByLabel('Your password, to switch the app off').fill(PASSWORD)
  await page.getByRole('button', { name: 'Switch it off' }).click()
  await expect(page.getByText('It is switched off.')).toBeVisible()
})

test('The code can be typed without a script', async ({ page, browser }) => {
  const email = await signUp(page)
  await page.goto('/account/security/authenticator')
  const { key } = await setUp(page)
  const context = await browser.newContext({ javaScriptEnabled: false })
  const bare = await context.newPage()
  const origin = process.env.SHOP_URL ?? ''
  await bare.goto('/account/sign-in/code?next=/account/security')
  await expect(bare.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await bare.request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email, password: PASSWORD },
    headers: { origin },
  })
  await bare.goto('/account/sign-in/code?next=/account/security')
  await bare.getByRole('textbox', { name: 'Code' }).fill(nextCode(key))
  await bare.getByRole('button', { name: 'Sign in' }).click()
  await expect(bare.getByRole('heading', { level: 1 })).toHaveText('Security')
  await context.close()
})

test('Staff are reminded of a second factor for a day; then the desk waits for it and goes on where they were', async ({
  page,
  sql,
}) => {
  const email = await signUp(page)
  await employ(sql, email, 1)
  await page.goto('/admin/stock')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stock')
  await expect(page.getByRole('link', { name: 'Set up a second factor' })).toBeVisible()
  await sql`update customers set staff_since = now() - interval '25 hours' where email = ${email}`
  await page.goto('/admin/stock')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up a second factor')
  const wide = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  await expectNoBarriers(page)
  if (wide) await page.setViewportSize(wide)
  await page.getByRole('link', { name: 'Set it up' }).click()
  await setUp(page)
  await page.getByRole('link', { name: 'I have them, go on' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stock')
  await expect(page.getByRole('link', { name: 'Set up a second factor' })).toBeHidden()
})

test('The demo’s people are told why they need none', async ({ staff }) => {
  await staff.openOrders()
  await expect(staff.page.getByText('need no second factor')).toBeVisible()
})

test('Before a role is made the desk asks once more that it is the person, and loses nothing of what was typed', async ({
  page,
  sql,
}) => {
  const email = await signUp(page)
  await employ(sql, email, 1)
  await sql`update sessions set proven_at = now() - interval '1 hour'
    where customer_id = (select id from customers where email = ${email})`
  const name = `Night shift ${uuidv7().slice(-6)}`
  await page.goto('/admin/staff')
  await page.getByRole('button', { name: 'New role' }).click()
  const dialog = page.getByRole('dialog', { name: 'New role' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Who it is for' }).fill('Those who pack at night')
  await dialog.getByRole('button', { name: 'Save the role' }).click()
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await expect(proof).toBeVisible()
  await expectNoBarriers(page)
  await proof.getByRole('button', { name: 'Leave it' }).click()
  await expect(dialog.getByText('Nothing was done yet: confirm first that it is you.')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(name)
  // A press so soon after the last counts as the same one.
  await expect(async () => {
    if (!(await proof.isVisible()))
      await dialog.getByRole('button', { name: 'Save the role' }).click({ timeout: 1_000 })
    await expect(proof).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await proof.getByLabel('Your password').fill('not it at all')
  await proof.getByRole('button', { name: 'Confirm' }).click()
  await expect(proof.getByText('This is not the password of your account')).toBeVisible()
  await proof.getByLabel('Your password').fill(PASSWORD)
  await proof.getByRole('button', { name: 'Confirm' }).click()
  await expect(proof).toBeHidden()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(name).first()).toBeVisible()
  await page.goto('/admin/staff/audit')
  await expect(page.getByText('In a session with a password').first()).toBeVisible()
})

/** A device that makes and keeps passkeys and asks for its owner's finger, as Chromium plays it. */
async function plugIn(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test('A passkey is added, signs in without a password, opens the desk to staff, and is removed', async ({
  page,
  sql,
}) => {
  const email = await signUp(page)
  await plugIn(page)
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Laptop')
  await page.getByLabel('Your password, to add a passkey').fill('not it at all')
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByText('This is not the password of your account')).toBeVisible()
  await page.getByLabel('Your password, to add a passkey').fill(PASSWORD)
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByRole('button', { name: 'Remove Laptop' })).toBeVisible()
  await expect(page.getByText('Added: passkey')).toBeVisible()
  await expectNoBarriers(page)

  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await employ(sql, email, 25)
  await page.goto('/account/sign-in?next=/admin/staff')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Staff')
  await sql`update sessions set proven_at = now() - interval '1 hour'
    where customer_id = (select id from customers where email = ${email})`
  const name = `Day shift ${uuidv7().slice(-6)}`
  await page.getByRole('button', { name: 'New role' }).click()
  const dialog = page.getByRole('dialog', { name: 'New role' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Who it is for' }).fill('Those who pack by day')
  await dialog.getByRole('button', { name: 'Save the role' }).click()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText(name).first()).toBeVisible()

  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Remove Laptop' }).click()
  await page.getByLabel('Your password, to remove Laptop').fill(PASSWORD)
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByRole('button', { name: 'Remove Laptop' })).toBeHidden()
  // The session counts it no more.
  await page.goto('/admin/staff')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up a second factor')
})
