import { runInFolder } from './run-in-folder.ts'

export type Broken = { number: number; says: string; violations: number }

/** How often in a row an invariant must be broken before it is believed. */
const LOOKS = 3
const BETWEEN_LOOKS_MS = 1_000

/**
 * The invariants that do not hold, as the version in the folder checks them. The bank's books are read a moment before ours, so an order
 * that is just being paid may be missing in one of them: what is wrong for good is wrong in each of several looks.
 */
export async function brokenInvariants(look: () => Promise<Broken[]>, betweenMs = BETWEEN_LOOKS_MS) {
  let broken = await look()
  for (let looks = 1; looks < LOOKS && broken.length; looks++) {
    await new Promise(done => setTimeout(done, betweenMs))
    const again = await look()
    broken = again.filter(({ number }) => broken.some(one => one.number === number))
  }
  return broken
}

/** One run of `npm run invariants` in the folder. */
export async function lookIntoBooks(folder: string, settings: NodeJS.ProcessEnv): Promise<Broken[]> {
  const { code, output } = await runInFolder(folder, 'src/proof/invariants/command.ts', settings)
  const broken = linesOf(output).filter(({ violations }) => violations > 0)
  if (code === 0 || broken.length) return broken
  return [{ number: 0, says: `the books could be read (${lastLine(output)})`, violations: 1 }]
}

const linesOf = (output: string): Broken[] =>
  [...output.matchAll(/^ *(\d+) +(\d+) {2}(.+)$/gm)].map(([, number, violations, says = '']) => ({
    number: Number(number),
    violations: Number(violations),
    says,
  }))

/** What a command said last; of one that crashed, the error and not the name of its program. */
export function lastLine(output: string): string {
  const lines = output.trim().split('\n')
  return (lines.findLast(line => /^(\w*Error|Error \[\w+\]): /.test(line)) ?? lines.at(-1) ?? '').slice(
    0,
    300,
  )
}

/** `invariant 4 does not hold (7 times): a living order holds each line …` */
export const inWords = (broken: readonly Broken[]) =>
  broken
    .map(({ number, says, violations }) => `invariant ${number} does not hold (${violations} times): ${says}`)
    .join('; ')
