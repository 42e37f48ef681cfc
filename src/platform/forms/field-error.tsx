import { CircleAlert } from 'lucide-react'
import { cn } from '../ui/cn.ts'

/** The line that says what to do, beside the field; the same words stand in the error summary. */
export function FieldError({
  id,
  children,
  className,
}: {
  id?: string
  children: string
  className?: string
}) {
  return (
    <p id={id} className={cn('flex gap-1.5 font-medium text-danger text-sm', className)}>
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4" />
      <span>
        <span className="sr-only">Error: </span>
        {children}
      </span>
    </p>
  )
}
