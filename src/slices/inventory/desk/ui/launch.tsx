'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { phaseOf } from '#slices/inventory/launch.ts'
import type { Line } from '#slices/inventory/waiting-line.ts'
import type { StockLaunch, StockOfVariant, StockRow } from '../stock-view.ts'
import { StaffLaunchDialog } from './launch-dialog.tsx'
import { bucketsInWords, deskTime, launchBadge, units } from './stock-words.ts'
import { useStockAction } from './use-stock-action.ts'

/** Shows a variant's planned or current launch, or the button that plans one. */
export function StaffLaunch({ stock: { row, line, readAt } }: { stock: StockOfVariant }) {
  const { launch } = row
  const badge = launch && launchBadge(launch, readAt)
  return (
    <Card aria-labelledby="launch">
      <CardHeading id="launch" aside={badge && <Badge tone={badge.tone}>{badge.words}</Badge>}>
        Launch
      </CardHeading>
      {launch ? (
        <>
          <LaunchFacts launch={launch} line={line} />
          {phaseOf(launch, readAt) !== 'over' && <End row={row} launch={launch} now={readAt} />}
        </>
      ) : (
        <>
          <p className="max-w-prose text-muted">
            A launch is for a day on which everybody wants this variant. Nobody can buy it before the start,
            its stock is split for that time, and buyers can wait in a line.
          </p>
          <Plan row={row} now={readAt} />
        </>
      )}
    </Card>
  )
}

function LaunchFacts({ launch, line }: { launch: StockLaunch; line: Line | null }) {
  const { startsAt, endsAt, buckets, admitPerMinute, turnSeconds, splitAt } = launch
  return (
    <DescriptionList>
      <Description term="Starts">{deskTime(startsAt)}</Description>
      <Description term="Ends">{deskTime(endsAt)}</Description>
      <Description term="Stock">
        {splitAt ? `Split into ${buckets}` : `Will be split into ${bucketsInWords(buckets)}`}
      </Description>
      <Description term="Line">
        {admitPerMinute === null
          ? 'None'
          : `${units(admitPerMinute)} buyers a minute, ${turnSeconds / 60} min each`}
      </Description>
      {line && (
        <Description term="In line now">
          {units(Math.max(0, line.tickets - line.servedTo))} waiting,{' '}
          {units(Math.min(line.servedTo, line.tickets))} let in
        </Description>
      )}
    </DescriptionList>
  )
}

function Plan({ row, now }: { row: StockRow; now: Date }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <May permission="stock.write">
        <DialogTrigger>
          <Button variant="secondary" className="mt-4">
            Plan a launch
          </Button>
        </DialogTrigger>
      </May>
      {open && <StaffLaunchDialog row={row} now={now} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

function End({ row, launch, now }: { row: StockRow; launch: StockLaunch; now: Date }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const on = phaseOf(launch, now) === 'on'
  const end = useStockAction({
    action: 'end-launch',
    subject: launch.id,
    send: (input: { launchId: string }, actionId) => client.stock.endLaunch.mutate({ ...input, actionId }),
    notice: on ? 'Launch ended' : 'Launch called off',
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <May permission="stock.write">
        <DialogTrigger>
          <Button variant="secondary" className="mt-4">
            {on ? 'End it now' : 'Call it off'}
          </Button>
        </DialogTrigger>
      </May>
      <ActionDialog
        title={on ? 'End this launch?' : 'Call this launch off?'}
        description={row.sku}
        action={{ words: on ? 'End the launch' : 'Call it off', doing: 'Ending…', danger: true }}
        wayOut="Keep it"
        failure="The launch goes on"
        mutation={end}
        onAction={() => end.act({ launchId: launch.id }, `the launch of ${row.sku} was ended`)}
      >
        <p>
          {launch.admitPerMinute !== null && on && 'The line ends: everybody in it can buy at once. '}
          Its stock comes back into one bucket, and it is on sale like every other variant.
        </p>
      </ActionDialog>
    </Dialog>
  )
}
