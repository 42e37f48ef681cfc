import type { DeskRoom } from '#desk/desk-room.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

/** The rooms of the desk, in the order in which they stand along its side. */
export const rooms: readonly DeskRoom[] = house
  .flatMap((one: Slice) => one.room ?? [])
  .sort((one, other) => one.place - other.place)
  .map(({ href, label, icon: Icon }) => ({
    href,
    label,
    icon: <Icon aria-hidden="true" className="size-5" />,
  }))
