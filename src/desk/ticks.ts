/** The ids of the rows that staff have ticked. */
export type Ticks = ReadonlySet<string>

export const noTicks: Ticks = new Set()

export function withTicks(before: Ticks, ids: readonly string[], isTicked: boolean): Ticks {
  const after = new Set(before)
  for (const id of ids) {
    if (isTicked) after.add(id)
    else after.delete(id)
  }
  return after
}
