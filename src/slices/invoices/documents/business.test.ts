import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { checkVatId } from '#slices/business/check-vat-id.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { drawable } from '../invoice.ts'
import { issueCreditNote, issueInvoice } from './issue.ts'
import { documentsOf } from './queries.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const shippingAddress = {
  name: 'Ida Moos',
  line1: 'Gasse 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
}
const billing = { company: 'Moos GmbH', vatId: 'DE300000000' }
const elsewhere = {
  name: 'Buchhaltung',
  line1: 'Allee 7',
  city: 'Hamburg',
  postalCode: '20095',
  country: 'DE',
}

async function broken(): Promise<number[]> {
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  return checked.filter(({ violations }) => violations > 0).map(({ number }) => number)
}

test('invoice and credit note of an order without VAT name both VAT ids, the company and the reason', async () => {
  expect(await checkVatId(shop.ctx, billing.vatId)).toBe('kept')
  const order = await confirmedOrder(shop, { shippingAddress, billing })
  expect(order.taxes).toMatchObject([{ treatment: 'reverse_charge' }])
  const invoice = await issueInvoice(shop.ctx, order.id)
  expect(invoice?.content).toMatchObject({
    billedTo: ['Moos GmbH', 'Ida Moos', 'Gasse 1', 'Berlin, 10115', 'Germany'],
    buyer: { vatId: billing.vatId },
    seller: { vatNumber: expect.stringContaining('GB') },
    taxIncluded: false,
    taxes: [{ treatment: 'reverse_charge', rateBasisPoints: 0, taxMinor: 0, country: 'DE' }],
    totalMinor: order.totalMinor,
  })
  expect(invoice?.content.deliveredTo).toBeUndefined()
  const drawn = invoice && drawable(invoice)
  expect(drawn).toMatchObject({
    billedToLabel: 'Billed and delivered to',
    taxNote: expect.stringContaining('Reverse charge'),
    within: [],
  })
  expect(drawn?.billedTo.at(-1)).toBe('VAT number DE300000000')
  expect(drawn?.seller.join()).toContain('VAT number GB')
  const refundId = uuidv7()
  await refundOrder(withGateway(shop.ctx), {
    refundId,
    orderId: order.id,
    reason: 'broken',
    of: { kind: 'rest' },
  })
  const credit = await issueCreditNote(shop.ctx, { orderId: order.id, refundId })
  expect(credit?.content).toMatchObject({ buyer: { vatId: billing.vatId }, totalMinor: order.totalMinor })
  expect(credit && drawable(credit)).toMatchObject({ taxNote: expect.stringContaining('Reverse charge') })
  expect(await broken()).toEqual([])
})

test('another billing address stands beside that of the delivery', async () => {
  const order = await confirmedOrder(shop, {
    shippingAddress,
    billing: { company: 'Moos GmbH', ...elsewhere },
  })
  await issueInvoice(shop.ctx, order.id)
  const [invoice] = await documentsOf(shop.db, order.id)
  expect(invoice?.content).toMatchObject({
    billedTo: ['Moos GmbH', 'Buchhaltung', 'Allee 7', 'Hamburg, 20095', 'Germany'],
    deliveredTo: ['Ida Moos', 'Gasse 1', 'Berlin, 10115', 'Germany'],
    taxes: [{ treatment: 'standard' }],
  })
  const drawn = invoice && drawable(invoice)
  expect(drawn?.billedToLabel).toBe('Billed to')
  expect(drawn?.facts).toContainEqual({
    label: 'Delivered to',
    lines: ['Ida Moos', 'Gasse 1', 'Berlin, 10115', 'Germany'],
  })
  expect(drawn?.billedTo.join()).not.toContain('VAT number')
})
