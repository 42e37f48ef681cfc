import { Check, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

export type TimelineStep = {
  /** Past tense with an object: "Handed to DHL". */
  title: string
  state: 'done' | 'current' | 'future' | 'problem'
  /** When it happened, as text for people; future steps have none. */
  time?: string
  /** The same moment for machines, ISO 8601. */
  dateTime?: string
  note?: ReactNode
}

const STATE_WORDS = { done: 'Done', current: 'Now', future: 'Still to come', problem: 'Problem' }

/** The shopper's view of a parcel: past and coming steps, oldest first. */
export function StepTimeline({ steps, className }: { steps: TimelineStep[]; className?: string }) {
  return (
    <ol className={className}>
      {steps.map((step, index) => (
        <li
          key={step.title}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="relative flex gap-4 pb-6 last:pb-0"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden="true"
              className={cn(
                'absolute top-7 bottom-1 left-2.75 w-0.5 rounded-full',
                step.state === 'done' ? 'bg-brand' : 'bg-hairline',
              )}
            />
          )}
          <StepMark state={step.state} />
          <div className={cn('min-w-0', step.state === 'future' && 'text-muted')}>
            <p
              className={cn(
                (step.state === 'current' || step.state === 'problem') && 'font-semibold',
                step.state === 'problem' && 'text-danger',
              )}
            >
              <span className="sr-only">{STATE_WORDS[step.state]}: </span>
              {step.title}
            </p>
            {step.time && (
              <time dateTime={step.dateTime} className="tabular block text-muted text-sm">
                {step.time}
              </time>
            )}
            {step.note && <div className="mt-1 text-sm">{step.note}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

function StepMark({ state }: { state: TimelineStep['state'] }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid size-6 shrink-0 place-items-center rounded-full border-2',
        state === 'done' && 'border-brand bg-brand text-on-brand',
        state === 'current' && 'border-brand bg-surface',
        state === 'future' && 'border-control border-dashed',
        state === 'problem' && 'border-danger bg-danger-tint text-danger',
      )}
    >
      {state === 'done' && <Check strokeWidth={3} className="size-3.5" />}
      {state === 'current' && <span className="size-2.5 rounded-full bg-brand" />}
      {state === 'problem' && <TriangleAlert className="size-3.5" />}
    </span>
  )
}
