'use client'

import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useNow } from '#desk/clock.tsx'
import { May } from '#desk/rights.tsx'
import { useWrongFields } from '#desk/use-wrong-fields.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { type NewCodes, newCodesSchema } from '#slices/promotions/promotion-input.ts'
import type { readPromotion } from '#slices/promotions/queries.ts'
import { count, nameOf, when } from './promotion-words.ts'
import { usePromotionAction } from './use-promotion-action.ts'

type Promotion = NonNullable<Awaited<ReturnType<typeof readPromotion>>>

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The batches of single-use codes, each of which can be downloaded for a day. */
export function PromotionCodes({ promotion, readAt }: { promotion: Promotion; readAt: Date }) {
  const now = useNow(readAt, MINUTE_MS)
  return (
    <Card aria-labelledby="codes" className="flex flex-col gap-2">
      <CardHeading
        id="codes"
        aside={
          promotion.state !== 'ended' && (
            <May permission="promotions.write">
              <MakeCodes promotion={promotion} />
            </May>
          )
        }
      >
        Single-use codes
      </CardHeading>
      {promotion.batches.length === 0 ? (
        <p className="text-muted">
          None were made. Each is good for one order. The shop keeps their hashes and cannot show them later.
        </p>
      ) : (
        <ul aria-label="Batches of codes" className="divide-y divide-hairline">
          {promotion.batches.map(batch => (
            <li key={batch.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
              <p className="tabular min-w-0">
                {count(batch.codes)} {batch.codes === 1 ? 'code' : 'codes'}
                {batch.prefix && `, beginning with ${batch.prefix}`}
                <span className="block text-muted text-sm">
                  {when(batch.madeAt)}, by {nameOf(batch.actor)}
                </span>
              </p>
              {now.getTime() - batch.madeAt.getTime() < DAY_MS ? (
                <May permission="promotions.write">
                  <a
                    className="link inline-flex min-h-11 items-center"
                    href={`/api/v1/desk/promotions/${promotion.id}/codes/${batch.id}`}
                    download
                  >
                    Download today
                    <span className="sr-only"> the codes of {when(batch.madeAt)}</span>
                  </a>
                </May>
              ) : (
                <p className="text-muted text-sm">Told already</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const fieldIds = { count: 'codes-count', prefix: 'codes-prefix' }

function MakeCodes({ promotion }: { promotion: Promotion }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" size="sm">
          Make codes
        </Button>
      </DialogTrigger>
      {open && <MakeCodesDialog promotion={promotion} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

function MakeCodesDialog({ promotion, onDone }: { promotion: Promotion; onDone: () => void }) {
  const client = useTRPCClient()
  const [id] = useState(() => uuidv7())
  const [typed, setTyped] = useState({ count: '', prefix: '' })
  const { wrong, right, show } = useWrongFields(fieldIds)
  const read = () =>
    newCodesSchema.safeParse({
      count: typed.count.trim() ? Number(typed.count.replaceAll(',', '')) : undefined,
      prefix: typed.prefix,
    })
  const make = usePromotionAction({
    action: 'make-codes',
    subject: promotion.id,
    send: (input: NewCodes, actionId) =>
      client.promotions.makeCodes.mutate({ id, promotionId: promotion.id, ...input, actionId }),
    notice: 'Codes made: download them today',
    onDone,
  })
  const type = (name: keyof typeof fieldIds, value: string) => {
    setTyped({ ...typed, [name]: value })
    right(name)
  }
  return (
    <ActionDialog
      title="Make single-use codes"
      description={promotion.name}
      action={{ words: 'Make them', doing: 'Making…' }}
      wayOut="Not now"
      failure="No codes were made"
      mutation={make}
      check={() => show(read())}
      onAction={() => {
        const { data } = read()
        if (data) make.act(data, `${count(data.count)} codes were made`)
      }}
    >
      {!promotion.needsCode && (
        <p className="text-muted">Every order gets this promotion now. From then on it needs a code.</p>
      )}
      <Field id={fieldIds.count} label="How many" hint="Up to 1,000,000." error={wrong.count}>
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={typed.count}
          onChange={event => type('count', event.target.value)}
        />
      </Field>
      <Field
        id={fieldIds.prefix}
        label="They begin with"
        hint="Such as SUMMER, for codes like SUMMER-7KQM-X3RT-9WPL."
        optional
        error={wrong.prefix}
      >
        <Input
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={typed.prefix}
          onChange={event => type('prefix', event.target.value)}
        />
      </Field>
    </ActionDialog>
  )
}
