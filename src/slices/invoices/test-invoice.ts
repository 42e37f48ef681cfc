import type { Invoice } from './invoice.ts'

/** An invoice of one line, for tests that change what matters to them. */
export const invoice: Invoice = {
  title: 'Invoice',
  number: 'INV-2026-000123',
  issuedAt: new Date('2026-11-20T10:00:00Z'),
  facts: [
    { label: 'Invoice number', lines: ['INV-2026-000123'] },
    { label: 'Invoice date', lines: ['20 November 2026'] },
    { label: 'Order', lines: ['O-2K7F-9QXM', '20 November 2026'] },
    { label: 'Delivery', lines: ['Standard delivery'] },
  ],
  seller: ['Orderly Demo Ltd', '1 Shelf Lane', 'London'],
  foot: 'Orderly Demo Ltd',
  billedToLabel: 'Billed and delivered to',
  billedTo: ['Ana Moss', 'London'],
  country: 'GB',
  lines: [{ name: 'Supper plate', sku: 'PLATE', quantity: '2', unitPrice: '£12.50', total: '£25.00' }],
  totals: [{ label: 'Goods', amount: '£25.00' }],
  total: '£25.00',
  within: [],
  taxNote: 'No tax is charged on this order.',
  paid: {
    label: 'Paid',
    words: 'Paid on 20 November 2026 by Visa ending in 4242. Nothing is left to pay.',
  },
}
