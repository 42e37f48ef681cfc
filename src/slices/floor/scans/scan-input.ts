import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'
import { codeText } from '#platform/fields/text.ts'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { type ScanKind, type ScanOutcome, scanKinds } from '../floor-states.ts'

/** A device that was away for long sends its scans in several calls. */
export const SCANS_MAX = 500
const CODE_MAX = 100
const UNITS_MAX = 100_000

export const scanSchema = z
  .object({
    /** The device makes it with the scan: the same id is the same scan. */
    id: z.uuid('Send a UUID as the id of the scan'),
    kind: z.enum(scanKinds, `One of ${scanKinds.join(', ')}`),
    /** With `pick` and `short`. */
    task: optionally(z.uuid('Send the id of a task')),
    /** With `pack` and `put_back`. */
    parcel: optionally(z.uuid('Send the id of a parcel')),
    /** With `put_away` and `move`. */
    warehouse: optionally(warehouseCodeField),
    /** The bin out of which they came, with `move`. */
    from: optionally(binField),
    /** The bin in which the units lie now, with `put_away` and `move`; with `put_back` it may be left out. */
    bin: optionally(binField),
    /** The item's SKU or barcode, never the bin's: a bin may hold something else than it should. */
    code: z
      .string('Scan the item')
      .overwrite(codeText)
      .min(1, 'Scan the item')
      .max(CODE_MAX, `Use ${CODE_MAX} characters or fewer`),
    quantity: z
      .int('Enter a whole number')
      .min(1, 'Enter 1 or more')
      .max(UNITS_MAX, `Enter ${UNITS_MAX.toLocaleString('en-GB')} or fewer`),
    at: z.iso.datetime({ offset: true, error: 'Send the time of the scan as ISO 8601' }),
  })
  .refine(({ kind, task, parcel }) => (isOfTask(kind) ? task : isOfBin(kind) || parcel), {
    path: ['task'],
    message: 'Name the task of a pick, or the parcel of what is packed or put back',
  })
  .refine(({ kind, warehouse, bin }) => !isOfBin(kind) || (warehouse && bin), {
    path: ['bin'],
    message: 'Name the warehouse, and the bin in which the units lie now',
  })
  .refine(({ kind, from, bin }) => kind !== 'move' || (from && from !== bin), {
    path: ['from'],
    message: 'Name the bin out of which the units came, and another one for them',
  })
export type Scan = z.infer<typeof scanSchema>

const isOfTask = (kind: ScanKind) => kind === 'pick' || kind === 'short'
const isOfBin = (kind: ScanKind) => kind === 'put_away' || kind === 'move'

export const scansSchema = z
  .array(scanSchema)
  .min(1, 'Send at least one scan')
  .max(SCANS_MAX, `Send ${SCANS_MAX} scans or fewer at once`)

/** What became of a scan, in a word for programs and a sentence for people. */
export type ScanAnswer = {
  outcome: ScanOutcome
  message: string
  /** Units that are still to be done of the task, or of the line of the parcel. */
  left: number
  /** Into which totes the units go, by their numbers on the trolley. */
  slots?: { slot: number; units: number }[]
}

/** What a scan changed: the variant that its code names, if it names one, and the answer. */
export type ScanResult = {
  variantId: string | null
  answer: ScanAnswer
  /** The answer was kept together with what the scan did. */
  isKept?: true
}
