import { expect, test } from './fixtures.ts'
import { lookAt, lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

const sku = 'JAR-PANTRY-05'
const lines = [{ sku, quantity: 2 }]

test.beforeEach(({ shelf }) => shelf.holdsAtLeast(sku, 20))

test('A guest sends something back, the warehouse takes it in and inspects it, and the money goes back', {
  tag: '@phone',
}, async ({ program, sandbox, page, staff, sql }) => {
  test.setTimeout(180_000)
  const order = await program.confirmed({ email: newEmail(), lines })
  await program.waitFor(order, { delivery: 'delivered' })
  await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
  const card = page.getByRole('region', { name: 'Sending something back' })
  await expect(card).toContainText('if you changed your mind')
  await lookAt(page, 'order-with-returns')
  await card.getByRole('link', { name: 'Send something back' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Send something back')
  await page.getByRole('button', { name: 'Ask to send it back' }).click()
  await expect(page.getByText('Choose how many of at least one item').first()).toBeVisible()
  await lookAt(page, 'return-nothing-chosen')
  await page.getByLabel(/^Pantry jar/).selectOption('1')
  await page.getByRole('button', { name: 'Ask to send it back' }).click()
  await expect(page.getByRole('link', { name: 'Say why you send it back' })).toBeVisible()
  await lookAt(page, 'return-no-reason')
  await page.getByLabel(/^Why do you send/).selectOption('damaged')
  await page.getByLabel(/^What should we know/).fill('The lid is chipped')
  await lookAt(page, 'return-form')
  await page.getByRole('button', { name: 'Ask to send it back' }).click()
  await expect(page.getByRole('status').filter({ hasText: /Its number is R-/ })).toBeVisible()
  await expect(page.getByRole('article')).toContainText('Print the label, or write the number on the parcel')
  const number =
    (await page
      .getByText(/^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      .first()
      .textContent()) ?? ''
  const label = page.getByRole('link', { name: 'Print the label' })
  await expect(label).toBeVisible({ timeout: 30_000 })
  await lookAt(page, 'return-asked')
  const drawn = await page.request.get((await label.getAttribute('href')) ?? '')
  expect([drawn.status(), drawn.headers()['content-type']]).toEqual([200, 'application/pdf'])

  const letter = await sandbox.waitForEmail(order.number, new RegExp(`^Approved: return ${number}`))
  expect(letter.text).toMatch(/1 × Pantry jar/)
  expect(letter.text).toContain(number)

  // A scanner types the number and Enter.
  // Other tests buy and restock the same jars meanwhile, so only what this order brought back counts.
  const backOnShelf = async () => {
    const [row] = await sql`
      select coalesce(sum(units), 0)::int as units from stock_movements
      where to_place = 'shelf' and order_line_id in (select id from order_lines where order_id = ${order.id})`
    return row?.units as number
  }
  const { page: desk } = staff
  await desk.goto('/admin/returns')
  await expect(desk.getByRole('searchbox', { name: 'Number of a return' })).toBeFocused()
  await lookAt(desk, 'desk-returns')
  await desk.getByRole('searchbox', { name: 'Number of a return' }).focus()
  await desk.keyboard.type(number.replaceAll('-', '').toLowerCase())
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText(`Return ${number}`)
  await expect(desk.getByRole('region', { name: 'Goods' })).toContainText('The lid is chipped')
  await desk.getByRole('button', { name: 'Take in' }).click()
  const receiving = desk.getByRole('dialog', { name: 'Take in what came back' })
  await lookAt(desk, 'desk-return-receive')
  await receiving.getByLabel(/^Pantry jar/).fill('2')
  await receiving.getByRole('button', { name: 'Take in' }).click()
  await expect(receiving.getByText('Say why more is taken in than was approved')).toBeVisible()
  await receiving.getByLabel(/^Pantry jar/).fill('1')
  await receiving.getByRole('button', { name: 'Take in' }).click()
  await expect(receiving).toBeHidden()
  await expect(desk.getByRole('region', { name: 'Goods' })).toContainText('1 to be inspected')
  expect(await backOnShelf()).toBe(0)
  await sandbox.waitForEmail(order.number, new RegExp(`^Arrived: return ${number}`))

  await desk.getByRole('button', { name: 'Inspect' }).click()
  const inspecting = desk.getByRole('dialog', { name: 'What became of it?' })
  await inspecting.getByRole('button', { name: 'Save the inspection' }).click()
  await expect(inspecting.getByText('Enter what became of at least one item')).toBeVisible()
  await inspecting.getByLabel('Back on the shelf').fill('1')
  await inspecting.getByLabel('Note').fill('As new')
  await lookAt(desk, 'desk-return-inspect')
  await inspecting.getByRole('button', { name: 'Save the inspection' }).click()
  await expect(inspecting).toBeHidden()
  await expect(desk.getByRole('region', { name: 'Goods' })).toContainText('1 paid back', { timeout: 30_000 })
  expect(await backOnShelf()).toBe(1)
  await lookAt(desk, 'desk-return-closed')
  await sandbox.waitForEmail(order.number, /^Refunded:/)

  await page.reload()
  await expect(page.getByRole('article', { name: `Return ${number}` })).toContainText(
    'Your money has been sent back',
  )
  await expect(page.getByRole('list', { name: `Steps of return ${number}` })).toContainText(
    'Everything came and is paid back',
  )
  await lookAt(page, 'return-closed')
  await desk.goto(`/admin/orders/${order.id}#returns`)
  await expect(desk.getByRole('region', { name: 'Returns' })).toContainText(number)
  const history = desk.getByRole('region', { name: 'History' })
  await expect(history.getByText(`closed it: all came and was paid back (${number})`)).toBeVisible()
})

test('An odd wish waits for staff, who refuse it with a reason that the shopper reads', async ({
  program,
  sandbox,
  page,
  staff,
}) => {
  test.setTimeout(120_000)
  const order = await program.confirmed({ email: newEmail(), lines })
  await program.waitFor(order, { delivery: 'delivered' })
  await page.goto(`/orders/${order.id}/return?token=${order.trackingToken}`)
  await page.getByLabel(/^Pantry jar/).selectOption('2')
  await page.getByLabel(/^Why do you send/).selectOption('other')
  await page.getByRole('button', { name: 'Ask to send it back' }).click()
  await expect(page.getByRole('article')).toContainText('A person decides')
  const number =
    (await page
      .getByText(/^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      .first()
      .textContent()) ?? ''
  await lookAt(page, 'return-waits')

  await staff.page.goto('/admin')
  await staff.page.getByRole('link', { name: /returns? (is|are) to be decided/ }).click()
  await staff.page.getByRole('main').getByRole('link', { name: number }).click()
  await expect(staff.page.getByRole('button', { name: 'Approve' })).toBeVisible()
  await lookAt(staff.page, 'desk-return-to-decide')
  await staff.page.getByRole('button', { name: 'Refuse' }).click()
  const refusing = staff.page.getByRole('dialog', { name: 'Refuse this return?' })
  await refusing.getByRole('button', { name: 'Refuse' }).click()
  await expect(refusing.getByText('Enter a reason')).toBeVisible()
  await refusing.getByLabel('Reason').fill('It was made to measure')
  await refusing.getByRole('button', { name: 'Refuse' }).click()
  await expect(refusing).toBeHidden()
  const letter = await sandbox.waitForEmail(order.number, /^Not accepted: return R-/)
  expect(letter.text).toContain('It was made to measure')
  await page.reload()
  await expect(page.getByRole('article')).toContainText('We could not accept it: It was made to measure')
  // What was refused may be asked for again.
  await expect(page.getByRole('button', { name: 'Ask to send it back' })).toBeVisible()
})

test('A guest wishes credit, staff change the wish and change it back, and the guest gets a gift card', {
  tag: '@phone',
}, async ({ program, sandbox, page, staff }) => {
  test.setTimeout(240_000)
  const email = newEmail()
  const order = await program.confirmed({ email, lines })
  await program.waitFor(order, { delivery: 'delivered' })
  await page.goto(`/orders/${order.id}/return?token=${order.trackingToken}`)
  await page.getByLabel(/^Pantry jar/).selectOption('1')
  await page.getByLabel(/^Why do you send/).selectOption('damaged')
  const wish = page.getByRole('group', { name: 'What do you want for it?' })
  await expect(wish.getByRole('radio', { name: /^Your money back/ })).toBeChecked()
  await wish.getByRole('radio', { name: /^A gift card, mailed to the address of your order/ }).check()
  await lookAtBoth(page, 'return-wish')
  await page.getByRole('button', { name: 'Ask to send it back' }).click()
  await expect(page.getByRole('status').filter({ hasText: /Its number is R-/ })).toBeVisible()
  const number =
    (await page
      .getByText(/^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      .first()
      .textContent()) ?? ''
  const letter = await sandbox.waitForEmail(order.number, new RegExp(`^Approved: return ${number}`))
  expect(letter.text).toContain('you get your credit')

  const { page: desk } = staff
  await desk.goto(`/admin/returns/${number}`)
  const goods = desk.getByRole('region', { name: 'Goods' })
  const history = desk.getByRole('region', { name: 'History' })
  const changing = desk.getByRole('dialog', { name: 'What does the shopper get?' })
  await expect(goods).toContainText('Wish: Store credit')
  for (const words of ['Money back, by the means that paid', 'Store credit']) {
    await desk.getByRole('button', { name: 'Change the wish' }).click()
    await changing.getByLabel(/^Pantry jar/).selectOption(words)
    if (words === 'Store credit') await lookAtBoth(desk, 'desk-return-wish')
    await changing.getByRole('button', { name: 'Save' }).click()
    await expect(changing).toBeHidden()
    await expect(goods).toContainText(`Wish: ${words}`)
  }
  await expect(history).toContainText('changed what is given for 1 × Pantry jar')
  await desk.getByRole('button', { name: 'Take in' }).click()
  const receiving = desk.getByRole('dialog', { name: 'Take in what came back' })
  await receiving.getByRole('button', { name: 'Take in' }).click()
  await expect(receiving).toBeHidden()
  await desk.getByRole('button', { name: 'Inspect' }).click()
  const inspecting = desk.getByRole('dialog', { name: 'What became of it?' })
  await inspecting.getByLabel('Back on the shelf').fill('1')
  await inspecting.getByRole('button', { name: 'Save the inspection' }).click()
  await expect(inspecting).toBeHidden()
  await expect(goods).toContainText('1 given as credit', { timeout: 30_000 })
  await expect(desk.getByRole('button', { name: 'Change the wish' })).toBeHidden()
  await lookAtBoth(desk, 'desk-return-credited')

  const told = await sandbox.waitForEmail(order.number, /^Refunded:/)
  expect(told.text).toContain('to your gift card. Its code comes in another email')
  await page.goto(`/orders/${order.id}/return?token=${order.trackingToken}`)
  await expect(page.getByRole('article', { name: `Return ${number}` })).toContainText('You have your credit.')
  await lookAtBoth(page, 'return-credited')
  await desk.goto(`/admin/orders/${order.id}`)
  await expect(desk.getByRole('region', { name: 'Payment' })).toContainText(
    'of it as credit instead of to the card',
  )
})
