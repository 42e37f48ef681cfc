'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useRights } from '#desk/rights.tsx'
import { holds, holdsAt } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Breadcrumb } from '#platform/ui/breadcrumb.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog } from '#platform/ui/dialog.tsx'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { CloseDialog, DecideDialog, RetryDialog } from './decide-dialogs.tsx'
import { InspectDialog } from './inspect-dialog.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { ReturnGoods } from './return-goods.tsx'
import { ReturnHistory } from './return-history.tsx'
import { State } from './returns-desk.tsx'
import { ReturnsLoading } from './returns-loading.tsx'
import { openLines, WishDialog } from './wish-dialog.tsx'

type Act = 'approve' | 'refuse' | 'receive' | 'inspect' | 'close' | 'retry' | 'wish'

/** One return: what is in it, where each unit stands, and what to do next. */
export function ReturnDetail({ number }: { number: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const one = useQuery(
    trpc.staffReturns.one.queryOptions({ number }, { refetchInterval: live.refetchInterval }),
  )
  return (
    <DeskPage
      title={`Return ${number}`}
      live={live}
      updatedAt={one.data?.readAt}
      reading={one}
      trouble={{
        title: 'The return could not be read',
        words: 'There may be no return of this number. What was done with it is not lost.',
      }}
      above={<Breadcrumb crumbs={[{ label: 'Returns', href: '/admin/returns' }, { label: number }]} />}
      loading={<ReturnsLoading />}
    >
      {found => (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <Standing found={found} />
            <ReturnGoods found={found} />
          </div>
          <ReturnHistory found={found} />
        </div>
      )}
    </DeskPage>
  )
}

function Standing({ found }: { found: DeskReturn }) {
  const rights = useRights()
  const [act, setAct] = useState<Act>()
  const acts = actsOf(found).filter(({ right }) =>
    right === 'returns.receive' ? holdsAt(rights, right, found.warehouseId) : holds(rights, right),
  )
  const stuck = found.payBacks.find(({ state }) => state === 'stuck')
  const done = () => setAct(undefined)
  return (
    <Card aria-labelledby="standing">
      <CardHeading id="standing" aside={<State state={found.state} />}>
        Where it stands
      </CardHeading>
      <p>
        Of order{' '}
        <Link className="link tabular" href={`/admin/orders/${found.orderId}`}>
          {found.orderNumber}
        </Link>
        , to {found.warehouse.name}.{found.withdrawalId && ' The shopper has withdrawn from the contract.'}
      </p>
      {found.refusal && <p className="mt-2">Refused: {found.refusal}</p>}
      {stuck && (
        <Banner tone="danger" title="The money did not go back" className="mt-3">
          {stuck.problem} Try again when that has changed, or refund the order on its page and close the
          return.
        </Banner>
      )}
      {acts.length > 0 && (
        <div className="mt-4 flex flex-wrap gap-2">
          {acts.map(({ act, words, variant }) => (
            <Button key={act} variant={variant} onClick={() => setAct(act)}>
              {words}
            </Button>
          ))}
        </div>
      )}
      <Dialog open={act !== undefined} onOpenChange={open => !open && done()}>
        {(act === 'approve' || act === 'refuse') && <DecideDialog found={found} act={act} onDone={done} />}
        {act === 'receive' && <ReceiveDialog found={found} onDone={done} />}
        {act === 'inspect' && <InspectDialog found={found} onDone={done} />}
        {act === 'close' && <CloseDialog found={found} onDone={done} />}
        {act === 'wish' && <WishDialog found={found} onDone={done} />}
        {act === 'retry' && <RetryDialog found={found} onDone={done} />}
      </Dialog>
    </Card>
  )
}

type Offer = {
  act: Act
  words: string
  right: 'returns.decide' | 'returns.receive'
  variant: 'primary' | 'secondary' | 'quiet'
}

/** What staff may do now, the usual next step first. */
function actsOf(found: DeskReturn): Offer[] {
  const { state, lines, payBacks } = found
  const due = lines.some(({ approved, extra, received }) => received < approved + extra)
  const waits = lines.some(({ waiting }) => waiting > 0)
  const decide = (act: Act, words: string, variant: Offer['variant']): Offer => ({
    act,
    words,
    right: 'returns.decide',
    variant,
  })
  const work = (act: Act, words: string, variant: Offer['variant']): Offer => ({
    act,
    words,
    right: 'returns.receive',
    variant,
  })
  // A withdrawal is paid back by the means that paid.
  const mayWish = !found.withdrawalId && openLines(found).length > 0
  const wish = mayWish ? [decide('wish', 'Change the wish', 'quiet')] : []
  switch (state) {
    case 'requested':
      return [decide('approve', 'Approve', 'primary'), decide('refuse', 'Refuse', 'secondary'), ...wish]
    case 'approved':
      return [
        work('receive', 'Take in', 'primary'),
        decide('refuse', 'Refuse', 'secondary'),
        ...wish,
        decide('close', 'Close', 'quiet'),
      ]
    case 'received':
      return [
        ...(waits ? [work('inspect', 'Inspect', 'primary')] : []),
        work('receive', due ? 'Take in more' : 'Take in something else', 'secondary'),
        ...(payBacks.some(payBack => payBack.state === 'stuck')
          ? [decide('retry', 'Try the refund again', 'secondary')]
          : []),
        ...wish,
        decide('close', 'Close', 'quiet'),
      ]
    case 'expired':
      return [work('receive', 'Take in late', 'secondary')]
    case 'cancelled':
      return [work('receive', 'Take in all the same', 'secondary')]
    case 'settled':
      return [work('receive', 'Take in something else', 'secondary')]
    case 'refused':
      return []
  }
}
