'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { Read } from '#desk/page.tsx'
import { MayAt } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { StaffStockLoading } from '#slices/inventory/desk/ui/stock-loading.tsx'
import { ThingAudit } from '#slices/staff/desk/ui/thing-audit.tsx'
import { countLineSchema, endCountSchema } from '#slices/stockroom/counting/count-input.ts'
import type { readCount } from '#slices/stockroom/queries.ts'
import { nameOf, signed, stateBadges, stockroomTrouble, units, when, whereOf } from './stockroom-words.ts'
import { useStockroomAction } from './use-stockroom-action.ts'

type Count = NonNullable<Awaited<ReturnType<typeof readCount>>>
type Line = Count['lines'][number]

/** One count: each line with everything that was counted of it, and what can be done where it waits. */
export function StaffCount({ id }: { id: string }) {
  const trpc = useTRPC()
  const count = useQuery(trpc.stockroom.count.queryOptions({ id }))
  return (
    <div className="flex flex-col gap-4">
      <div>
        <ButtonLink href="/admin/stockroom/counts" variant="quiet" size="sm" className="-ml-3">
          <ArrowLeft aria-hidden="true" />
          All counts
        </ButtonLink>
        <h1 className="mt-1 text-3xl">Count</h1>
      </div>
      <Read reading={count} trouble={stockroomTrouble} loading={<StaffStockLoading />}>
        {read => (
          <>
            <p className="text-muted">
              {whereOf(read)}, {when(read.countedAt)}, by {nameOf(read.actor)}
            </p>
            <Card className="max-w-4xl">
              <ul aria-label="Lines" className="divide-y divide-hairline">
                {read.lines.map(line => (
                  <CountLine key={line.sku} count={read} line={line} />
                ))}
              </ul>
            </Card>
            <ThingAudit entity="count" entityId={id} />
          </>
        )}
      </Read>
    </div>
  )
}

function CountLine({ count, line }: { count: Count; line: Line }) {
  const badge = stateBadges[line.state]
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0">
          <span className="font-medium">{line.name}</span>{' '}
          <span className="wrap-anywhere text-muted text-sm">{line.sku}</span>
        </p>
        <Badge tone={badge.tone}>{badge.words}</Badge>
      </div>
      {line.entries.length === 0 && (
        <p className="text-sm">People on the floor missed some of it. Nobody has counted it yet.</p>
      )}
      <ol className="text-muted text-sm">
        {line.entries.map(entry => (
          <li key={entry.turn} className="tabular">
            {units(entry.counted)} counted, {units(entry.expected)} in the books ({signed(entry.difference)}),{' '}
            {when(entry.countedAt)}, by {nameOf(entry.actor)}
          </li>
        ))}
      </ol>
      {line.state === 'promised' && (
        <p className="text-sm">
          More is missing than is free. Cancel some of its orders, then approve the count.
        </p>
      )}
      {(line.state === 'recount' || line.state === 'promised') && (
        <MayAt permission="stock.write" warehouseId={count.warehouseId}>
          <div className="flex flex-wrap gap-2">
            <Again count={count} line={line} />
            {line.entries.length > 0 && <End countId={count.id} line={line} end="approve" />}
            <End countId={count.id} line={line} end="drop" />
          </div>
        </MayAt>
      )}
    </li>
  )
}

function Again({ count: { id: countId, bin }, line }: { count: Count; line: Line }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const words = line.entries.length > 0 ? 'Count again' : 'Count'
  const again = useStockroomAction({
    action: 'count-again',
    subject: `${countId} ${line.sku}`,
    send: (counted: { counted: number }, actionId) =>
      client.stockroom.countAgain.mutate({ id: countId, lines: [{ sku: line.sku, ...counted }], actionId }),
    notice: 'Count written down',
    onDone: () => setOpen(false),
  })
  const read = () => countLineSchema.safeParse({ sku: line.sku, counted: typed ? Number(typed) : Number.NaN })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" size="sm" aria-label={`${words}: ${line.name}`}>
          {words}
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={words}
          description={line.name}
          action={{ words: 'Write it down', doing: 'Writing…' }}
          wayOut="Leave it"
          failure="The count was not written down"
          mutation={again}
          check={() => {
            const problem = read().error?.issues[0]?.message
            setWrong(problem)
            return problem ? 'again-counted' : null
          }}
          onAction={() => {
            const { data } = read()
            if (data) again.act({ counted: data.counted }, `${data.counted} of ${line.sku} were written down`)
          }}
        >
          <Field id="again-counted" label={bin ? `Units in bin ${bin}` : 'Units on the shelf'} error={wrong}>
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={event => setTyped(event.target.value.trim())}
            />
          </Field>
        </ActionDialog>
      )}
    </Dialog>
  )
}

const ends = {
  approve: {
    open: 'Approve',
    title: 'Book what was counted',
    doing: 'Booking…',
    notice: 'Difference booked',
  },
  drop: { open: 'Give up', title: 'Give this line up', doing: 'Giving up…', notice: 'Line given up' },
}

function End({ countId, line, end }: { countId: string; line: Line; end: keyof typeof ends }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const words = ends[end]
  const done = useStockroomAction({
    action: `${end}-count`,
    subject: `${countId} ${line.sku}`,
    send: (why: { reason: string }, actionId) =>
      client.stockroom.endCount.mutate({ id: countId, skus: [line.sku], end, ...why, actionId }),
    notice: words.notice,
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button
          variant={end === 'approve' ? 'secondary' : 'quiet'}
          size="sm"
          aria-label={`${words.open}: ${line.name}`}
        >
          {words.open}
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={words.title}
          description={line.name}
          action={{ words: words.title, doing: words.doing }}
          wayOut="Leave it"
          failure="Nothing was changed"
          mutation={done}
          check={() => {
            const problem = endCountSchema.shape.reason.safeParse(reason).error?.issues[0]?.message
            setWrong(problem)
            return problem ? 'end-reason' : null
          }}
          onAction={() => done.act({ reason }, `a line of the count was decided: ${line.sku}`)}
        >
          <Field id="end-reason" label="Reason" hint="It stays in the audit, with your name." error={wrong}>
            <Input
              autoComplete="off"
              maxLength={200}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          </Field>
        </ActionDialog>
      )}
    </Dialog>
  )
}
