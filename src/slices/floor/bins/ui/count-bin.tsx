'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { Read } from '#desk/page.tsx'
import { useRights } from '#desk/rights.tsx'
import { holdsAt } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { FloorLoading } from '#slices/floor/desk/ui/floor-loading.tsx'
import { floorTrouble, itemName } from '#slices/floor/desk/ui/floor-words.ts'
import { deviceStore } from '#slices/floor/desk/ui/kept-scans.ts'
import { ScanField } from '#slices/floor/desk/ui/scan-field.tsx'
import { usePerson } from '#slices/floor/desk/ui/scan-outbox.tsx'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'
import { CountedBin } from './counted-bin.tsx'
import { CountedLines } from './counted-lines.tsx'
import { type KeptCount, keep, oneMore, readKept } from './kept-count.ts'

/** Counts one bin, without showing what the books say: first the bin is scanned, and then each unit, or its number is typed. */
export function CountBin({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const rights = useRights()
  const all = useQuery(trpc.stock.warehouses.queryOptions())
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Count a bin</h1>
      <Read reading={all} trouble={floorTrouble} loading={<FloorLoading />}>
        {warehouses => {
          const here = warehouses.find(({ code }) => code === warehouse)
          if (here && holdsAt(rights, 'stock.write', here.id)) return <Counting warehouse={warehouse} />
          return (
            <EmptyState art={null} title="Your role does not count here">
              An owner can give you one that changes the stock of this warehouse.
            </EmptyState>
          )
        }}
      </Read>
    </div>
  )
}

function Counting({ warehouse }: { warehouse: string }) {
  const { look, shopTime } = useLook(warehouse)
  const [count, setCount] = useCount(warehouse)
  const by = usePerson()
  const [ended, setEnded] = useState<{ id: string; bin: string } | null>(null)
  const [wrong, setWrong] = useState<string>()

  async function onScan(code: string) {
    setWrong(undefined)
    const found = await look(code)
    if (!found) return setWrong('This could not be looked up. Scan it again when there is a line')
    const [bin] = found.bins
    const { shelf } = found
    if (count) {
      if (shelf) return setCount(now => now && oneMore(now, shelf, shopTime()))
      return setWrong(
        bin?.bin === count.bin
          ? 'This is the bin itself. Scan what lies in it'
          : bin
            ? `This is bin ${bin.bin}. Write down what is in ${count.bin} first`
            : `The shop has nothing with the code ${code}`,
      )
    }
    if (shelf) return setWrong('This is an item. Scan the label of the bin first')
    if (!bin) return setWrong(`There is no bin ${binField.safeParse(code).data ?? code} here`)
    setEnded(null)
    const lines = bin.items.map(item => ({ sku: item.sku, name: itemName(item), typed: '', at: null }))
    setCount(() => ({ id: uuidv7(), by, warehouse, bin: bin.bin, lines }))
  }

  return (
    <>
      {ended && <CountedBin {...ended} />}
      <ScanField
        label={count ? 'Scan each unit' : ended ? 'Scan the next bin' : 'Scan the bin'}
        error={wrong}
        onScan={code => void onScan(code)}
      />
      {count ? (
        <CountedLines
          key={count.id}
          count={count}
          warehouse={warehouse}
          shopTime={shopTime}
          onChange={setCount}
          onEnd={isWritten => {
            setEnded(isWritten ? { id: count.id, bin: count.bin } : null)
            setCount(() => null)
          }}
        />
      ) : (
        !ended && (
          <p className="text-muted">
            Work may go on meanwhile: what is fetched or put away since you counted is taken into account.
          </p>
        )
      )}
    </>
  )
}

/** Finds what a code belongs to. The shop's clock is known from its answers: what moved since something was counted is told by the moment of counting. */
function useLook(warehouse: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const aheadMs = useRef(0)
  return {
    async look(code: string) {
      const asked = trpc.floor.bins.queryOptions(
        { warehouse, code, after: null },
        { staleTime: 0, retry: false },
      )
      const found = await queries.fetchQuery(asked).catch(() => null)
      if (found) aheadMs.current = found.readAt.getTime() - Date.now()
      return found
    },
    shopTime: () => new Date(Date.now() + aheadMs.current).toISOString(),
  }
}

/** The count under way. The device keeps it, so that a page that is opened again goes on with it. */
function useCount(warehouse: string) {
  const by = usePerson()
  const [count, setCount] = useState<KeptCount | null>(null)
  useEffect(() => setCount(readKept(deviceStore(), { by, warehouse })), [by, warehouse])
  const change = (next: (now: KeptCount | null) => KeptCount | null) =>
    setCount(now => {
      const changed = next(now)
      keep(deviceStore(), changed)
      return changed
    })
  return [count, change] as const
}
