import { cn } from '#platform/ui/cn.ts'
import { formatMoney } from '#platform/ui/format.ts'
import { optionValues } from '#slices/catalog/option-words.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import type { PricedLine } from '#slices/pricing/quote.ts'

export type OrderLinesProps = {
  lines: (Omit<PricedLine, 'discount'> & {
    wasMinor?: number | undefined
    remark?: string | undefined
    /** Which of the units are not in stock, and the day on which they are expected. */
    late?: string | undefined
    /** Units that were taken out of the order before they left. */
    cancelled?: number | undefined
    /** The item is not available, so no sum counts it. */
    notCounted?: boolean | undefined
  })[]
}

/** Picture, name, options, quantity and sum of each line. */
export function OrderLines({ lines }: OrderLinesProps) {
  return (
    <ul className="flex flex-col gap-4">
      {lines.map(line => (
        <li key={line.sku} className="flex gap-4">
          <LinePicture line={line} />
          <div className="min-w-0 flex-1">
            <p className="font-medium leading-snug">{line.name}</p>
            <p className="text-muted text-sm">
              {[...optionValues(line.options), `Quantity ${line.quantity}`].join(' · ')}
            </p>
            {line.cancelled ? (
              <p className="font-medium text-sm">
                {line.cancelled === line.quantity ? 'Taken out' : `${line.cancelled} of them taken out`}, its
                money goes back
              </p>
            ) : null}
            {line.late && <p className="text-muted text-sm">{line.late}</p>}
            {line.remark && <p className="font-medium text-danger text-sm">{line.remark}</p>}
            {line.wasMinor !== undefined && (
              <p className="font-medium text-sm text-warning">
                Now {formatMoney(line.unitPrice.amount, line.unitPrice.currency)} each, was{' '}
                {formatMoney(line.wasMinor, line.unitPrice.currency)}
              </p>
            )}
          </div>
          <p className={cn('tabular shrink-0', line.notCounted && 'text-muted line-through')}>
            {line.notCounted && <span className="sr-only">Not counted: </span>}
            {formatMoney(line.total.amount, line.total.currency)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function LinePicture({ line }: { line: Pick<PricedLine, 'imageUrl'> }) {
  if (!line.imageUrl)
    return <span aria-hidden="true" className="size-16 shrink-0 rounded-control bg-sunken" />
  return (
    <Picture
      src={line.imageUrl}
      alt=""
      width={64}
      height={64}
      className="size-16 shrink-0 rounded-control bg-sunken object-cover"
    />
  )
}
