import { CircleCheck, TriangleAlert } from 'lucide-react'
import { cn } from '#platform/ui/cn.ts'
import type { NextStep } from '../next-step.ts'

/** The next thing to do, in words. Its button stands in the head of the page. */
export function StaffNextStep({ step }: { step: NextStep }) {
  const Icon = step.urgent ? TriangleAlert : CircleCheck
  return (
    <section
      aria-label="What needs doing"
      className={cn(
        'flex gap-3 rounded-card border p-4',
        step.urgent ? 'border-danger/40 bg-danger-tint text-danger' : 'border-hairline bg-surface text-muted',
      )}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-5" />
      <div className="min-w-0">
        <h2 className={cn('font-semibold font-text text-base tracking-normal', !step.urgent && 'text-ink')}>
          {step.headline}
        </h2>
        <p className="text-ink text-sm">{step.explanation}</p>
      </div>
    </section>
  )
}
