'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useTRPC } from '#trpc/client.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { type StaffDeadLetters, type StaffQueues, sumOf } from '../staff-jobs-view.ts'
import { useNow } from './staff-clock.tsx'
import { StaffJobsDead } from './staff-jobs-dead.tsx'
import { StaffJobsLoading } from './staff-jobs-loading.tsx'
import { queueOf, staffJobsParams } from './staff-jobs-params.ts'
import { StaffJobsQueues } from './staff-jobs-queues.tsx'
import { StaffJobsTiles } from './staff-jobs-tiles.tsx'
import { LiveStatus, useLive } from './staff-live.tsx'

/** Counting what is done reads every done job, so it is asked seldom. */
const DONE_EVERY_MS = 60_000

/** Everything that happens after the answer: how the queues stand, and what was given up. Live. */
export function StaffJobsDesk() {
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
  const failed = jobs.isError || dead.isError

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h1 className="text-3xl">Jobs</h1>
        {jobs.data && <LiveStatus live={live} updatedAt={jobs.data.readAt} />}
      </div>
      {failed && (
        <Banner
          tone="danger"
          live="assertive"
          title="The jobs could not be read"
          action={
            <Button
              variant="secondary"
              size="sm"
              onClick={() => {
                void jobs.refetch()
                void dead.refetch()
              }}
            >
              Try again
            </Button>
          }
        >
          What stands here may be old. The jobs themselves go on.
        </Banner>
      )}
      {jobs.data && dead.data ? (
        <Parts
          jobs={jobs.data}
          dead={dead.data}
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
  done,
  queue,
  settled,
  onChoose,
}: {
  jobs: StaffQueues
  dead: StaffDeadLetters
  done: Record<string, number> | undefined
  queue: string | null
  settled: boolean
  onChoose: (queue: string) => void
}) {
  const now = useNow(jobs.readAt, 1_000)
  return (
    <>
      <StaffJobsTiles sum={sumOf(jobs.queues)} now={now} />
      <StaffJobsQueues queues={jobs.queues} done={done} now={now} />
      <StaffJobsDead
        dead={dead}
        queue={queue}
        queues={jobs.queues}
        onChoose={onChoose}
        settled={settled}
        now={now}
      />
    </>
  )
}
