'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useRoomAction } from '#desk/actions/use-room-action.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'

type Props = {
  button: string
  doing: string
  /** What it is about, for the button's name. */
  of: string
  title: string
  action: string
  subject: string
  send: (actionId: string) => Promise<object>
  notice: string
  failure: string
  /** The words after "whether". */
  done: string
  /** What follows from it. */
  children: string
}

/** A button that ends something of the stations, after a question. */
function EndIt({ button, doing, of, title, action, subject, send, notice, failure, done, children }: Props) {
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const about = { action, subject, send: (_: object, actionId: string) => send(actionId), notice }
  const end = useRoomAction({ ...about, onDone: () => setOpen(false) }, [trpc.stations.pathKey()])
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" className="max-lg:h-11">
          {button}
          <span className="sr-only"> {of}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={title}
          description={of}
          action={{ words: button, doing, danger: true }}
          wayOut="Leave it"
          failure={failure}
          mutation={end}
          onAction={() => end.act({}, done)}
        >
          <p className="text-muted">{children}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}

export function EndStation({ id, name }: { id: string; name: string }) {
  const client = useTRPCClient()
  return (
    <EndIt
      button="End it"
      doing="Ending…"
      of={name}
      title="End the station?"
      action="end-station"
      subject={id}
      send={actionId => client.stations.end.mutate({ id, actionId })}
      notice="Station ended"
      failure="The station was not ended"
      done={`the station ${name} was ended`}
    >
      Its next request is refused, and nobody works there by PIN any more. What was scanned there without a
      line waits on the device for the people who scanned it.
    </EndIt>
  )
}

export function TakePin({ id, name }: { id: string; name: string }) {
  const client = useTRPCClient()
  return (
    <EndIt
      button="Take away"
      doing="Taking…"
      of={`the PIN of ${name}`}
      title="Take the PIN away?"
      action="take-pin"
      subject={id}
      send={actionId => client.stations.takePin.mutate({ id, actionId })}
      notice="PIN taken away"
      failure="The PIN was not taken away"
      done={`the PIN of ${name} was taken away`}
    >
      They are told by mail, and may set another one in their account as long as they work on a floor.
    </EndIt>
  )
}
