import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Tone } from '#platform/ui/tone.ts'
import type { LineState } from '#slices/stockroom/counting/judge-count.ts'

export const stockroomTrouble = {
  title: 'The stockroom could not be read',
  words: 'This page may be old. What was booked in is safe.',
}

export const stateBadges: Record<LineState, { words: string; tone: Tone }> = {
  matched: { words: 'The books were right', tone: 'success' },
  booked: { words: 'Booked', tone: 'info' },
  recount: { words: 'To be counted again', tone: 'warning' },
  promised: { words: 'Promised to orders', tone: 'danger' },
  dropped: { words: 'Given up', tone: 'neutral' },
}

export const units = (count: number) => count.toLocaleString('en-GB')
export const counted = (count: number, noun: string) => `${units(count)} ${count === 1 ? noun : `${noun}s`}`
export const signed = (count: number) =>
  count > 0 ? `+${units(count)}` : count < 0 ? `−${units(-count)}` : '0'
export const when = (at: Date) => formatDateTime(at, deskPlace)

/** `staff:0198…:Ada` → "Ada"; `key:0198…:Till` → "the key Till". */
export function nameOf(actor: string): string {
  const [kind = '', , ...name] = actor.split(':')
  return kind === 'key' ? `the key ${name.join(':')}` : name.join(':') || kind
}

/** `22 whole units, 1 damaged, 1 missing` */
export const strayWords = (of: { accepted: number; damaged: number; over: number; short: number }) =>
  [
    counted(of.accepted, 'whole unit'),
    of.damaged > 0 && `${units(of.damaged)} damaged`,
    of.over > 0 && `${units(of.over)} too many`,
    of.short > 0 && `${units(of.short)} missing`,
  ]
    .filter(Boolean)
    .join(', ')

/** `north, bin A-03-2`, or the warehouse alone for a count of whole shelves. */
export const whereOf = ({ warehouse, bin }: { warehouse: string; bin: string | null }) =>
  bin ? `${warehouse}, bin ${bin}` : warehouse
