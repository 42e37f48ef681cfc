/** How a promotion stands at a moment: what staff set, and what the time makes of it. */
export const standings = ['live', 'scheduled', 'paused', 'ended'] as const
export type Standing = (typeof standings)[number]
