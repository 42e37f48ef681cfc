'use client'

import { type ReactNode, useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { useStaffAction } from './use-staff-action.ts'

type TakeBackProps = {
  button: 'Take back' | 'Take away'
  /** What is taken back, for the button's name and for the action that is not heard of. */
  of: string
  title: string
  description: string
  /** The action and its subject, such as `take-key-back` and the key's id. */
  action: string
  subject: string
  send: (actionId: string) => Promise<object>
  notice: string
  failure: string
  /** The words after "whether", such as `the key Till was taken back`. */
  done: string
  /** What follows from it. */
  children: ReactNode
}

/** A button that takes a role, a key or an invitation back, after a question. */
export function TakeBack({ button, of, title, description, done, failure, children, ...how }: TakeBackProps) {
  const [open, setOpen] = useState(false)
  const { action, subject, send, notice } = how
  const take = useStaffAction({
    action,
    subject,
    send: (_: object, actionId) => send(actionId),
    notice,
    onDone: () => setOpen(false),
  })
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
          action={{
            words: button.replace('Take', 'Take it'),
            doing: 'Taking…',
            danger: true,
          }}
          wayOut="Leave it"
          failure={failure}
          mutation={take}
          onAction={() => take.act({}, done)}
        >
          <p className="text-muted">{children}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
