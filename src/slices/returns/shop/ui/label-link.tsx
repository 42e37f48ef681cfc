import { Printer } from 'lucide-react'
import { Spinner } from '#platform/ui/spinner.tsx'
import type { ShownReturn } from './return-words.ts'

/** The label, as soon as it is drawn. */
export function LabelLink({ found: { label, isLabelReady, number } }: { found: ShownReturn }) {
  if (!label) return null
  if (!isLabelReady)
    return (
      <p role="status" className="inline-flex min-h-11 items-center gap-2 text-muted">
        <Spinner /> We are drawing your label
      </p>
    )
  return (
    <a
      className="link inline-flex min-h-11 items-center gap-2 font-medium"
      href={label}
      aria-label={`Print the label of ${number} (PDF)`}
    >
      <Printer aria-hidden="true" className="size-5" />
      Print the label (PDF)
    </a>
  )
}
