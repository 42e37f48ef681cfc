'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { useNow } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage, readTogether } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { DeadLetterList } from './dead.tsx'
import { FailingList } from './failing.tsx'
import type { JobWords } from './job-words.ts'
import { JobsLoading } from './loading.tsx'
import { jobsParams, queueOf } from './params.ts'
import { QueueList } from './queues.tsx'
import { JobTiles } from './tiles.tsx'
import { type DeadLetters, type FailingJobs, type Queues, sumOf } from './view.ts'

/** Counting finished jobs reads every one of them, so the page asks seldom. */
const DONE_EVERY_MS = 60_000

/** Everything that happens after the answer: how the queues stand, and what was given up. Live. `children` need a person first. */
export function JobsRoom({ words, children }: { words: JobWords; children: ReactNode }) {
  const trpc = useTRPC()
  const live = useLive()
  const [params, setParams] = useQueryStates(jobsParams, { history: 'push' })
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
      loading={<JobsLoading />}
    >
      {read => (
        <Parts
          {...read}
          done={done.data}
          words={words}
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
  words,
}: {
  jobs: Queues
  dead: DeadLetters
  failing: FailingJobs
  done: Record<string, number> | undefined
  queue: string | null
  settled: boolean
  onChoose: (queue: string) => void
  words: JobWords
}) {
  const now = useNow(jobs.readAt, 1_000)
  const sum = sumOf(jobs.queues)
  const queues = <QueueList key="queues" queues={jobs.queues} done={done} now={now} words={words} />
  const retried = failing.total > 0 && settled && (
    <FailingList key="failing" failing={failing} queue={queue} now={now} words={words} />
  )
  const letters = (
    <DeadLetterList
      key="letters"
      dead={dead}
      queue={queue}
      queues={jobs.queues}
      onChoose={onChoose}
      settled={settled}
      open={sum}
      now={now}
      words={words}
    />
  )
  return (
    <>
      <JobTiles sum={sum} now={now} />
      {/* What needs a person stands first, then what fails; the queues are for looking. */}
      {sum.dead > 0 ? [letters, retried, queues] : [retried, queues, letters]}
    </>
  )
}
