import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

test('Staff issue a gift card, which is mailed; its holder sees the balance; staff block and change it and read what is owed', async ({
  staff,
  shopper,
  sandbox,
}) => {
  test.setTimeout(300_000)
  const { page } = staff
  const dialog = page.getByRole('dialog')
  const holder = newEmail('gift')

  await page.goto('/admin/gift-cards')
  await page.getByRole('button', { name: 'Issue the card' }).click()
  await expect(page.getByText('Enter an amount, like 25 or 12.50')).toBeVisible()
  await page.getByLabel('Amount in £').fill('1,000.01')
  await page.getByRole('button', { name: 'Issue the card' }).click()
  await expect(page.getByText('Enter £1,000 or less')).toBeVisible()
  await page.getByLabel('Amount in £').fill('50')
  await page.getByLabel('Mail it to').fill(holder)
  await page.getByLabel('Message').fill('For the new kitchen')
  // A press within a second of the last counts as a double-click.
  const issued = page.getByText('The card is issued')
  await expect(async () => {
    await page.getByRole('button', { name: 'Issue the card' }).click()
    await expect(issued).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const code = (await page.getByText(/^([A-Z]{4}-){3}[A-Z]{4}$/).textContent()) ?? ''
  await expect(page.getByRole('button', { name: 'Copy the code' })).toBeVisible()
  await lookAtBoth(page, 'gift-cards-issued')

  const mail = await sandbox.waitForLetter(holder, 'A gift card for you: £50.00')
  expect(mail.text).toContain(code)
  expect(mail.text).toContain('“For the new kitchen”')

  const shop = shopper.page
  await shop.goto('/gift-cards')
  await shop.getByRole('button', { name: 'See the balance' }).click()
  await expect(shop.getByText('Enter the code of your gift card')).toBeVisible()
  await shop.getByLabel('Code of the gift card').fill('BCDF GHJK MNPR STVW')
  await shop.getByRole('button', { name: 'See the balance' }).click()
  await expect(shop.getByText('No gift card has this code.')).toBeVisible()
  await shop.getByLabel('Code of the gift card').fill(code.toLowerCase().replaceAll('-', ' '))
  await shop.getByRole('button', { name: 'See the balance' }).click()
  await expect(shop.getByText('This card holds £50.00')).toBeVisible()
  await lookAtBoth(shop, 'gift-card-balance')

  const search = page.getByRole('searchbox', { name: 'The last four letters of a code, or an email address' })
  await search.fill('what')
  await search.press('Enter')
  await expect(page.getByText('Enter the last four letters of the code, or an email address')).toBeVisible()
  await search.fill(holder)
  await search.press('Enter')
  const name = `Card …${code.slice(-4)}`
  await expect(page.getByRole('link', { name: /^Card …/ }).filter({ visible: true })).toHaveCount(1)
  await lookAtBoth(page, 'gift-cards-found')
  await page.getByRole('link', { name }).filter({ visible: true }).click()
  await expect(page.getByRole('heading', { name: `Gift card …${code.slice(-4)}` })).toBeVisible()
  // The code was shown once and is nowhere any more.
  await expect(page.getByText(code)).toHaveCount(0)

  await page.getByRole('button', { name: 'Change the balance' }).click()
  await dialog.getByLabel('Amount in £').fill('12.50')
  await dialog.getByRole('button', { name: 'Change it' }).click()
  await expect(dialog.getByText('Enter a reason')).toBeVisible()
  await dialog.getByLabel('Reason').fill('Paid out in the shop')
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Change it' }).click()
    await expect(dialog).toBeHidden({ timeout: 2_000 })
  }).toPass()
  await expect(page.getByRole('list', { name: 'Entries' })).toContainText('−£12.50')
  await page.getByRole('button', { name: 'Block' }).click()
  await lookAtBoth(page, 'gift-card-block')
  await dialog.getByLabel('Reason').fill('Reported as stolen')
  await dialog.getByRole('button', { name: 'Block this card' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Blocked', { exact: true })).toBeVisible()
  await lookAtBoth(page, 'gift-card')
  await shop.getByRole('button', { name: 'See the balance' }).click()
  await expect(shop.getByText('This gift card is blocked.')).toBeVisible()

  await page.goto('/admin/gift-cards/owed')
  await expect(page.getByRole('columnheader', { name: 'At the end' })).toBeVisible()
  await lookAtBoth(page, 'gift-cards-owed')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  const csv = await readFile(await saved.path(), 'utf8')
  expect(csv.split('\r\n')[0]).toBe(
    'month,from,to,kind,currency,opening,issued,spent,refunded,adjusted,expired,closing',
  )
})

test('A customer sees their store credit and what changed it', async ({ shopper, sql }) => {
  const { page } = shopper
  const email = newEmail('credit')
  await shopper.signUp({ email, password: 'three quiet words' })
  await page.goto('/account/credit')
  await expect(page.getByText('No store credit')).toBeVisible()
  await lookAtBoth(page, 'credit-none')
  await sql.begin(async tx => {
    const [account] = await tx`
      insert into credit_accounts (id, kind, customer_id, currency, balance_minor, entries)
      select gen_random_uuid(), 'store_credit', id, 'GBP', 700, 1 from customers where email = ${email} returning id`
    await tx`insert into credit_entries (account_id, number, kind, amount_minor, because, at)
      values (${account?.id}, 1, 'grant', 700, 'a return', now())`
  })
  await page.reload()
  await expect(page.getByRole('region', { name: 'Your store credit' })).toContainText('£7.00')
  await expect(page.getByRole('list', { name: 'What changed it' })).toContainText('Given to you')
  await lookAtBoth(page, 'credit-some')
})
