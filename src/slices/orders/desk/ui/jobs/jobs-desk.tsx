'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { useNow } from '#desk/clock.tsx'
import { DeskTrouble } from '#desk/desk-trouble.tsx'
import { LiveStatus, useLive } from '#desk/live.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import {
  type StaffDeadLetters,
  type StaffFailing,
  type StaffQueues,
  sumOf,
} from '#slices/orders/desk/jobs-view.ts'
import { StaffJobsDead } from './jobs-dead.tsx'
import { StaffJobsFailing } from './jobs-failing.tsx'
import { StaffJobsLoading } from './jobs-loading.tsx'
import { queueOf, staffJobsParams } from './jobs-params.ts'
import { StaffJobsQueues } from './jobs-queues.tsx'
import { StaffJobsTiles } from './jobs-tiles.tsx'

/** Counting finished jobs reads every one of them, so the page asks seldom. */
const DONE_EVERY_MS = 60_000

/** Everything that happens after the answer: how the queues stand, and what was given up. Live. `children` need a person first. */
export function StaffJobsDesk({ children }: { children: ReactNode }) {
  const trpc = useTRPC()
  const live = useLive()
  const [params, setParams] = useQueryStates(staffJobsParams, { history: 'push' })
  const queue = queueOf(params)
  const { refetchInterval } = live
  const jobs = useQuery(trpc.staffOrders.jobs.queryOptions(undefined, { refetchInterval }))
  const done = useQuery(
    trpc.staffOrders.jobsDone.queryOptions(undefined, { refetchInterval: refetchInterval && DONE_EVERY_MS }),
  )
  const dead = useQuery(
    trpc.staffOrders.deadLetters.queryOptions(
      { queue },
      { refetchInterval, placeholderData: keepPreviousData },
    ),
  )
  const failing = useQuery(
    trpc.staffOrders.failing.queryOptions({ queue }, { refetchInterval, placeholderData: keepPreviousData }),
  )
  const failed = jobs.isError || dead.isError || failing.isError

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h1 className="text-3xl">Jobs</h1>
        {jobs.data && <LiveStatus live={live} updatedAt={jobs.data.readAt} />}
      </div>
      {children}
      {failed && (
        <DeskTrouble
          title="The jobs could not be read"
          onRetry={() => {
            void jobs.refetch()
            void dead.refetch()
            void failing.refetch()
            void failing.refetch()
          }}
        >
          This page may be out of date. The jobs themselves go on.
        </DeskTrouble>
      )}
      {jobs.data && dead.data && failing.data ? (
        <Parts
          jobs={jobs.data}
          dead={dead.data}
          failing={failing.data}
          done={done.data}
          queue={queue}
          settled={!dead.isPlaceholderData}
          onChoose={chosen => void setParams({ queue: chosen || null })}
        />
      ) : (
        !failed && <StaffJobsLoading />
      )}
    </div>
  )
}

function Parts({
  jobs,
  dead,
  failing,
  done,
  queue,
  settled,
  onChoose,
}: {
  jobs: StaffQueues
  dead: StaffDeadLetters
  failing: StaffFailing
  done: Record<string, number> | undefined
  queue: string | null
  settled: boolean
  onChoose: (queue: string) => void
}) {
  const now = useNow(jobs.readAt, 1_000)
  const sum = sumOf(jobs.queues)
  const queues = <StaffJobsQueues key="queues" queues={jobs.queues} done={done} now={now} />
  const retried = failing.total > 0 && settled && (
    <StaffJobsFailing key="failing" failing={failing} queue={queue} now={now} />
  )
  const letters = (
    <StaffJobsDead
      key="letters"
      dead={dead}
      queue={queue}
      queues={jobs.queues}
      onChoose={onChoose}
      settled={settled}
      open={sum}
      now={now}
    />
  )
  return (
    <>
      <StaffJobsTiles sum={sum} now={now} />
      {/* What needs a person stands first, then what fails; the queues are for looking. */}
      {sum.dead > 0 ? [letters, retried, queues] : [retried, queues, letters]}
    </>
  )
}
