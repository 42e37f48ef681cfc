/** A planted bug: one place of the heart, made wrong in a way that somebody might write. */
/** `by`: who looks for it; the simulator, unless it says `burglar` (src/proof/burglar). */
export type Mutant = Edit & {
  name: string
  why: string
  file: string
  also?: Edit & { file?: string }
  by?: 'burglar'
}
type Edit = { find: string; put: string }
