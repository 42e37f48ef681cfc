import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { ScanResult } from './scan-input.ts'

/** Keeps what is answered, for when the same scan is sent again. */
export const keepAnswer = (tx: Tx, scanId: string, { answer, variantId }: ScanResult): Promise<object[]> =>
  prepared(tx, ANSWER, [scanId, JSON.stringify(answer), variantId])

const ANSWER = `update scans set answer = $2::text::jsonb, variant_id = $3::uuid where id = $1::uuid`
