import type { Invoice } from './invoice.ts'

/** An invoice of one line, for tests that change what matters to them. */
export const invoice: Invoice = {
  number: 'O-2K7F-9QXM',
  issuedAt: new Date('2026-11-20T10:00:00Z'),
  issuedOn: '20 November 2026',
  orderedOn: '20 November 2026',
  billedTo: ['Ana Moss', 'London'],
  country: 'GB',
  deliveredBy: 'Standard delivery',
  lines: [{ name: 'Supper plate', sku: 'PLATE', quantity: '2', unitPrice: '£12.50', total: '£25.00' }],
  totals: [{ label: 'Goods', amount: '£25.00' }],
  total: '£25.00',
  within: [],
  taxNote: 'No tax is charged on this order.',
  paidWith: 'Paid on 20 November 2026 by Visa ending in 4242. Nothing is left to pay.',
}
