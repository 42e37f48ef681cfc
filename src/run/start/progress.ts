/** The steps of a start, in the order in which the line shows them, each with the sentence for a log. */
const steps = {
  database: { name: 'database', done: 'The database is open' },
  tables: { name: 'tables', done: 'The tables are up to date' },
  goods: { name: 'demo', done: 'The demo has its goods and people' },
  pages: { name: 'pages', done: 'The pages are built', begins: 'Building the pages: only after a change …' },
  processes: { name: 'processes', done: 'The shop answers' },
} as const satisfies Record<string, { name: string; done: string; begins?: string }>

type Step = keyof typeof steps

/** What a start is doing, told on one line with seconds in a terminal, and elsewhere by a sentence for each step that is done. */
export type Progress = {
  during: <Outcome>(step: Step, work: () => Promise<Outcome>) => Promise<Outcome>
  /** Prints a sentence without tearing the line. */
  say: (sentence: string, print?: (sentence: string) => void) => void
  /** The line stays as it is, and what is printed next stands below it. */
  end: () => void
}

type Terminal = { columns?: number; write: (text: string) => unknown }
type Span = { begunMs: number; endedMs?: number }

const DRAW_EVERY_MS = 250
const CLEAR_LINE = '\r\x1b[2K'

export function showProgress({
  terminal = process.stdout.isTTY ? process.stdout : null,
  print = console.log,
  nowMs = () => performance.now(),
}: {
  terminal?: Terminal | null
  print?: (sentence: string) => void
  nowMs?: () => number
} = {}): Progress {
  const spans = new Map<Step, Span>()
  const line = terminal && lineOn(terminal, () => lineOf(spans, nowMs()))
  return {
    async during(step, work) {
      const span: Span = { begunMs: nowMs() }
      const words: { done: string; begins?: string } = steps[step]
      spans.set(step, span)
      if (line) line.draw()
      else if (words.begins) print(words.begins)
      const outcome = await work()
      span.endedMs = nowMs()
      if (line) line.draw()
      else print(`${words.done} (${secondsOf(span, nowMs())} s).`)
      return outcome
    },
    say(sentence, how = print) {
      line?.clear()
      how(sentence)
      line?.draw()
    },
    end: () => line?.end(),
  }
}

/** One line of a terminal, drawn again as the seconds pass. It does not keep the process. */
function lineOn(terminal: Terminal, text: () => string) {
  let ended = false
  const clear = () => {
    if (!ended) terminal.write(CLEAR_LINE)
  }
  const draw = () => {
    if (!ended) terminal.write(CLEAR_LINE + text().slice(0, (terminal.columns ?? 80) - 1))
  }
  const timer = setInterval(draw, DRAW_EVERY_MS)
  timer.unref()
  return {
    clear,
    draw,
    end() {
      if (ended) return
      draw()
      ended = true
      clearInterval(timer)
      terminal.write('\n')
    },
  }
}

function lineOf(spans: ReadonlyMap<Step, Span>, nowMs: number): string {
  const words = (Object.keys(steps) as Step[]).flatMap(step => {
    const span = spans.get(step)
    return span
      ? [`${steps[step].name} ${secondsOf(span, nowMs)} s ${span.endedMs === undefined ? '…' : '✓'}`]
      : []
  })
  return `  ${words.join(' · ')}`
}

const secondsOf = ({ begunMs, endedMs }: Span, nowMs: number) =>
  Math.round(((endedMs ?? nowMs) - begunMs) / 1_000)
