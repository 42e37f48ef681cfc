import { and, asc, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { documents } from '../schema.ts'
import type { CreditContent, DocumentKind, InvoiceContent } from './content.ts'
import { type NumberParts, numberOf } from './number.ts'

type Row = typeof documents.$inferSelect
/** A document with its number as people read it. */
type Numbered = Omit<Row, 'number' | 'kind' | 'content'> & { number: string }
export type InvoiceDocument = Numbered & { kind: 'invoice'; content: InvoiceContent }
export type CreditDocument = Numbered & { kind: 'credit_note' | 'reversal'; content: CreditContent }
export type ShopDocument = InvoiceDocument | CreditDocument

/** Kind and content were written together, which the columns do not say. */
const readable = (row: Row) => ({ ...row, number: numberOf(row) }) as ShopDocument

/** More than an order ever has: the provider takes no more than a hundred refunds of a payment. */
const MOST_OF_ORDER = 250

/** All documents of an order, as they were issued. */
export async function documentsOf(db: DbOrTx, orderId: string): Promise<ShopDocument[]> {
  const found = await db
    .select()
    .from(documents)
    .where(eq(documents.orderId, orderId))
    .orderBy(asc(documents.issuedAt), asc(documents.series), asc(documents.number))
    .limit(MOST_OF_ORDER)
  return found.map(readable)
}

export type DocumentCause = { orderId: string; kind: DocumentKind; causeId: string }

async function readDocument(
  db: DbOrTx,
  { orderId, kind, causeId }: DocumentCause,
): Promise<ShopDocument | null> {
  const [found] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.orderId, orderId), eq(documents.kind, kind), eq(documents.causeId, causeId)))
  return found ? readable(found) : null
}

export const readInvoiceDocument = (db: DbOrTx, orderId: string) =>
  readDocument(db, { orderId, kind: 'invoice', causeId: orderId }) as Promise<InvoiceDocument | null>

export type CreditCause = { orderId: string; kind: CreditDocument['kind']; causeId: string }
export const readCredit = (db: DbOrTx, cause: CreditCause) =>
  readDocument(db, cause) as Promise<CreditDocument | null>

/** The document of an order with this number. */
export async function documentByNumber(
  db: DbOrTx,
  orderId: string,
  { series, year, number }: NumberParts,
): Promise<ShopDocument | null> {
  const [found] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.series, series), eq(documents.year, year), eq(documents.number, number)))
  return found?.orderId === orderId ? readable(found) : null
}
