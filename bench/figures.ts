import type { Figures } from './load.ts'
import { ms, rate } from './section.ts'

/** The head for rows of `figuresRow`. */
export const figuresHead = ['rate/s', 'p50 ms', 'p95 ms', 'p99 ms', 'p99.9 ms', 'others']

/** One run as a row: its rate, its latency, and its unexpected answers. */
export function figuresRow(figures: Figures, expected: readonly string[]): string[] {
  const { p50, p95, p99, p999 } = figures.latency
  return [rate(figures.perSecond), ms(p50), ms(p95), ms(p99), ms(p999), othersOf(figures, expected)]
}

export function othersOf({ answers }: Figures, expected: readonly string[]): string {
  const others = Object.entries(answers).filter(([word]) => !expected.includes(word))
  return others.length ? others.map(([word, { count }]) => `${count} ${word}`).join(', ') : 'none'
}

export function cpuWords(split: Record<string, number> | null): string {
  if (!split) return 'not known here'
  return Object.entries(split)
    .map(([name, cores]) => `${name} ${cores.toFixed(2)}`)
    .join(' · ')
}
