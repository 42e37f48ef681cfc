'use client'

import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Task } from '#slices/floor/queries.ts'
import { openOf } from './applied.ts'
import { counted } from './floor-words.ts'

/** Asks once before the rest of a grab is noted as missing. */
export function NotFound({ task, onNoted }: { task: Task; onNoted: () => void }) {
  const [open, setOpen] = useState(false)
  const left = openOf(task)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" wide className="min-h-12">
          Not found
        </Button>
      </DialogTrigger>
      {open && (
        <DialogContent
          size="sm"
          title={`${counted(left, 'unit')} not found?`}
          description={task.name}
          footer={
            <>
              <Button
                variant="danger"
                className="min-h-12"
                onClick={() => {
                  setOpen(false)
                  onNoted()
                }}
              >
                Note as missing
              </Button>
              <DialogClose>
                <Button variant="secondary" className="min-h-12">
                  Look on
                </Button>
              </DialogClose>
            </>
          }
        >
          <p className="text-muted">
            If another bin has them by the books, you fetch them there on this walk. Otherwise the parcels
            that go without wait for a decision. Somebody is asked to count.
          </p>
        </DialogContent>
      )}
    </Dialog>
  )
}
