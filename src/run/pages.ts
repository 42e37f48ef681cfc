import type { Page } from '#platform/page.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

/** Every page that a slice says it has. */
export const pages: readonly Page[] = house.flatMap((one: Slice) => one.pages ?? [])

const outOfBounds = pages.filter(page => page.shows !== 'everybody' || page.endless).map(beginning)

/** Where crawlers stay out: an address closes everything below it, so that each way in stands here once. */
export const uncrawled: readonly string[] = [...new Set(outOfBounds)]
  .filter(path => !outOfBounds.some(other => path.startsWith(`${other}/`)))
  .sort()

/** An address up to the part that differs from page to page. */
function beginning({ route }: Page): string {
  return route.replace(/\/\[.*/, '')
}
