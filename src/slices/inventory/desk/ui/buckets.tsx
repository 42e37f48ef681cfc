'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { May } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { bucketCounts } from '#slices/inventory/buckets.ts'
import type { SplitInput } from '../launch-input.ts'
import { bucketsOf, type StockRow } from '../stock-view.ts'
import { bucketsInWords } from './stock-words.ts'
import { useStockAction } from './use-stock-action.ts'

const USUAL_BUCKETS = 16

/** Lets staff split a variant's stock into buckets and merge it again. */
export function StaffBuckets({ row }: { row: StockRow }) {
  const buckets = bucketsOf(row.places)
  return (
    <Card aria-labelledby="buckets">
      <CardHeading id="buckets">Buckets</CardHeading>
      <p className="max-w-prose text-muted">
        {buckets > 1
          ? `Its stock is split into ${bucketsInWords(buckets)}, so that as many buyers can be served at once. They still see one number.`
          : 'A variant that hundreds of people buy in the same second sells faster from several buckets. Buyers still see one number. A launch splits its stock by itself.'}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Split row={row} buckets={buckets} />
        {buckets > 1 && <Merge row={row} />}
      </div>
    </Card>
  )
}

function Split({ row, buckets }: { row: StockRow; buckets: number }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [count, setCount] = useState<(typeof bucketCounts)[number]>(USUAL_BUCKETS)
  const split = useStockAction({
    action: 'split',
    subject: row.variantId,
    send: (input: SplitInput, actionId) => client.stock.split.mutate({ ...input, actionId }),
    notice: 'Stock split',
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <May permission="stock.write">
        <DialogTrigger>
          <Button variant="secondary">{buckets > 1 ? 'Split again' : 'Split stock'}</Button>
        </DialogTrigger>
      </May>
      <ActionDialog
        title="Split this stock?"
        description={row.sku}
        action={{ words: `Split into ${count}`, doing: 'Splitting…' }}
        wayOut="Leave it"
        failure="The stock was not split"
        mutation={split}
        onAction={() =>
          split.act(
            { variantId: row.variantId, buckets: count },
            `${row.sku} was split into ${count} buckets`,
          )
        }
      >
        <Field label="Buckets in each warehouse" hint="16 serve some thousand buyers a second.">
          <Select
            value={count}
            onChange={event =>
              setCount(bucketCounts.find(one => String(one) === event.target.value) ?? USUAL_BUCKETS)
            }
          >
            {bucketCounts
              .filter(one => one > 1)
              .map(one => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
          </Select>
        </Field>
        <p className="text-muted text-sm">
          Free units are laid evenly into the buckets. What is reserved stays as it is. Nothing is added or
          lost, and selling goes on.
        </p>
      </ActionDialog>
    </Dialog>
  )
}

function Merge({ row }: { row: StockRow }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const merge = useStockAction({
    action: 'merge',
    subject: row.variantId,
    send: (input: { variantId: string }, actionId) => client.stock.merge.mutate({ ...input, actionId }),
    notice: 'Stock merged',
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <May permission="stock.write">
        <DialogTrigger>
          <Button variant="secondary">Merge buckets</Button>
        </DialogTrigger>
      </May>
      <ActionDialog
        title="Merge the buckets?"
        description={row.sku}
        action={{ words: 'Merge buckets', doing: 'Merging…' }}
        wayOut="Keep them"
        failure="The buckets were not merged"
        mutation={merge}
        onAction={() => merge.act({ variantId: row.variantId }, `the buckets of ${row.sku} were merged`)}
      >
        <p>
          All units come back into one bucket, with the reservations of their orders. When hundreds of people
          buy at once, they then wait for each other.
        </p>
        {row.launch?.splitAt && (
          <p className="text-muted text-sm">Its launch merges the buckets by itself when it ends.</p>
        )}
      </ActionDialog>
    </Dialog>
  )
}
