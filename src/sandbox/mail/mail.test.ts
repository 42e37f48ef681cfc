import { Resend } from 'resend'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '#sandbox/testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

type ListedEmail = { to: string; subject: string; text: string; orderNumber: string | null }
const resend = () => new Resend('re_sandbox', { baseUrl: world.url })
const inbox = (orderNumber: string) => world.list<ListedEmail>(`/_sandbox/emails?orderNumber=${orderNumber}`)
const mail = (orderNumber: string) => ({
  from: 'Orderly <orders@orderly.test>',
  to: 'Ana <ana@example.com>',
  subject: 'Your order is confirmed',
  html: `<h1>Thank you &amp; welcome</h1><p>Order ${orderNumber}</p>`,
})

test('a mail lands in the inbox, with its text and the order it speaks of', async () => {
  const { data, error } = await resend().emails.send(mail('O-2K7F-9QXM'))
  expect(error).toBeNull()
  expect(data?.id).toBeTruthy()
  expect(await inbox('O-2K7F-9QXM')).toMatchObject([
    {
      to: 'ana@example.com',
      subject: 'Your order is confirmed',
      text: 'Thank you & welcome\nOrder O-2K7F-9QXM',
      orderNumber: 'O-2K7F-9QXM',
    },
  ])
  expect((await resend().emails.get(data?.id ?? '')).data?.subject).toBe('Your order is confirmed')
})

test('the tag order_number counts before the words', async () => {
  await resend().emails.send({
    ...mail('O-AAAA-AAAA'),
    tags: [{ name: 'order_number', value: 'O-BBBB-BBBB' }],
  })
  expect(await inbox('O-AAAA-AAAA')).toEqual([])
  expect(await inbox('O-BBBB-BBBB')).toHaveLength(1)
})

test('the same mail under the same key is sent once', async () => {
  const send = () => resend().emails.send(mail('O-ONCE-0001'), { idempotencyKey: 'once' })
  const [first, second] = [await send(), await send()]
  expect(second.data?.id).toBe(first.data?.id)
  expect(await inbox('O-ONCE-0001')).toHaveLength(1)
})

test('another mail under a used key is refused with 409', async () => {
  await resend().emails.send(mail('O-KEYS-0001'), { idempotencyKey: 'used' })
  const { error } = await resend().emails.send(mail('O-KEYS-0002'), { idempotencyKey: 'used' })
  expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
  expect(await inbox('O-KEYS-0002')).toEqual([])
})

test('a batch is kept whole or not at all', async () => {
  const { data } = await resend().batch.send([mail('O-BATC-0001'), mail('O-BATC-0002')])
  expect(data?.data).toHaveLength(2)
  const { error } = await resend().batch.send([mail('O-BATC-0003'), { ...mail('O-BATC-0004'), to: 'nobody' }])
  expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' })
  expect(await inbox('O-BATC-0003')).toEqual([])
})

test('an attachment can be read from the inbox', async () => {
  const attachments = [{ filename: 'invoice.pdf', content: Buffer.from('%PDF-1.7') }]
  const { data } = await resend().emails.send({ ...mail('O-FILE-0001'), attachments })
  const answer = await fetch(`${world.url}/inbox/${data?.id}/attachments/0`)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(await answer.text()).toBe('%PDF-1.7')
})

test('a mail that lacks a subject is refused with the field’s name', async () => {
  const answer = await world.post(
    '/emails',
    { from: 'a@b.co', to: 'c@d.co', html: '' },
    { Authorization: 'Bearer re_x' },
  )
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ statusCode: 422, name: 'missing_required_field' })
})

test('a call without a key is refused with 401', async () => {
  expect((await world.post('/emails', mail('O-NOKE-0001'))).status).toBe(401)
})

test('faults of the mail service are told as Resend tells them, and the key stays free', async () => {
  for (const [kind, statusCode] of [
    ['error_500', 500],
    ['rate_limit', 429],
    ['down', 503],
  ] as const) {
    await world.post('/_sandbox/faults', { service: 'resend', kind })
    const { error } = await resend().emails.send(mail('O-FAUL-0001'), { idempotencyKey: 'faulty' })
    if (kind !== 'down') expect(error).toMatchObject({ statusCode })
    expect(error).not.toBeNull()
  }
  expect(await inbox('O-FAUL-0001')).toEqual([])
  expect((await resend().emails.send(mail('O-FAUL-0001'), { idempotencyKey: 'faulty' })).error).toBeNull()
})

test('a mail whose answer was lost is not sent twice by a retry with its key', async () => {
  await world.post('/_sandbox/faults', { service: 'resend', kind: 'timeout_after', ms: 20 })
  const send = () => resend().emails.send(mail('O-LOST-0001'), { idempotencyKey: 'lost' })
  expect((await send()).error).not.toBeNull()
  expect((await send()).error).toBeNull()
  expect(await inbox('O-LOST-0001')).toHaveLength(1)
})

test('the content of a mail or an address cannot become markup of the inbox', async () => {
  const { data } = await resend().emails.send({
    ...mail('O-XSSX-0001'),
    subject: '<script>alert(1)</script>',
  })
  const page = await (
    await fetch(`${world.url}/inbox/${data?.id}?q=${encodeURIComponent('"><script>')}`)
  ).text()
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).not.toContain('<script>')
})
