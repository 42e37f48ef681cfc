/** What somebody may do: `<noun>.<verb>`. Each slice lists its own with a sentence, and the catalogue serves people and keys alike. */
export type Permission = `${string}.${string}`

/** The permissions of a slice, each with the words that staff read where they give it. */
export type Permissions = Readonly<Record<Permission, string>>

/** Stands for everything there is, also for what later versions bring. */
export const EVERYTHING = '*'

export function holds(rights: readonly string[], permission: Permission): boolean {
  return rights.includes(permission) || rights.includes(EVERYTHING)
}

/** What of the wanted rights is beyond the giver's own: nobody gives what they do not hold. */
export function beyond(own: readonly string[], wanted: readonly string[]): string[] {
  if (own.includes(EVERYTHING)) return []
  return wanted.filter(right => !own.includes(right))
}
