/** As many calls as a page makes at once, and no more: each counts, but all of them come in one request. */
export const MAX_BATCHED = 10
