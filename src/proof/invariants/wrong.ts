/**
 * Something that must not be, put in behind the code's back; constraints that would refuse it are taken away first. A slice keeps
 * those that break its own invariants in its `test-wrongs.ts`. The shop has one confirmed order of two units and one declined order.
 */
export type Wrong = { breaks: readonly number[]; by: string; undo: string }
