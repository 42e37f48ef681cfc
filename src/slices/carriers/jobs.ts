import { z } from 'zod'
import { preparing } from '#platform/db/prepared.ts'
import { defineQueue } from '#platform/jobs/queue.ts'
import { settleLabel } from './settle-label.ts'

export const SETTLE_LABEL = 'carriers.settle-label'

/**
 * Forty retries, at most ten minutes apart, take about six hours: a carrier that is away for a morning still sells its labels. A run makes a few calls
 * of at most 10 seconds. There are two lanes, so a call that hangs holds up five parcels and not all.
 */
export const settleLabelQueue = defineQueue({
  name: SETTLE_LABEL,
  /** `after`: somebody wants another label behind this one. */
  schema: z.object({ parcelId: z.uuid(), after: z.uuid().optional() }),
  limits: {
    retryLimit: 40,
    retryDelaySeconds: 2,
    retryDelayMaxSeconds: 600,
    expireInSeconds: 60,
    batchSize: 5,
    lanes: 2,
  },
  async work(ctx, { parcelId, after = null }) {
    // Each step of each parcel comes here, and most need no label.
    const state = await settleLabel({ ...ctx, db: preparing(ctx.db) }, parcelId, { after })
    if (state !== 'none') ctx.log.info({ parcelId, state }, 'the label of a parcel was carried on')
  },
})
