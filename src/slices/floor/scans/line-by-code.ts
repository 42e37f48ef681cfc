import { and, eq, type SQL } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { floorLines } from '../schema.ts'
import { itemByCode } from './item-code.ts'
import type { ScanResult } from './scan-input.ts'

export type FoundLine = {
  variantId: string
  name: string
  quantity: number
  picked: number
  packed: number
  where: SQL | undefined
}

/** The line of the parcel whose item bears this code. The answer is there when it has none. */
export async function lineByCode(tx: Tx, parcelId: string, code: string): Promise<FoundLine | ScanResult> {
  const item = await itemByCode(tx, code)
  if (!item)
    return {
      variantId: null,
      answer: { outcome: 'unknown', message: `The shop has nothing with the code ${code}.`, left: 0 },
    }
  const { variantId, name, sku } = item
  const where = and(eq(floorLines.parcelId, parcelId), eq(floorLines.variantId, variantId))
  const { quantity, picked, packed } = floorLines
  const [line] = await tx.select({ quantity, picked, packed }).from(floorLines).where(where)
  if (!line)
    return {
      variantId,
      answer: { outcome: 'wrong_item', message: `${name} (${sku}) does not belong to this parcel.`, left: 0 },
    }
  return { variantId, name, ...line, where }
}
