import { EVERYTHING, type Permission } from '#platform/rights/permission.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

export type CataloguedPermission = { name: Permission; about: string; slice: string }

/** The catalogue of permissions, for people and keys alike. */
export const permissions: readonly CataloguedPermission[] = house.flatMap((one: Slice) =>
  Object.entries(one.permissions ?? {}).map(([name, about]) => ({
    name: name as Permission,
    about,
    slice: one.name,
  })),
)

/** The permissions that a text names by comma, or all of them. Throws a sentence with the list for a name that is none. */
export function readPermissions(text: string): string[] {
  if (text.trim() === EVERYTHING) return [EVERYTHING]
  const named = [
    ...new Set(
      text
        .split(',')
        .map(name => name.trim())
        .filter(Boolean),
    ),
  ]
  const known = permissions.map(({ name }): string => name)
  const unknown = named.filter(name => !known.includes(name))
  if (unknown.length || named.length === 0)
    throw new Error(
      `${unknown.length ? `There is no permission ${unknown.join(', ')}.` : 'Name a permission.'} There are: ${known.toSorted().join(' ')}, and * for all of them.`,
    )
  return named
}
