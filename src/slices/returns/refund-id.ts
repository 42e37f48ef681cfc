import { jobId } from '#platform/jobs/job-sender.ts'
import type { ReturnWish } from './return.ts'

/**
 * The id of the refund that an inspection owes by one means: the same for each try, whatever is killed between, so that it is made once. When staff ask
 * once more after it was refused, it is another one: a refund that failed has failed for good.
 */
export function refundIdOf(inspectionId: string, wish: ReturnWish, round = 0): string {
  return round === 0 ? jobId(inspectionId, wish) : jobId(inspectionId, wish, round)
}
