'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { Read } from '#desk/page.tsx'
import { useRights } from '#desk/rights.tsx'
import { holdsAt } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { Bin, Whereabouts } from '#slices/floor/bins/read-bins.ts'
import { FloorLoading } from '#slices/floor/desk/ui/floor-loading.tsx'
import { counted, floorTrouble, itemName } from '#slices/floor/desk/ui/floor-words.ts'
import { ScanField } from '#slices/floor/desk/ui/scan-field.tsx'
import { AddBins } from './add-bins.tsx'
import { SetHome } from './set-home.tsx'

const asked = { code: parseAsString, after: parseAsString }

/** The bins of a warehouse with what lies in them; a scan finds an item or a bin. */
export function Bins({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const rights = useRights()
  const [{ code, after }, ask] = useQueryStates(asked, { history: 'push' })
  const read = useQuery(trpc.floor.bins.queryOptions({ warehouse, code, after }, { staleTime: 0 }))
  const all = useQuery(trpc.stock.warehouses.queryOptions())
  const here = all.data?.find(one => one.code === warehouse)
  const mayChange = here && holdsAt(rights, 'stock.write', here.id)
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-3xl">Bins</h1>
        {mayChange && (
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={`/floor/${warehouse}/count`} variant="secondary" className="min-h-12">
              Count a bin
            </ButtonLink>
            <AddBins warehouse={warehouse} />
          </div>
        )}
      </div>
      <ScanField label="Scan an item or a bin" onScan={found => void ask({ code: found, after: null })} />
      <Read reading={read} trouble={floorTrouble} loading={<FloorLoading />}>
        {({ bins, shelf, nextCursor }) => (
          <>
            {code && (
              <div className="flex flex-wrap items-center justify-between gap-3">
                <p className="wrap-anywhere text-lg">
                  Found by <span className="font-semibold">{code}</span>
                </p>
                <Button
                  variant="secondary"
                  className="min-h-12"
                  onClick={() => void ask({ code: null, after: null })}
                >
                  All bins
                </Button>
              </div>
            )}
            {shelf && (
              <Shelf shelf={shelf}>
                {mayChange && <SetHome key={shelf.home} warehouse={warehouse} shelf={shelf} />}
              </Shelf>
            )}
            {bins.length === 0 ? <NoBins code={code} knowsItem={shelf !== null} /> : <BinList bins={bins} />}
            {(nextCursor || after) && (
              <div className="grid grid-cols-2 gap-3">
                <Button
                  variant="secondary"
                  className="min-h-12"
                  disabled={!after}
                  onClick={() => void ask({ after: null })}
                >
                  First bins
                </Button>
                <Button
                  variant="secondary"
                  className="min-h-12"
                  disabled={!nextCursor}
                  onClick={() => void ask({ after: nextCursor })}
                >
                  Next bins
                </Button>
              </div>
            )}
          </>
        )}
      </Read>
    </div>
  )
}

/** Where all units of an item are. */
function Shelf({
  shelf: { name, sku, home, onHand, inBins, inHand, notPutAway },
  children,
}: {
  shelf: Whereabouts
  /** What can be done about it. */
  children: ReactNode
}) {
  const places = [
    ['In bins', inBins],
    ['In totes and boxes', inHand],
    ['Not put away', notPutAway],
  ] as const
  return (
    <section aria-label="Where it is" className="rounded-card border border-hairline bg-surface p-4">
      <p className="wrap-anywhere font-semibold text-lg">{name}</p>
      <p className="wrap-anywhere text-muted">
        {sku}, {home ? `at home in ${home}` : 'without a home'}
      </p>
      <dl className="tabular mt-3 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        {places.map(([place, units]) => (
          <div key={place} className="contents">
            <dt className="text-muted">{place}</dt>
            <dd className="text-right">{units.toLocaleString('en-GB')}</dd>
          </div>
        ))}
        <dt className="border-hairline border-t pt-1 font-medium">On the shelf</dt>
        <dd className="border-hairline border-t pt-1 text-right font-medium">
          {onHand.toLocaleString('en-GB')}
        </dd>
      </dl>
      {children && <div className="mt-4">{children}</div>}
    </section>
  )
}

function BinList({ bins }: { bins: readonly Bin[] }) {
  return (
    <ul aria-label="Bins" className="flex flex-col gap-3">
      {bins.map(({ bin, items }) => (
        <li key={bin} className="rounded-card border border-hairline bg-surface p-4">
          <h2 className="wrap-anywhere tabular font-semibold text-xl">{bin}</h2>
          {items.length === 0 ? (
            <p className="text-muted">Empty by the books</p>
          ) : (
            <ul aria-label={`In ${bin}`}>
              {items.map(item => (
                <li key={item.sku} className="flex items-baseline justify-between gap-4">
                  <span className="wrap-anywhere min-w-0">
                    {itemName(item)} <span className="text-muted text-sm">{item.sku}</span>
                  </span>
                  <span className="tabular shrink-0">{counted(item.units, 'unit')}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}

function NoBins({ code, knowsItem }: { code: string | null; knowsItem: boolean }) {
  if (knowsItem) return <EmptyState art={null}>No bin has any of it by the books.</EmptyState>
  if (code)
    return (
      <EmptyState art={null}>
        There is no item and no bin with the code <span className="wrap-anywhere">{code}</span> here.
      </EmptyState>
    )
  return (
    <EmptyState art={null} title="No bins yet">
      Add the codes of the labels on your racks. People walk in their order.
    </EmptyState>
  )
}
