'use client'

import { Keyboard } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#platform/ui/dialog.tsx'
import { Kbd } from '#platform/ui/kbd.tsx'
import { type DeskKey, readKey } from './key.ts'

const STORED_AS = 'orderly.desk.keys'
const CHANGED = 'orderly-desk-keys'
/** The first key of a pair waits this long for the second. */
const PAIR_MS = 1_000

const KEYS: { keys: string[]; does: string }[] = [
  { keys: ['/'], does: 'Search orders' },
  { keys: ['J'], does: 'Next order in the list' },
  { keys: ['K'], does: 'Previous order in the list' },
  { keys: ['Enter'], does: 'Open the order' },
  { keys: ['G', 'O'], does: 'Go to orders' },
  { keys: ['G', 'T'], does: 'Go to today' },
  { keys: ['Ctrl or ⌘', 'K'], does: 'Find a room, an order or stock' },
  { keys: ['?'], does: 'Show these keys' },
]

/** The desk's single keys, their list, and the switch that turns them off. */
export function DeskKeys() {
  const on = useSyncExternalStore(watchSwitch, readSwitch, () => true)
  const [listed, setListed] = useState(false)
  const router = useRouter()

  useEffect(() => {
    if (!on) return
    let firstKeyAt = 0
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || busy(event.target))
        return
      const key = readKey(event.key, event.timeStamp - firstKeyAt < PAIR_MS)
      firstKeyAt = event.key.toLowerCase() === 'g' ? event.timeStamp : 0
      if (!key) return
      event.preventDefault()
      perform(key)
    }
    function perform(key: DeskKey) {
      switch (key) {
        case 'search':
          return focusSearch() || router.push('/admin/orders')
        case 'next':
          return moveAlong(1)
        case 'previous':
          return moveAlong(-1)
        case 'orders':
          return router.push('/admin/orders')
        case 'today':
          return router.push('/admin')
        case 'list':
          return setListed(true)
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on, router])

  return (
    <Dialog open={listed} onOpenChange={setListed}>
      <DialogTrigger>
        <Button variant="quiet" size="icon" aria-label="Keyboard shortcuts">
          <Keyboard aria-hidden="true" />
        </Button>
      </DialogTrigger>
      <DialogContent title="Keyboard shortcuts" size="sm">
        <dl className="flex flex-col gap-2">
          {KEYS.map(({ keys, does }) => (
            <div key={does} className="flex items-center justify-between gap-4">
              <dt>{does}</dt>
              <dd className="flex gap-1">
                {keys.map(key => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <CheckboxField
          className="mt-4 border-hairline border-t pt-2"
          label="Use single keys"
          hint="Turn this off if you use voice control or press keys by accident."
          checked={on}
          onChange={event => writeSwitch(event.target.checked)}
        />
      </DialogContent>
    </Dialog>
  )
}

function busy(target: EventTarget | null): boolean {
  const typing =
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  return typing || document.querySelector('[role="dialog"]') !== null
}

function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>('[data-desk-search]')
  box?.focus()
  box?.select()
  return box !== null
}

function moveAlong(step: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')].filter(
    link => link.offsetParent !== null,
  )
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = links[at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

function readSwitch(): boolean {
  return localStorage.getItem(STORED_AS) !== 'off'
}

function writeSwitch(on: boolean) {
  localStorage.setItem(STORED_AS, on ? 'on' : 'off')
  window.dispatchEvent(new Event(CHANGED))
}

function watchSwitch(changed: () => void): () => void {
  for (const event of [CHANGED, 'storage']) window.addEventListener(event, changed)
  return () => {
    for (const event of [CHANGED, 'storage']) window.removeEventListener(event, changed)
  }
}
