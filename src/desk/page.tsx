'use client'

import type { ReactNode } from 'react'
import { cn } from '#platform/ui/cn.ts'
import { DeskTrouble } from './desk-trouble.tsx'
import { type Live, LiveStatus } from './live.tsx'

/** What a page reads from the shop. A query of React Query is one. */
export type Reading<Data> = { data: Data | undefined; isError: boolean; refetch: () => unknown }

type ReadProps<Data> = {
  reading: Reading<Data>
  /** What staff are told when it could not be read. Older data stays on the page meanwhile. */
  trouble: { title: string; words: ReactNode; className?: string }
  /** The final shape of the page, shown while it loads. */
  loading: ReactNode
  children: (data: Data) => ReactNode
}

/** What was read, its skeleton before that, and a banner above it when reading fails. */
export function Read<Data>({ reading, trouble, loading, children }: ReadProps<Data>) {
  const { data, isError } = reading
  return (
    <>
      {isError && (
        <DeskTrouble
          title={trouble.title}
          className={trouble.className}
          onRetry={() => void reading.refetch()}
        >
          {trouble.words}
        </DeskTrouble>
      )}
      {data === undefined ? !isError && loading : children(data)}
    </>
  )
}

/** A live page of the desk: its title, when it was updated, what stands above the data, and the data. */
export function DeskPage<Data>({
  title,
  live,
  updatedAt,
  aside,
  above,
  className,
  ...read
}: ReadProps<Data> & {
  title: string
  live: Live
  updatedAt: Date | undefined
  /** Stands beside the time of the last update. */
  aside?: ReactNode
  /** Stands between the title and the data, and stays while the data loads. */
  above?: ReactNode
  className?: string
}) {
  return (
    <div className={cn('flex flex-col gap-5', className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-3xl">{title}</h1>
        <div className="flex flex-wrap items-center gap-2">
          {aside}
          {updatedAt && <LiveStatus live={live} updatedAt={updatedAt} />}
        </div>
      </div>
      {above}
      <Read {...read} />
    </div>
  )
}

/** Several readings as one: it is there when all of them are, and it failed when one of them did. */
export function readTogether<Parts extends Record<string, Reading<unknown>>>(
  parts: Parts,
): Reading<{ [Name in keyof Parts]: NonNullable<Parts[Name]['data']> }> {
  const readings = Object.values(parts)
  const all = Object.entries(parts).map(([name, { data }]) => [name, data] as const)
  return {
    data: readings.some(({ data }) => data === undefined)
      ? undefined
      : (Object.fromEntries(all) as { [Name in keyof Parts]: NonNullable<Parts[Name]['data']> }),
    isError: readings.some(({ isError }) => isError),
    refetch: () => Promise.all(readings.map(reading => reading.refetch())),
  }
}
