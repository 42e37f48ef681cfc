'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { type RoomAction, useRoomAction } from './actions/use-room-action.ts'

export type AskingButtonProps = {
  button: string
  /** What it is about, for the button's name. */
  of: string
  title: string
  description: string
  /** The words of the dialog's own button, and those while it works. */
  words: string
  doing: string
  /** The action and its subject, such as `take-key-back` and the key's id. */
  action: string
  subject: string
  send: (actionId: string) => Promise<object>
  notice: string
  failure: string
  /** The words after "whether", such as `the key Till was taken back`. */
  done: string
  /** What is read again afterwards. */
  reads: Parameters<typeof useRoomAction>[1]
  /** What follows from it. */
  children: ReactNode
}

/** A quiet button of a list that takes something back or ends it, after a question. */
export function AskingButton(props: AskingButtonProps) {
  const { button, of, title, description, words, doing, failure, done, reads, children } = props
  const [open, setOpen] = useState(false)
  const about: RoomAction<object, object> = {
    action: props.action,
    subject: props.subject,
    send: (_, actionId) => props.send(actionId),
    notice: props.notice,
    onDone: () => setOpen(false),
  }
  const act = useRoomAction(about, reads)
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
          description={description}
          action={{ words, doing, danger: true }}
          wayOut="Leave it"
          failure={failure}
          mutation={act}
          onAction={() => act.act({}, done)}
        >
          <p className="text-muted">{children}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
