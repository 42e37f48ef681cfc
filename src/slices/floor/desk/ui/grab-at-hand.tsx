'use client'

import { useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import type { WaveKind } from '#slices/floor/floor-states.ts'
import type { Task } from '#slices/floor/queries.ts'
import { bears, openOf, type Part, partsOf } from './applied.ts'
import { itemName } from './floor-words.ts'
import { Grab } from './grab.tsx'
import { NotFound } from './not-found.tsx'
import { ScanField } from './scan-field.tsx'
import { useScan } from './scan-outbox.tsx'
import { type Done, NO_ROOM, ScanResult } from './scan-result.tsx'

/** The grab that is made now, the scan field for it, and what the last scan was. */
export function GrabAtHand({ task, kind }: { task: Task | undefined; kind: WaveKind }) {
  const scan = useScan()
  const [quantity, setQuantity] = useState('1')
  const [refused, setRefused] = useState<string>()
  const [done, setDone] = useState<Done | null>(null)

  function onScan(task: Task, code: string) {
    const units = Number(quantity)
    const left = openOf(task)
    const wrong = bears(task, code)
      ? undefined
      : `${code} is not ${itemName(task)}. Put it back, and fetch ${task.sku}.`
    const refusal =
      !Number.isInteger(units) || units < 1
        ? 'Enter a whole number of units'
        : units > left
          ? `Only ${left} ${left === 1 ? 'is' : 'are'} wanted`
          : undefined
    setRefused(refusal)
    setQuantity('1')
    if (refusal) return
    const isKept = scan({ kind: 'pick', task: task.id, code, quantity: units }, wrong)
    if (!isKept) return setRefused(NO_ROOM)
    setDone(wrong ? null : { words: `${units} × ${itemName(task)}`, into: intoWords(task, kind, units) })
  }

  return (
    <>
      <ScanResult done={done} />
      {task && (
        <>
          <Grab task={task} kind={kind} />
          <div className="sticky bottom-0 -mx-4 flex flex-col gap-3 border-hairline border-t bg-surface p-4 sm:mx-0 sm:rounded-card sm:border">
            <ScanField
              label="Scan the item"
              error={refused}
              onScan={code => onScan(task, code)}
              beside={
                openOf(task) > 1 && (
                  <Field label="Units" className="w-20">
                    <Input
                      inputMode="numeric"
                      autoComplete="off"
                      className="h-13 text-lg"
                      value={quantity}
                      onChange={event => setQuantity(event.target.value.trim())}
                    />
                  </Field>
                )
              }
            />
            <NotFound
              task={task}
              onNoted={() => {
                const left = openOf(task)
                const isKept = scan({ kind: 'short', task: task.id, code: task.sku, quantity: left })
                if (isKept) setDone({ words: `${left} × ${itemName(task)} not found`, into: null })
                else setRefused(NO_ROOM)
              }}
            />
          </div>
        </>
      )}
    </>
  )
}

/** A single walk has one tote, and a batch is sorted at the packing station. */
function intoWords({ shares }: Task, kind: WaveKind, units: number): string | null {
  if (kind !== 'cluster') return null
  const parts: Part[] = partsOf(shares, units)
  if (parts.length === 1) return `Into tote ${parts[0]?.slot}`
  return parts.map(({ slot, units }) => `${units} into tote ${slot}`).join(', ')
}
