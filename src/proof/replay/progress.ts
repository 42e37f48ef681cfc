import { Presets, SingleBar } from 'cli-progress'

export type Progress = { step: () => void; stop: () => void }

const LINE_EVERY_MS = 5_000

/** How far it has come: a bar on a terminal, elsewhere a line every five seconds. */
export function startProgress(what: string, total: number, print: (line: string) => void): Progress {
  if (process.stdout.isTTY) {
    const bar = new SingleBar(
      { format: `  ${what} {bar} {value}/{total} · {eta_formatted} left` },
      Presets.shades_classic,
    )
    bar.start(total, 0)
    return { step: () => bar.increment(), stop: () => bar.stop() }
  }
  let done = 0
  const timer = setInterval(() => print(`  ${what}: ${done} of ${total}`), LINE_EVERY_MS)
  return { step: () => done++, stop: () => clearInterval(timer) }
}
