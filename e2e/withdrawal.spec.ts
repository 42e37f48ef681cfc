import { expect, test } from './fixtures.ts'
import { lookAt } from './look-at.ts'
import { newEmail } from './shopper.ts'

const sku = 'JAR-PANTRY-05'
const lines = [{ sku, quantity: 2 }]

test.beforeEach(({ shelf }) => shelf.holdsAtLeast(sku, 20))

test('A guest withdraws from a part of a delivered order in two steps, and gets the acknowledgement at once', {
  tag: '@phone',
}, async ({ program, sandbox, page, staff }) => {
  test.setTimeout(120_000)
  const email = newEmail()
  const order = await program.confirmed({ email, lines })
  await program.waitFor(order, { delivery: 'delivered' })
  await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
  const card = page.getByRole('region', { name: 'Your right to withdraw' })
  await expect(card).toContainText('until the end of')
  await card.getByRole('link', { name: 'Withdraw from contract' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Withdraw from contract')
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await page.getByText('Only some items').click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Choose how many of at least one item').first()).toBeVisible()
  await expect(page.getByRole('combobox', { name: /Pantry jar/ })).toHaveAttribute('aria-invalid', 'true')
  await lookAt(page, 'withdraw-wrong')
  await page.getByRole('combobox', { name: /Pantry jar/ }).selectOption('1')
  await lookAt(page, 'withdraw-statement')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm your withdrawal')
  await expect(page.getByRole('main')).toContainText(/1 × Pantry jar/)
  await lookAt(page, 'withdraw-confirm')
  await page.getByRole('button', { name: 'Confirm withdrawal' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have withdrawn')
  await lookAt(page, 'withdraw-done')

  const letter = await sandbox.waitForEmail(order.number, /^Received: your withdrawal/)
  expect(letter).toMatchObject({ to: email, text: expect.stringMatching(/1 × Pantry jar/) })
  await page.getByRole('link', { name: 'Back to the order' }).click()
  await expect(card).toContainText('you withdrew from 1 × Pantry jar')

  // Staff see one thing: the return that the withdrawal opened, and which ends it.
  await sandbox.waitForEmail(order.number, /^Approved: return R-/)
  await staff.page.goto(`/admin/orders/${order.id}#withdrawals`)
  const withdrawals = staff.page.getByRole('region', { name: 'Withdrawals' })
  await expect(withdrawals).toContainText('Comes back')
  await lookAt(staff.page, 'desk-order-withdrawal')
  await withdrawals.getByRole('link', { name: /^R-/ }).click()
  await staff.page.getByRole('button', { name: 'Refuse' }).click()
  const refusing = staff.page.getByRole('dialog', { name: 'Refuse this return?' })
  await refusing.getByLabel('Reason').fill('The seal was broken')
  // The menu counts again at once, and not at its next look.
  const countedAgain = staff.page.waitForRequest(/desk\.waits/)
  await refusing.getByRole('button', { name: 'Refuse' }).click()
  await countedAgain
  await expect(refusing).toBeHidden()
  await expect(staff.page.locator('body')).not.toBeFocused()
  const refusal = await sandbox.waitForEmail(order.number, /^Not accepted: your withdrawal/)
  expect(refusal.text).toContain('The seal was broken')
  await staff.page.goto(`/admin/orders/${order.id}#withdrawals`)
  await expect(withdrawals).toContainText('Refused: The seal was broken')
})

test('A withdrawal from a part of an order that is not packed takes it out, and one that waits is settled at the desk', {
  tag: '@alone',
}, async ({ program, sandbox, page, staff, sql }) => {
  test.setTimeout(120_000)
  await sandbox.pauseFloor()
  try {
    const order = await program.confirmed({ email: newEmail(), lines })
    await page.goto(`/orders/${order.id}/withdraw?token=${order.trackingToken}`)
    await page.getByText('Only some items').click()
    await page.getByRole('combobox', { name: /Pantry jar/ }).selectOption('1')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Confirm withdrawal' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have withdrawn')
    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    await expect(page.getByText('1 of them taken out, its money goes back')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/you withdrew from .+ Nothing was sent\./)).toBeVisible({ timeout: 30_000 })

    // Another statement, of which a parcel left before it could be stopped: somebody decides.
    await sql`update withdrawals set state = 'open', settled_at = null, settled_by = null, declared_at = now() where order_id = ${order.id}`
    await staff.page.goto('/admin')
    await expect(staff.page.getByRole('link', { name: /withdrawals? (is|are) to be settled/ })).toBeVisible()
    await lookAt(staff.page, 'desk-today-withdrawal')
    await staff.page.getByRole('link', { name: /withdrawals? (is|are) to be settled/ }).click()
    await lookAt(staff.page, 'desk-withdrawals')
    await staff.page.getByRole('main').getByRole('link', { name: order.number }).click()
    const withdrawals = staff.page.getByRole('region', { name: 'Withdrawals' })
    await expect(withdrawals.getByRole('heading', { name: 'Withdrawals' })).toBeInViewport()
    await expect(withdrawals).toContainText('To be settled')
    await withdrawals.getByRole('button', { name: 'Settle as refunded' }).click()
    const settling = staff.page.getByRole('dialog', { name: 'Has the money gone back?' })
    await settling.getByRole('button', { name: 'Settle as refunded' }).click()
    await expect(settling.getByRole('alert')).toContainText('Refund the order first')
    await settling.getByRole('button', { name: 'Not yet' }).click()
    await expect(withdrawals.getByRole('button', { name: 'Settle as refunded' })).toBeFocused()
    await withdrawals.getByRole('button', { name: 'Refuse' }).click()
    const refusing = staff.page.getByRole('dialog', { name: 'Refuse this withdrawal?' })
    await refusing.getByLabel('Reason').fill('It was made to measure')
    await refusing.getByRole('button', { name: 'Refuse' }).click()
    await expect(refusing).toBeHidden()
    await expect(staff.page.locator('body')).not.toBeFocused()
    await expect(withdrawals).toContainText('Refused: It was made to measure')
  } finally {
    await sandbox.resumeFloor()
  }
})

test('Somebody without an account gets the way by mail, and a stranger learns nothing', async ({
  program,
  sandbox,
  page,
}) => {
  const email = newEmail()
  const order = await program.confirmed({ email, lines })
  const ask = async (number: string, address: string) => {
    await page.goto('/withdraw')
    await page.getByLabel('Order number').fill(number)
    await page.getByLabel('Email').fill(address)
    await page.getByRole('button', { name: 'Email me the link' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Look into your inbox' })).toBeVisible()
    return page.getByRole('main').textContent()
  }
  await page.goto('/withdraw')
  await lookAt(page, 'withdraw-ask')
  const stranger = await ask(order.number, newEmail('eve'))
  expect(await ask('O-2K7F-9QXM', email)).toBe(stranger)
  expect(await ask(order.number, email)).toBe(stranger)
  const letter = await sandbox.waitForEmail(order.number, /^Withdraw from contract/)
  expect(letter.to).toBe(email)
  const link = /https?:\S+\/withdraw\?token=[^\s)\]]+/.exec(letter.text)?.[0] ?? ''
  await page.goto(link)
  await expect(page.getByRole('main')).toContainText(order.number)
})

test('A withdrawal before anything is packed cancels the order', { tag: '@alone' }, async ({
  program,
  sandbox,
  page,
}) => {
  await sandbox.pauseFloor()
  try {
    const order = await program.confirmed({ email: newEmail(), lines })
    await page.goto(`/orders/${order.id}/withdraw?token=${order.trackingToken}`)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Confirm withdrawal' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have withdrawn')
    await page.getByRole('link', { name: 'Back to the order' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This order was cancelled', {
      timeout: 30_000,
    })
    const [charge] = await sandbox.charges(order.id)
    expect(charge?.refunded).toBe(charge?.amount)
    await expect(page.getByRole('region', { name: 'Your right to withdraw' })).toContainText(
      'Nothing was sent',
      {
        timeout: 45_000,
      },
    )
  } finally {
    await sandbox.resumeFloor()
  }
})
