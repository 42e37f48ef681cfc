import type { listAside } from '#slices/inventory/ledger/list-aside.ts'
import type { listCounts, listReceipts, readCount, readReceipt } from '../queries.ts'

type Listed<
  Read extends (...args: never[]) => Promise<unknown>,
  Key extends keyof Awaited<ReturnType<Read>>,
> = Awaited<ReturnType<Read>>[Key] extends readonly (infer Row)[] ? Row : never

export const listedReceiptOf = ({
  actor,
  receivedAt,
  warehouseId: _,
  ...row
}: Listed<typeof listReceipts, 'receipts'>) => ({
  ...row,
  by: actor,
  receivedAt: receivedAt.toISOString(),
})

export const receiptOf = ({
  actor,
  receivedAt,
  warehouseId: _,
  ...receipt
}: NonNullable<Awaited<ReturnType<typeof readReceipt>>>) => ({
  ...receipt,
  by: actor,
  receivedAt: receivedAt.toISOString(),
})

export const listedCountOf = ({
  actor,
  countedAt,
  warehouseId: _,
  ...row
}: Listed<typeof listCounts, 'counts'>) => ({
  ...row,
  by: actor,
  countedAt: countedAt.toISOString(),
})

export const countOf = ({
  actor,
  countedAt,
  warehouseId: _,
  lines,
  ...count
}: NonNullable<Awaited<ReturnType<typeof readCount>>>) => ({
  ...count,
  by: actor,
  countedAt: countedAt.toISOString(),
  lines: lines.map(({ sku, name, state, entries }) => {
    const { counted, expected, difference } = entries.at(-1) ?? { counted: 0, expected: 0, difference: 0 }
    return { sku, name, state, counted, expected, difference, turns: entries.length }
  }),
})

export const asideOf = ({ sku, name, warehouse, place, units }: Listed<typeof listAside, 'aside'>) => ({
  sku,
  name,
  warehouse,
  place,
  units,
})
