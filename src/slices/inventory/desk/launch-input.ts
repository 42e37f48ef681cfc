import { z } from 'zod'
import { reasonField } from '#platform/fields/fields.ts'
import { momentField } from '#platform/fields/moment-field.ts'
import { bucketCounts } from '../buckets.ts'

const buckets = z.union(
  bucketCounts.map(count => z.literal(count)),
  'Choose one of the numbers in the list',
)

/** The longest that a launch may last or lie ahead. A longer one is an ordinary sale. */
const MAX_DAYS = 90

export const planLaunchSchema = z
  .object({
    variantId: z.uuid(),
    startsAt: momentField('Enter when it starts'),
    endsAt: momentField('Enter when it ends'),
    buckets,
    admitPerMinute: z
      .int('Enter a whole number')
      .min(1, 'Let in at least 1 a minute')
      .max(60_000, 'Let in 60,000 a minute at most')
      .nullable(),
    turnMinutes: z
      .int('Enter a whole number')
      .min(1, 'Give at least 1 minute')
      .max(60, 'Give 60 minutes at most'),
    unitsPerTurn: z
      .int('Enter a whole number')
      .min(1, 'Let a turn buy at least 1')
      .max(1_000, 'Let a turn buy 1,000 at most')
      .default(4),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, {
    path: ['endsAt'],
    message: 'It must end after it starts',
  })
  .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= MAX_DAYS * 86_400_000, {
    path: ['endsAt'],
    message: `It may last ${MAX_DAYS} days at most`,
  })
export type PlanLaunchInput = z.infer<typeof planLaunchSchema>

export const splitSchema = z.object({ variantId: z.uuid(), buckets })
export type SplitInput = z.infer<typeof splitSchema>

export const countSchema = z.object({
  variantId: z.uuid(),
  warehouseId: z.uuid(),
  /** The units on the shelf at the count. */
  counted: z
    .int('Enter a whole number')
    .min(0, 'Enter 0 or more')
    .max(10_000_000, 'Enter 10,000,000 or fewer'),
  /** The number that the desk showed at that time, so that yesterday's count never overwrites today's stock. */
  seen: z.int(),
  note: reasonField('Say why'),
})
export type CountInput = z.infer<typeof countSchema>
