import type { DbOrTx } from '#platform/db/client.ts'
import type { Money } from '#platform/fields/money.ts'
import type { DocumentKind } from './content.ts'
import { documentsOf } from './queries.ts'

/** A document as pages list it. `href`: its PDF, without the key that a guest needs. */
export type ListedDocument = {
  number: string
  kind: DocumentKind
  issuedAt: Date
  total: Money
  href: string
}

/** The documents of an order, as they were issued. */
export async function listedDocuments(db: DbOrTx, orderId: string): Promise<ListedDocument[]> {
  const found = await documentsOf(db, orderId)
  return found.map(({ number, kind, issuedAt, totalMinor, currency }) => ({
    number,
    kind,
    issuedAt,
    total: { amount: totalMinor, currency },
    href: `/api/v1/orders/${orderId}/${kind === 'invoice' ? 'invoice' : `credit-notes/${number}`}`,
  }))
}
