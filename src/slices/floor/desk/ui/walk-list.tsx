'use client'

import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import type { Task } from '#slices/floor/queries.ts'
import { openOf } from './applied.ts'
import { binWords, counted, itemName } from './floor-words.ts'

type WalkListProps = { tasks: readonly Task[]; at: string; onChoose: (id: string) => void }

/** What is still to be fetched, for somebody who has to leave out a bin for now. */
export function WalkList({ tasks, at, onChoose }: WalkListProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="rounded-card border border-hairline bg-surface"
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-12 cursor-pointer items-center px-4 font-medium">
        {counted(tasks.length, 'grab')} to go
      </summary>
      {isOpen && <Grabs tasks={tasks} at={at} onChoose={onChoose} />}
    </details>
  )
}

function Grabs({ tasks, at, onChoose }: WalkListProps) {
  return (
    <ol className="divide-y divide-hairline border-hairline border-t px-4">
      {tasks.map(task => (
        <li key={task.id} className="flex items-center gap-3 py-2">
          <span className="min-w-0 flex-1">
            <span className="tabular block font-medium">{binWords(task.bin)}</span>
            <span className="block text-muted text-sm">
              {openOf(task)} × {itemName(task)}
            </span>
          </span>
          {task.id === at ? (
            <span className="px-4 text-muted">Now</span>
          ) : (
            <Button
              variant="secondary"
              className="min-h-12"
              aria-label={`Go there: ${binWords(task.bin)}, ${task.name}`}
              onClick={() => onChoose(task.id)}
            >
              Go there
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
