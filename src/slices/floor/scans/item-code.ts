import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

export type Item = { variantId: string; sku: string; barcode: string | null; name: string }

/** The variant that a scanned code names by its SKU or its barcode, as it stands there or in small letters. Null: the shop has none. */
export async function itemByCode(db: DbOrTx, code: string): Promise<Item | null> {
  const [found] = await prepared<Item>(db, BY_CODE, [code])
  return found ?? null
}

// Exactly, or in capitals, so that both indexes serve. A SKU wins over another variant's barcode.
const BY_CODE = `
  select variant_id as "variantId", sku, barcode, name from wares
  where sku in ($1, upper($1)) or barcode in ($1, upper($1)) order by (sku = $1) desc, (sku = upper($1)) desc, sku limit 1`

/** Whether the code is on this item. */
export const isOn = ({ sku, barcode }: Pick<Item, 'sku' | 'barcode'>, code: string): boolean =>
  code.toLowerCase() === sku.toLowerCase() ||
  (barcode !== null && code.toLowerCase() === barcode.toLowerCase())
