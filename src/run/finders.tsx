import type { ComponentType, ReactNode } from 'react'
import type { Slice } from '#platform/slice.ts'
import { slices } from '#slices.ts'

/**
 * What finds something in the palette of the desk, for each slice that has a finder. A manifest that imported it would bring it into
 * the script of every page, so the manifest only says that it is there.
 */
export async function findersOfSlices(): Promise<ReactNode[]> {
  return Promise.all(
    slices
      .filter((one: Slice) => one.room?.finds)
      .map(async ({ name }) => {
        const { default: Finder }: { default: ComponentType } = await import(
          `../slices/${name}/desk/ui/finder.tsx`
        )
        return <Finder key={name} />
      }),
  )
}
