'use client'

import { SlidersHorizontal } from 'lucide-react'
import { Choice } from '#desk/choice.tsx'
import { daySchema } from '#platform/fields/day-schema.ts'
import { controlLook } from '#platform/forms/control-look.ts'
import type { Step } from '#platform/forms/typing-steps.ts'
import { useTyped } from '#platform/forms/use-typed.ts'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { cn } from '#platform/ui/cn.ts'
import { Sheet, useSheet } from '#platform/ui/sheet.tsx'
import { deliveryStates, moneyStates, orderStates } from '#slices/orders/order.ts'
import { deliveryWords, moneyWords, stateWords } from '../words.ts'
import { filtersSet, type StaffOrdersParams } from './orders-params.ts'

type Filtering = {
  params: StaffOrdersParams
  /** Null removes a filter. */
  onChange: (changed: Partial<StaffOrdersParams>, step?: Step) => void
  /** The address without filters. Present only when a filter is set. */
  clearHref?: string
}

/** In a row from 1024 px up, in a sheet from the bottom below that. */
export function StaffOrderFilters({ params, onChange, clearHref }: Filtering) {
  const set = filtersSet(params)
  const { opener, sheet, close } = useSheet()
  return (
    <>
      <div className="hidden flex-wrap items-end gap-2 lg:flex">
        <FilterFields params={params} onChange={onChange} />
        {clearHref && (
          <ButtonLink variant="quiet" size="sm" href={clearHref}>
            Clear
          </ButtonLink>
        )}
      </div>
      <Button variant="secondary" className="lg:hidden" {...opener}>
        <SlidersHorizontal aria-hidden="true" />
        <span className="max-xs:sr-only">Filters</span>
        {set > 0 && ` (${set})`}
      </Button>
      <Sheet
        {...sheet}
        side="bottom"
        title="Filters"
        footer={
          <div className="flex gap-3">
            {clearHref && (
              <ButtonLink variant="secondary" href={clearHref} onClick={close}>
                Clear filters
              </ButtonLink>
            )}
            <Button wide onClick={close}>
              Show orders
            </Button>
          </div>
        }
      >
        <div className="flex flex-col gap-4">
          <FilterFields params={params} onChange={onChange} />
        </div>
      </Sheet>
    </>
  )
}

function FilterFields({ params, onChange }: Filtering) {
  return (
    <>
      <Choice
        label="State"
        value={params.state}
        options={orderStates}
        words={stateWords}
        onChange={state => onChange({ state })}
      />
      <Choice
        label="Payment"
        value={params.payment}
        options={moneyStates}
        words={moneyWords}
        onChange={payment => onChange({ payment })}
      />
      <Choice
        label="Delivery"
        value={params.delivery}
        options={deliveryStates}
        words={deliveryWords}
        onChange={delivery => onChange({ delivery })}
      />
      <Day
        label="From"
        value={params.from}
        max={params.to}
        onChange={(from, step) => onChange({ from }, step)}
      />
      <Day label="To" value={params.to} min={params.from} onChange={(to, step) => onChange({ to }, step)} />
    </>
  )
}

/** While somebody types a year, the field holds 0002, 0020 and 0202. */
const FIRST_WHOLE_YEAR = '1000'
/** Stops the browser from asking for a fifth digit. */
const LAST_DAY = '9999-12-31'
/** Longer than the pause between two keys: the day is searched for while it is typed. */
const DAY_PAUSE_MS = 500

function Day({
  label,
  value,
  onChange,
  min = null,
  max = null,
}: {
  label: string
  value: string | null
  onChange: (day: string | null, step: Step) => void
  min?: string | null
  max?: string | null
}) {
  const { typed, type, ref, onBlur } = useTyped({
    value: value ?? '',
    follow: (day, step) => onChange(day || null, step),
    isWhole: day => day === '' || (day > FIRST_WHOLE_YEAR && daySchema.safeParse(day).success),
    pauseMs: DAY_PAUSE_MS,
  })
  return (
    <label className="flex flex-col gap-1 font-medium text-muted text-sm lg:text-xs">
      {label}
      <input
        type="date"
        ref={ref}
        value={typed}
        min={min ?? undefined}
        max={max ?? LAST_DAY}
        onChange={event => type(event.target.value)}
        onBlur={onBlur}
        className={cn(controlLook, 'h-9 lg:w-32 xl:w-36 lg:text-sm', value && 'border-brand bg-brand-tint')}
      />
    </label>
  )
}
