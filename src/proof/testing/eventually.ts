import { vi } from 'vitest'

const LOOK_EVERY_MS = 20
/** A busy machine may need it; a quick one does not take it. */
const WITHIN_MS = 25_000

/**
 * The one way in which a test waits: it looks until what is expected holds, and answers what the last look did. At the limit it fails
 * as the last look failed.
 */
export const eventually = <Seen>(
  holds: () => Seen | Promise<Seen>,
  { withinMs = WITHIN_MS } = {},
): Promise<Seen> => vi.waitFor(holds, { timeout: withinMs, interval: LOOK_EVERY_MS })
