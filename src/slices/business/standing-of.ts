import type { DbOrTx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import type { Billing } from './billing.ts'
import type { VatCheck } from './check-vat-id.ts'
import { keptAnswer } from './kept-answer.ts'
import { type VatStanding, whoOwesVat } from './who-owes.ts'

type Asked = { billing?: Billing | undefined; country: string }

/**
 * What comes of the VAT id in an order, by the answer that is kept. It asks no register, so that placing waits for none. `check`: how asking went a
 * moment ago. Null: there is no VAT id.
 */
export async function standingOf(
  db: DbOrTx,
  { billing, country }: Asked,
  { at, check }: { at: Date; check?: VatCheck | undefined },
): Promise<VatStanding | null> {
  const { vatId } = billing ?? {}
  if (!vatId) return null
  const answer = await keptAnswer(db, vatId, { at })
  return whoOwesVat({ vatId, sellerVatNumber: env().seller.vatNumber, country, answer, check })
}
