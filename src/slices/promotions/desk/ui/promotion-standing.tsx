'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { May } from '#desk/rights.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { ListedPromotion } from './promotion-words.ts'
import { usePromotionAction } from './use-promotion-action.ts'

const moves = {
  paused: {
    open: 'Pause',
    title: 'Pause this promotion?',
    doing: 'Pausing…',
    notice: 'Promotion paused',
    follows: 'No further order gets it until you resume it. Orders that were placed keep it.',
    isFinal: false,
  },
  live: {
    open: 'Resume',
    title: 'Resume this promotion?',
    doing: 'Resuming…',
    notice: 'Promotion resumed',
    follows: 'Orders get it again, within its times and limits.',
    isFinal: false,
  },
  ended: {
    open: 'End',
    title: 'End this promotion?',
    doing: 'Ending…',
    notice: 'Promotion ended',
    follows:
      'No further order gets it, for good. Its code is free for another promotion. Orders that were placed keep it.',
    isFinal: true,
  },
}
type Move = keyof typeof moves

/** The buttons that pause, resume and end a promotion, as far as each makes sense. */
export function MovePromotion({ promotion }: { promotion: ListedPromotion }) {
  if (promotion.state === 'ended') return null
  return (
    <May permission="promotions.write">
      <div className="flex flex-wrap gap-2">
        <MoveButton promotion={promotion} move={promotion.state === 'paused' ? 'live' : 'paused'} />
        <MoveButton promotion={promotion} move="ended" />
      </div>
    </May>
  )
}

function MoveButton({ promotion: { id, name }, move }: { promotion: ListedPromotion; move: Move }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const words = moves[move]
  const act = usePromotionAction({
    action: `promotion-${move}`,
    subject: id,
    send: (input: { reason: string }, actionId) =>
      client.promotions.change.mutate({ id, state: move, ...input, actionId }),
    notice: words.notice,
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant={words.isFinal ? 'quiet' : 'secondary'} size="sm" className="max-lg:min-h-11">
          {words.open}
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={words.title}
          description={name}
          question={{ label: 'Reason', schema: reasonSchema, keptIn: 'who did what' }}
          action={{ words: words.open, doing: words.doing, danger: words.isFinal }}
          wayOut="Leave it"
          failure="Nothing was changed"
          mutation={act}
          onAction={reason => act.act({ reason }, `the promotion ${name} was moved`)}
        >
          <p className="text-muted">{words.follows}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
