/** No request of the shop lives longer: a page on a dead line stops waiting after this time, and says that it heard nothing. */
const ANSWER_LIMIT_MS = 60_000

/** Ends with the signal or after the limit. Older browsers cannot join two signals, and wait as long as it takes. */
export const withLimit = (signal: AbortSignal | null | undefined) =>
  AbortSignal.any?.([...(signal ? [signal] : []), AbortSignal.timeout(ANSWER_LIMIT_MS)]) ?? signal
