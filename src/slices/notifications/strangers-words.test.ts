import { render, toPlainText } from '@react-email/render'
import fc from 'fast-check'
import { createElement } from 'react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { addressSchema } from '#slices/customers/addresses/address.ts'
import { readOrderWithLines } from '#slices/orders/queries.ts'
import { type Letter, letterOf } from './letter.ts'
import { onlyParcel } from './shipped-parcel.ts'
import { CancelledMail } from './templates/cancelled.tsx'
import { ConfirmedMail } from './templates/confirmed.tsx'
import { DelayedMail } from './templates/delayed.tsx'
import { DeliveredMail } from './templates/delivered.tsx'
import { RefundedMail } from './templates/refunded.tsx'
import { ShippedMail } from './templates/shipped.tsx'

let shop: TestShop
let found: NonNullable<Awaited<ReturnType<typeof readOrderWithLines>>>
beforeAll(async () => {
  shop = await openTestShop()
  const order = await confirmedOrder(shop)
  const read = await readOrderWithLines(shop.db, order.id)
  if (!read) throw new Error('The order is gone.')
  found = { ...read, order: { ...read.order, carrier: 'DPD', trackingNumber: 'OR123456789GB' } }
})
afterAll(() => shop.close())

const mails = (letter: Letter) => [
  createElement(ConfirmedMail, { letter }),
  createElement(ShippedMail, {
    letter,
    parcel: onlyParcel(letter),
    arrives: letter.arrivesAfter(letter.order.placedAt),
  }),
  createElement(DelayedMail, { letter, days: 'Fri 12 Dec', because: null, isPart: false }),
  createElement(DeliveredMail, { letter, returnsUntil: 'Thu 24 Dec' }),
  createElement(RefundedMail, {
    letter,
    amount: '£1.00',
    what: [],
    isTakenOut: false,
    sentOn: 'Tue',
    means: 'Visa',
    isByCard: true,
    isByMail: false,
    creditNoteUrl: letter.creditNoteUrl('0'),
  }),
  createElement(CancelledMail, { letter, goesBackMinor: 100, wentBackMinor: 0, disputed: false }),
]

const textsOf = async (mail: Parameters<typeof render>[0]) => {
  const html = await render(mail)
  return [toPlainText(html), html.replace(/<style>.*?<\/style>|<[^>]+>/gs, '\n')]
}

/** Texts that mail programs turn into a link: two labels with a dot between them, a scheme, an @. */
const linked =
  /\S*(?:[a-z][a-z0-9+.-]*:\/\/|www\.|[\p{L}\p{N}._%+-]@[\p{L}\p{N}]|[\p{L}\p{N}-]\.\p{L}{2,}|mailto:|tel:)\S*/giu

const attacks = [
  'evil.example',
  'http://evil.example/pay',
  'https://evil.example',
  'www.evil.example',
  'a@evil.example',
  'mailto:a@evil.example',
  'evil。example',
  'ｅｖｉｌ．ｅｘａｍｐｌｅ',
  'HTTP://EVIL.EXAMPLE',
  'evil.example.',
  'evil.рф',
  'xn--80ak6aa92e.com',
  'evil.\u00adexample',
  'evil\u200b.example',
  'evil.\u2060example',
]
const stranger = fc.oneof(
  fc.constantFrom(...attacks),
  fc.tuple(fc.domain(), fc.constantFrom('', '/x', ' Moss')).map(([domain, after]) => domain + after),
  fc.webUrl(),
  fc.emailAddress(),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

test('no name or street of a stranger becomes a link in our mails', async () => {
  // Every mail holds our own links and address.
  const plain = await Promise.all(mails(letterOf(found)).map(textsOf))
  const ours = new Set(plain.flat().flatMap(text => text.match(linked) ?? []))
  await fc.assert(
    fc.asyncProperty(stranger, stranger, async (name, line1) => {
      const typed = { name, line1, line2: line1, city: name, postalCode: 'SW1A 1AA', country: 'GB' }
      const address = addressSchema.safeParse(typed)
      if (!address.success) return
      const letter = letterOf({ ...found, order: { ...found.order, shippingAddress: address.data } })
      for (const mail of mails(letter))
        for (const text of await textsOf(mail)) {
          const strange = (text.match(linked) ?? []).filter(link => !ours.has(link))
          expect(strange).toEqual([])
        }
    }),
    { numRuns: 60, examples: attacks.map(attack => [attack, attack]) },
  )
})

test.each([
  ['Ana Moss', 'Thank you, Ana'],
  ['O’Neil Šmíd', 'Thank you, O’Neil'],
  ['山田太郎', 'Thank you, 山田太郎'],
  ['evil.example Moss', 'Thank you'],
  ['http://evil.example', 'Thank you'],
  ['ana@evil.example', 'Thank you'],
  ['4711', 'Thank you'],
])('%s is greeted with “%s”', (name, thanks) => {
  expect(
    letterOf({
      ...found,
      order: { ...found.order, shippingAddress: { ...found.order.shippingAddress, name } },
    }).thanks,
  ).toBe(thanks)
})
