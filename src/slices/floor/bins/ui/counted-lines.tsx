'use client'

import { useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import { useOutbox } from '#slices/floor/desk/ui/scan-outbox.tsx'
import { useFloorAction } from '#slices/floor/desk/ui/use-floor-action.ts'
import { type CountInput, countLineSchema } from '#slices/stockroom/counting/count-input.ts'
import { type KeptCount, type KeptLine, typedFor } from './kept-count.ts'

const lineOf = ({ sku, typed, at }: KeptLine) => ({
  sku,
  counted: typed ? Number(typed) : Number.NaN,
  ...(at && { at }),
})

type CountedLinesProps = {
  count: KeptCount
  warehouse: string
  /** The shop's time, ISO 8601. */
  shopTime: () => string
  onChange: (next: (now: KeptCount | null) => KeptCount | null) => void
  /** `isWritten` false: the count was given up. */
  onEnd: (isWritten: boolean) => void
}

/** What was counted in a bin so far. Every item that the books have here wants a number: what is not there is a nought. */
export function CountedLines({ count, warehouse, shopTime, onChange, onEnd }: CountedLinesProps) {
  const client = useTRPCClient()
  const { waiting } = useOutbox()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [isSure, setSure] = useState(false)
  const isBegun = count.lines.some(({ typed }) => typed)
  const write = useFloorAction({
    action: 'write-count',
    subject: count.id,
    send: (input: CountInput, actionId) => client.stockroom.writeCount.mutate({ ...input, actionId }),
    notice: 'Count written down',
    onDone: () => onEnd(true),
  })

  function send() {
    const found = Object.fromEntries(
      count.lines.flatMap(line => {
        if (!line.typed) return [[line.sku, 'Enter how many there are. None is 0']]
        const problem = countLineSchema.safeParse(lineOf(line)).error?.issues[0]?.message
        return problem ? [[line.sku, problem]] : []
      }),
    )
    setWrong(found)
    // The focus stays where a scanner types into no number.
    const first = count.lines.find(({ sku }) => found[sku])
    if (first) return document.getElementById(fieldOf(first))?.scrollIntoView({ block: 'center' })
    const lines = count.lines.map(line => countLineSchema.parse(lineOf(line)))
    write.act(
      { id: count.id, warehouse, bin: count.bin, lines },
      `the count of bin ${count.bin} was written down`,
    )
  }

  return (
    <section aria-label={`In bin ${count.bin}`} className="flex flex-col gap-4">
      <p className="wrap-anywhere tabular font-semibold text-5xl">{count.bin}</p>
      {count.lines.length === 0 ? (
        <EmptyState art={null}>
          By the books nothing lies here. Scan what you find; where there is nothing, there is nothing to
          write down.
        </EmptyState>
      ) : (
        <ul aria-label="Counted" className="flex flex-col gap-3">
          {count.lines.map(line => (
            <li
              key={line.sku}
              className="flex flex-wrap items-end justify-between gap-4 rounded-card border border-hairline bg-surface p-4"
            >
              <p className="min-w-0 flex-1 basis-40">
                <span className="wrap-anywhere block font-medium text-lg">{line.name}</span>
                <span className="wrap-anywhere text-muted">{line.sku}</span>
              </p>
              <Field
                id={fieldOf(line)}
                label="Units here"
                error={wrong[line.sku]}
                className={wrong[line.sku] ? 'w-full' : 'w-28'}
              >
                <Input
                  inputMode="numeric"
                  autoComplete="off"
                  className="h-13 text-lg"
                  value={line.typed}
                  onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
                  onChange={event => {
                    const typed = event.target.value.trim()
                    onChange(now => now && typedFor(now, line.sku, typed, shopTime()))
                  }}
                />
              </Field>
            </li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <p className="text-muted">
          Scans of this device are on their way. Write the count down when they are through.
        </p>
      )}
      <p role="alert" className="text-danger">
        {count.lines.some(({ sku, typed }) => wrong[sku] && !typed) &&
          'Some items have no number yet. What is not here is 0.'}
      </p>
      <p role="status">{isSure && 'What you counted is not kept. Press once more to give it up.'}</p>
      <ActionState action={write} failure="The count was not written down" />
      <div className="grid grid-cols-2 gap-3">
        <Button
          guardRepeat
          variant="secondary"
          size="lg"
          onClick={() => (isSure || !isBegun ? onEnd(false) : setSure(true))}
        >
          {isSure ? 'Yes, give it up' : 'Give it up'}
        </Button>
        <Button
          guardRepeat
          size="lg"
          pending={write.isPending}
          pendingLabel="Writing…"
          disabled={count.lines.length === 0 || waiting.length > 0}
          onClick={send}
        >
          Write it down
        </Button>
      </div>
    </section>
  )
}

const fieldOf = ({ sku }: KeptLine) => `counted-${sku}`
