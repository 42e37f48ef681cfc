import type { Slice } from '#platform/slice.ts'
import type { BesideBuying as Part } from '#slices/catalog/beside-buying.ts'
import type { Product } from '#slices/catalog/product.ts'
import { slices } from '#slices.ts'
import { Hydrated, prefetch, trpc } from './web/trpc-server.tsx'

/** What the slices show below the button of a product's page. Like a finder, it is in the script of this page alone. */
export async function BesideBuying({ product }: { product: Product }) {
  const parts = await Promise.all(slices.filter((one: Slice) => one.besideBuying).map(partOf))
  await prefetch(...parts.flatMap(({ asks }) => asks?.(trpc) ?? []))
  return (
    <Hydrated>
      {parts.map(({ name, default: Shown }) => (
        <Shown key={name} product={product} />
      ))}
    </Hydrated>
  )
}

async function partOf({ name }: { name: string }): Promise<Part & { name: string }> {
  // Optional, because the build would stop while no slice has such a file.
  const part: Part = await import(/* turbopackOptional: true */ `../slices/${name}/ui/beside-buying.tsx`)
  return { ...part, name }
}
