import type { Slice } from '#platform/slice.ts'
import type { HeaderLink } from '#slices/catalog/header-link.ts'
import { house } from './house.ts'

/** The ways from the shop's header to pages of the slices, in the order in which they stand there. */
export const headerLinks: readonly HeaderLink[] = house
  .flatMap((one: Slice) => one.headerLinks ?? [])
  .sort((one, other) => one.place - other.place)
  .map(({ href, label, icon: Icon }) => ({ href, label, icon: Icon ? <Icon aria-hidden="true" /> : null }))
