import { jobId } from '#platform/jobs/job-sender.ts'

/**
 * The id of the refund that an inspection owes: the same for each try, whatever is killed between, so that it is made once. When staff ask
 * once more after it was refused, it is another one: a refund that failed has failed for good.
 */
export const refundIdOf = (inspectionId: string, round = 0): string =>
  round === 0 ? jobId(inspectionId, 'refund') : jobId(inspectionId, 'refund', round)
