'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import type { DeskAction } from '#desk/actions/use-desk-action.ts'
import { useRights } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { holdsAt } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'

export type GoodsLine = { sku: string } & Record<string, string>

type GoodsFormProps = {
  title: string
  hint: ReactNode
  /** The numbers of a line beside its SKU, in the order in which they are typed. */
  numbers: readonly { name: string; label: string; optional?: boolean }[]
  /** Fields of the whole, above the lines. */
  children?: ReactNode
  /** Says what is wrong with a line, or null. */
  wrongOf: (line: GoodsLine) => string | null
  action: Pick<DeskAction<object, object>, 'error' | 'unheard' | 'isPending'>
  words: { send: string; doing: string; failure: string }
  onSend: (warehouse: string, lines: GoodsLine[]) => void
}

/** Lines are typed or scanned one after the other: the field of the SKU has the focus again after each. Nothing is sent before the last button. */
export function GoodsForm({
  title,
  hint,
  numbers,
  children,
  wrongOf,
  action,
  words,
  onSend,
}: GoodsFormProps) {
  const trpc = useTRPC()
  const warehouses = useQuery(trpc.stock.warehouses.queryOptions())
  const rights = useRights()
  const open = (warehouses.data ?? []).filter(
    ({ id, state }) => state !== 'closed' && holdsAt(rights, 'stock.write', id),
  )
  const [warehouse, setWarehouse] = useState('')
  const [typed, setTyped] = useState<GoodsLine>({ sku: '' })
  const [lines, setLines] = useState<GoodsLine[]>([])
  const [wrong, setWrong] = useState<{ warehouse?: string; line?: string }>({})
  const sku = useRef<HTMLInputElement>(null)
  const headingId = useId()
  const warehouseId = useId()

  function add(event: FormEvent) {
    event.preventDefault()
    const line = { ...typed, sku: typed.sku.trim() }
    const problem = lines.some(({ sku }) => sku === line.sku)
      ? `${line.sku} is in the list already. Take it out to change it`
      : wrongOf(line)
    setWrong(problem ? { line: problem } : {})
    if (!problem) {
      setLines([...lines, line])
      setTyped({ sku: '' })
    }
    sku.current?.focus()
  }

  function submit() {
    const unfinished = Object.values(typed).some(value => value.trim() !== '')
    const found = {
      ...(!warehouse && { warehouse: 'Choose the warehouse' }),
      ...(unfinished && { line: 'Add this line, or empty its fields' }),
      ...(lines.length === 0 && !unfinished && { line: 'Add at least one line' }),
    }
    setWrong(found)
    if (found.warehouse) document.getElementById(warehouseId)?.focus()
    else if (found.line) sku.current?.focus()
    else onSend(warehouse, lines)
  }

  if (warehouses.data && open.length === 0) return null
  return (
    <Card aria-labelledby={headingId} className="flex flex-col gap-4">
      <CardHeading id={headingId}>{title}</CardHeading>
      <p className="max-w-prose text-muted text-sm">{hint}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id={warehouseId} label="Warehouse" error={wrong.warehouse}>
          <Select value={warehouse} onChange={event => setWarehouse(event.target.value)}>
            <option value="">Choose one</option>
            {open.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {children}
      </div>
      <form noValidate onSubmit={add} className="grid grid-cols-2 items-end gap-3 sm:flex">
        <Field label="SKU" error={wrong.line} className="col-span-2 sm:flex-1">
          <Input
            ref={sku}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed.sku}
            onChange={event => setTyped({ ...typed, sku: event.target.value })}
          />
        </Field>
        {numbers.map(({ name, label, optional }) => (
          <Field key={name} label={label} optional={optional} className="sm:w-44">
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={typed[name] ?? ''}
              onChange={event => setTyped({ ...typed, [name]: event.target.value.trim() })}
            />
          </Field>
        ))}
        <Button type="submit" variant="secondary">
          Add the line
        </Button>
      </form>
      {lines.length > 0 && (
        <ul aria-label="Lines" className="divide-y divide-hairline border-hairline border-t border-b">
          {lines.map(line => (
            <li key={line.sku} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
              <span className="wrap-anywhere font-medium">{line.sku}</span>
              <span className="tabular text-muted text-sm">
                {numbers
                  .filter(({ name }) => line[name])
                  .map(({ name, label }) => `${label} ${line[name]}`)
                  .join(', ')}
              </span>
              <Button
                variant="quiet"
                size="sm"
                aria-label={`Take out: ${line.sku}`}
                onClick={() => setLines(lines.filter(other => other !== line))}
              >
                Take out
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ActionState action={action} failure={words.failure} />
      <div>
        <Button guardRepeat pending={action.isPending} pendingLabel={words.doing} onClick={submit}>
          {words.send}
        </Button>
      </div>
    </Card>
  )
}
