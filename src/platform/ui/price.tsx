import { cn } from './cn.ts'
import { formatMoney } from './format.ts'

export type PriceProps = {
  /** Integer in the currency's minor unit. */
  amountMinor: number
  currency: string
  locale?: string
  /** The former price; shown struck through when it is higher. */
  wasMinor?: number | undefined
  /** Prefixed when variants differ: "From £12.00". */
  from?: boolean
  className?: string
}

export function Price({ amountMinor, currency, locale, wasMinor, from = false, className }: PriceProps) {
  const reduced = wasMinor !== undefined && wasMinor > amountMinor
  return (
    <span className={cn('tabular inline-flex flex-wrap items-baseline gap-x-2', className)}>
      <span className={cn('whitespace-nowrap', reduced && 'text-accent')}>
        {reduced && <span className="sr-only">Now </span>}
        {from && 'From '}
        {formatMoney(amountMinor, currency, locale)}
      </span>
      {reduced && (
        <s className="whitespace-nowrap font-normal text-muted text-sm">
          <span className="sr-only">Was </span>
          {formatMoney(wasMinor, currency, locale)}
        </s>
      )}
    </span>
  )
}
