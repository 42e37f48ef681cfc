import { inspect } from 'node:util'
import type { Log } from './log.ts'

/**
 * A framework's own console output, such as errors of pages with all their details, becomes a line of
 * the log like any other: with people's details and card numbers cut out.
 */
export function consoleIntoLog(console: Pick<Console, 'error' | 'warn'>, log: Log): void {
  console.error = (...said: unknown[]) => log.error({ error: inWords(said) }, 'console')
  console.warn = (...said: unknown[]) => log.warn({ warning: inWords(said) }, 'console')
}

/** The stack of an error and of its causes; its other members may hold personal data. */
function inWords(said: readonly unknown[]): string {
  return said
    .map(item => {
      if (typeof item === 'string') return item
      return item instanceof Error ? stacksOf(item).join('\ncaused by ') : inspect(item, { depth: 2 })
    })
    .join(' ')
}

/** Causes have causes; after so many nobody reads on. */
const CAUSES_MAX = 5

function stacksOf(error: Error): string[] {
  const stacks: string[] = []
  let next: unknown = error
  while (next instanceof Error && stacks.length < CAUSES_MAX) {
    stacks.push(next.stack ?? String(next))
    next = next.cause
  }
  return stacks
}
