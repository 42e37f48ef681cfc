'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import type { DeskRoom } from '#desk/desk-room.ts'
import { focusOne } from '#desk/focus.ts'
import { SearchField } from '#platform/forms/search-field.tsx'
import { Dialog, DialogContent } from '#platform/ui/dialog.tsx'
import { FindingProvider, FoundOption } from './finding.tsx'
import { LOOKING } from './found.ts'
import { useFound } from './use-found.ts'
import { useSettled } from './use-settled.ts'

const TEXT_MAX = 120

export type PaletteProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  rooms: readonly DeskRoom[]
  /** The slices' finders, each of which shows options for the text. */
  finders: ReactNode
}

/** One field that leads to every room, and to what the slices find. */
export default function Palette({ isOpen, onOpenChange, ...parts }: PaletteProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      {isOpen && <PaletteContent {...parts} onClose={() => onOpenChange(false)} />}
    </Dialog>
  )
}

type ContentProps = Pick<PaletteProps, 'rooms' | 'finders'> & { onClose: () => void }

function PaletteContent({ rooms, finders, onClose }: ContentProps) {
  const router = useRouter()
  const [openedFrom] = useState(() => document.activeElement)
  // Read after the dialog has closed and rendered for the last time.
  const isGoing = useRef(false)

  function goTo(href: string) {
    isGoing.current = true
    router.push(href)
    onClose()
  }

  return (
    <DialogContent
      title="Find"
      // A phone's keyboard covers the lower half.
      className="self-start lg:mt-[10vh]"
      onCloseAutoFocus={event => {
        event.preventDefault()
        if (!isGoing.current && openedFrom instanceof HTMLElement && openedFrom.isConnected)
          openedFrom.focus()
        else focusOne('main')
      }}
    >
      <Combobox rooms={rooms} finders={finders} goTo={goTo} />
    </DialogContent>
  )
}

/** After the ARIA pattern of a combobox with a list: the focus stays in the field, which names the active option. */
function Combobox({
  rooms,
  finders,
  goTo,
}: Omit<ContentProps, 'onClose'> & { goTo: (href: string) => void }) {
  const [typed, setTyped] = useState('')
  const words = typed.trim()
  const settled = useSettled(words)
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()
  const { activeId, point, move, note, count, status } = useFound(list)

  function steer(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step && event.key !== 'Enter') return
    event.preventDefault()
    if (step) move(step)
    else if (activeId) document.getElementById(activeId)?.click()
  }

  return (
    <FindingProvider value={{ text: words === settled ? words : '', activeId, point, note, goTo }}>
      <SearchField
        label="Find a room, an order number or a SKU"
        placeholder="Room, order number or SKU"
        maxLength={TEXT_MAX}
        spellCheck={false}
        value={typed}
        role="combobox"
        aria-expanded={count > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId ?? undefined}
        onChange={event => setTyped(event.target.value)}
        onKeyDown={steer}
      />
      <div ref={list} id={listId} role="listbox" aria-label="Found" className="mt-3 h-72 overflow-y-auto">
        {rooms
          .filter(room => room.label.toLowerCase().includes(words.toLowerCase()))
          .map(({ href, label, icon }) => (
            <FoundOption key={href} href={href} kind="Room" icon={icon}>
              {label}
            </FoundOption>
          ))}
        {finders}
      </div>
      <p role="status" className="min-h-6 text-muted text-sm">
        {words === settled ? status : LOOKING}
      </p>
    </FindingProvider>
  )
}
