'use client'

import { useQuery } from '@tanstack/react-query'
import { Read } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { FloorLoading } from '#slices/floor/desk/ui/floor-loading.tsx'
import { floorTrouble } from '#slices/floor/desk/ui/floor-words.ts'
import { stateBadges } from '#slices/stockroom/desk/ui/stockroom-words.ts'

/** What became of a count that was written down: each line beside what the books said. */
export function CountedBin({ id, bin }: { id: string; bin: string }) {
  const trpc = useTRPC()
  const count = useQuery(trpc.stockroom.count.queryOptions({ id }))
  return (
    <section
      aria-label={`Bin ${bin} is counted`}
      className="flex flex-col gap-3 rounded-card border border-hairline bg-surface p-4"
    >
      <h2 className="wrap-anywhere font-semibold text-xl">Bin {bin} is counted</h2>
      <Read reading={count} trouble={floorTrouble} loading={<FloorLoading />}>
        {({ lines }) => (
          <>
            <ul aria-label="What the books say" className="flex flex-col gap-3">
              {lines.map(({ sku, name, state, entries }) => {
                const badge = stateBadges[state]
                const last = entries.at(-1)
                return (
                  <li key={sku} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                    <span className="wrap-anywhere min-w-0">
                      {name} <span className="text-muted text-sm">{sku}</span>
                    </span>
                    <Badge tone={badge.tone}>{badge.words}</Badge>
                    {last && (
                      <span className="tabular w-full text-muted text-sm">
                        {last.counted.toLocaleString('en-GB')} counted,{' '}
                        {last.expected.toLocaleString('en-GB')} in the books
                      </span>
                    )}
                  </li>
                )
              })}
            </ul>
            {lines.some(({ state }) => state === 'recount' || state === 'promised') && (
              <ButtonLink href={`/admin/stockroom/counts/${id}`} variant="secondary">
                Decide what waits
              </ButtonLink>
            )}
          </>
        )}
      </Read>
    </section>
  )
}
