'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { useNow } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage, readTogether } from '#desk/page.tsx'
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

  return (
    <DeskPage
      title="Jobs"
      live={live}
      updatedAt={jobs.data?.readAt}
      above={children}
      reading={readTogether({ jobs, dead, failing })}
      trouble={{
        title: 'The jobs could not be read',
        words: 'This page may be out of date. The jobs themselves go on.',
      }}
      loading={<StaffJobsLoading />}
    >
      {read => (
        <Parts
          {...read}
          done={done.data}
          queue={queue}
          settled={!dead.isPlaceholderData}
          onChoose={chosen => void setParams({ queue: chosen || null })}
        />
      )}
    </DeskPage>
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
