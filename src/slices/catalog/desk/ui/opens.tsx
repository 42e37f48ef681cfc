'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'

/** A button and the dialog that it opens, with its fields new each time. */
export function Opens({
  button,
  of,
  children,
}: {
  button: string
  of?: string
  children: (onDone: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" size="sm" className="max-lg:h-11">
          {button}
          {of && <span className="sr-only"> of {of}</span>}
        </Button>
      </DialogTrigger>
      {open && children(() => setOpen(false))}
    </Dialog>
  )
}
