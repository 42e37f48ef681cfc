'use client'

import { ChevronRight, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { deskPlace } from '#desk/clock.tsx'
import { Select } from '#platform/forms/select.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { cn } from '#platform/ui/cn.ts'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { formatDateTime, formatRelative } from '#platform/ui/format.ts'
import { SectionHeading } from '#platform/ui/section-heading.tsx'
import { Spinner } from '#platform/ui/spinner.tsx'
import { DiscardJob } from './discard.tsx'
import type { JobWords } from './job-words.ts'
import { SendAgain, SendAllAgain } from './send.tsx'
import type { DeadLetters, ListedLetter, sumOf } from './view.ts'
import { jobsInWords } from './words.ts'

type Dead = {
  dead: DeadLetters
  queue: string | null
  /** Every queue, to choose from. */
  queues: readonly { queue: string; dead: number }[]
  onChoose: (queue: string) => void
  /** False while the letters still belong to the queue chosen before: they must not be sent as this queue's. */
  settled: boolean
  /** The open jobs of all queues. */
  open: ReturnType<typeof sumOf>
  now: Date
  words: JobWords
}

/**
 * The jobs that were given up: what they should have done, for which order, why they failed, and the button that tries
 * again.
 */
export function DeadLetterList({ dead, queue, queues, onChoose, settled, open, now, words }: Dead) {
  return (
    <section
      id="dead-letters"
      tabIndex={-1}
      aria-labelledby="dead-letters-heading"
      aria-busy={!settled}
      className="scroll-mt-4 outline-none"
    >
      <SectionHeading id="dead-letters-heading" className="mb-3">
        Dead letters
      </SectionHeading>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <QueueChoice queue={queue} queues={queues} onChoose={onChoose} words={words} />
        {settled && dead.total > 0 && (
          <SendAllAgain counted={{ queue, total: dead.total, readAt: dead.readAt }} words={words} />
        )}
      </div>
      {!settled ? (
        <p role="status" className="flex items-center gap-2 py-3 text-muted">
          <Spinner className="size-4" /> Loading
        </p>
      ) : dead.total === 0 ? (
        <NoDeadLetters
          queue={queue}
          elsewhere={open.dead > 0}
          underWay={open.retrying + open.waiting + open.running}
        />
      ) : (
        <>
          <ul aria-label="Dead letters, newest first" className="flex flex-col gap-2">
            {dead.letters.map(letter => (
              <Letter key={letter.id} letter={letter} now={now} words={words} />
            ))}
          </ul>
          <p className="mt-3 text-muted text-sm">
            {dead.more
              ? `The newest ${dead.letters.length} of ${dead.total.toLocaleString('en-GB')} are shown; more exist.`
              : `${jobsInWords(dead.total)}, newest first.`}
          </p>
        </>
      )}
    </section>
  )
}

function QueueChoice({
  queue,
  queues,
  onChoose,
  words,
}: Pick<Dead, 'queue' | 'queues' | 'onChoose' | 'words'>) {
  const known = queue === null || queues.some(each => each.queue === queue)
  return (
    <div className="flex flex-col gap-1 font-medium text-muted text-sm max-xs:w-full">
      <label htmlFor="dead-letters-queue">Queue</label>
      <Select
        id="dead-letters-queue"
        className="xs:w-80"
        value={queue ?? ''}
        onChange={event => onChoose(event.target.value)}
      >
        <option value="">Every queue</option>
        {queues.map(each => (
          <option key={each.queue} value={each.queue}>
            {words.does(each.queue)}
            {each.dead > 0 && ` (${each.dead})`}
          </option>
        ))}
        {!known && <option value={queue}>{queue}</option>}
      </Select>
    </div>
  )
}

function NoDeadLetters({
  queue,
  elsewhere,
  underWay,
}: {
  queue: string | null
  elsewhere: boolean
  underWay: number
}) {
  const allDone = !elsewhere && underWay === 0
  return (
    <div
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border px-4 py-3 font-medium',
        allDone ? 'border-success/40 bg-success-tint text-success' : 'border-hairline bg-surface text-muted',
      )}
    >
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden="true" className="size-5 shrink-0" />
        {elsewhere
          ? 'No dead letters in this queue.'
          : allDone
            ? 'No dead letters. Everything that should have happened has happened.'
            : `No dead letters. ${jobsInWords(underWay)} ${underWay === 1 ? 'is' : 'are'} still to be done.`}
      </p>
      {queue && (
        <ButtonLink href="/admin/jobs" variant="link">
          Show every queue
        </ButtonLink>
      )}
    </div>
  )
}

function Letter({ letter, now, words }: { letter: ListedLetter; now: Date; words: JobWords }) {
  const what = words.does(letter.queue)
  const link = words.linkOf(letter)
  const about = link ? `${what}, ${link.label}` : what
  const button = { queue: letter.queue, deadLetterId: letter.id, about }
  return (
    <li className="rounded-card border border-hairline bg-surface p-4 lg:px-5">
      <div className="grid gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-start">
        <div className="min-w-0">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h3 className="font-semibold font-text text-base tracking-normal">{what}</h3>
            {link ? (
              <Link href={link.href} className="link tabular inline-block py-0.5">
                {link.label}
              </Link>
            ) : (
              <span className="text-muted text-sm">{words.unlinked}</span>
            )}
          </div>
          <p className="tabular text-muted text-sm">
            <code className="text-xs">{letter.queue}</code>, {letter.attempts} of {letter.attemptLimit}{' '}
            attempts, given up{' '}
            <time dateTime={letter.diedAt.toISOString()} title={formatDateTime(letter.diedAt, deskPlace)}>
              {formatRelative(letter.diedAt, now)}
            </time>
          </p>
          <p className="mt-1 text-danger text-sm [overflow-wrap:anywhere]">{firstLine(letter.error)}</p>
        </div>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <DiscardJob {...button} what={what} keptIn={words.keptIn} />
          <SendAgain {...button} />
        </div>
      </div>
      <LetterDetail letter={letter} />
    </li>
  )
}

function LetterDetail({ letter }: { letter: ListedLetter }) {
  const payload = JSON.stringify(letter.payload, null, 2)
  return (
    <details className="group/detail mt-1">
      <summary className="inline-flex min-h-9 cursor-pointer list-none items-center gap-1 rounded-control pr-2 font-medium text-sm max-lg:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 transition-transform group-open/detail:rotate-90 motion-reduce:transition-none"
        />
        Whole error and payload
      </summary>
      <div className="mt-1 grid gap-3 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Text label="Error" copy="Copy the error" text={letter.error} />
        <Text label="Payload, ids only" copy="Copy the payload" text={payload} />
      </div>
    </details>
  )
}

function Text({ label, copy, text }: { label: string; copy: string; text: string }) {
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between">
        <h4 className="font-medium font-text text-muted text-sm tracking-normal">{label}</h4>
        <CopyButton text={text} label={copy} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="focus-inset max-h-80 overflow-y-auto whitespace-pre-wrap rounded-control bg-sunken p-3 text-xs [overflow-wrap:anywhere]"
      >
        {text}
      </pre>
    </div>
  )
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 300) ?? ''
}
