import type { DeskRoom } from '#desk/desk-room.ts'
import { holdsSomewhere } from '#platform/rights/permission.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

/** The rooms that somebody with these rights may enter, in the order in which they stand along the side of the desk. */
export function roomsFor(rights: readonly string[]): DeskRoom[] {
  return house
    .flatMap((one: Slice) => one.room ?? [])
    .filter(({ may }) => holdsSomewhere(rights, may))
    .sort((one, other) => one.place - other.place)
    .map(({ href, label, icon: Icon }) => ({
      href,
      label,
      icon: <Icon aria-hidden="true" className="size-5" />,
    }))
}
