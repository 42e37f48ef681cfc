import type { ComponentType, ReactNode } from 'react'
import { holds } from '#platform/rights/permission.ts'
import type { Slice } from '#platform/slice.ts'
import { slices } from '#slices.ts'

/**
 * What finds something in the palette of the desk, for each slice that has a finder. A manifest that imported it would bring it into
 * the script of every page, so the manifest only says that it is there.
 */
export async function findersOfSlices(rights: readonly string[]): Promise<ReactNode[]> {
  return Promise.all(
    slices
      .filter(({ room }: Slice) => room?.finds && holds(rights, room.may))
      .map(async ({ name }) => {
        const { default: Finder }: { default: ComponentType } = await import(
          `../slices/${name}/desk/ui/finder.tsx`
        )
        return <Finder key={name} />
      }),
  )
}
