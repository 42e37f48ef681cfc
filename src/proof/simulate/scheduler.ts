import { AsyncLocalStorage } from 'node:async_hooks'
import { assert } from '#platform/lib/assert.ts'

/**
 * Runs one thing after the other, in virtual time: of all waiting tasks, the earliest goes on alone until it waits again or has
 * ended. So the order in which shoppers, staff, webhooks and workers touch the same order follows from the seed alone.
 */
export class Scheduler {
  nowMs: number
  readonly history: string[] = []
  #queue: Entry[] = []
  #count = 0
  readonly #current = new AsyncLocalStorage<Task>()

  constructor(startMs: number) {
    this.nowMs = startMs
  }

  /** Begins a task after so many milliseconds. */
  after(ms: number, name: string, work: () => Promise<void>): Task {
    const task = new Task(name)
    this.#push(ms, task, () => {
      void this.#current.run(task, () => work().then(() => task.end(), task.fail))
    })
    return task
  }

  /** The task that is running; undefined outside of all. */
  running(): Task | undefined {
    return this.#current.getStore()
  }

  /** The running task waits for so long, while others go on. A task that was dropped never comes back. */
  wait(ms: number): Promise<void> {
    return this.waitFor(resume => this.#push(ms, this.#mine(), resume))
  }

  /** The running task waits until somebody calls `resume`. */
  async waitFor(begin: (resume: () => void) => void): Promise<void> {
    const task = this.#mine()
    await new Promise<void>(resume => {
      begin(resume)
      task.pause()
    })
  }

  /** Lets a task that waits for somebody go on after so many milliseconds. */
  resumeAfter(ms: number, task: Task, resume: () => void) {
    this.#push(ms, task, resume)
  }

  note(sentence: string) {
    this.history.push(`${clock(this.nowMs)}  ${sentence}`)
  }

  get waiting(): number {
    return this.#queue.length
  }

  /** Takes the earliest and runs it until it waits again or has ended. False: nothing waits before `untilMs`. */
  async step(untilMs: number): Promise<boolean> {
    const entry = this.#queue[0]
    if (!entry || entry.atMs > untilMs) {
      this.nowMs = Math.max(this.nowMs, untilMs)
      return false
    }
    this.#queue.shift()
    this.nowMs = Math.max(this.nowMs, entry.atMs)
    if (entry.task.dropped) return true
    const quiet = entry.task.untilQuiet()
    entry.go()
    await inTime(
      quiet,
      () => `"${entry.task.name}" neither waits nor ends; before it:\n${this.history.slice(-8).join('\n')}`,
    )
    return true
  }

  #mine(): Task {
    const task = this.#current.getStore()
    assert(task, 'only a task can wait')
    return task
  }

  /** Kept sorted by time, then by who came first. */
  #push(ms: number, task: Task, go: () => void) {
    const entry = { atMs: this.nowMs + ms, count: this.#count++, task, go }
    let index = this.#queue.length
    while (index > 0 && isLater(this.#queue[index - 1] as Entry, entry)) index--
    this.#queue.splice(index, 0, entry)
  }
}

/** Real milliseconds. A task that takes longer waits for something that the run does not move. */
const STEP_LIMIT_MS = 30_000

async function inTime(quiet: Promise<void>, says: () => string) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(says())), STEP_LIMIT_MS)
  })
  await Promise.race([quiet, late]).finally(() => clearTimeout(timer))
}

type Entry = { atMs: number; count: number; task: Task; go: () => void }

const isLater = (one: Entry, other: Entry) =>
  one.atMs > other.atMs || (one.atMs === other.atMs && one.count > other.count)

export class Task {
  readonly name: string
  dropped = false
  error: unknown = null
  ended = false
  #quiet: (() => void) | null = null

  constructor(name: string) {
    this.name = name
  }

  untilQuiet(): Promise<void> {
    return new Promise(done => {
      this.#quiet = done
    })
  }

  pause() {
    const quiet = this.#quiet
    this.#quiet = null
    // The task sets up the end of its wait before others go on.
    if (quiet) setImmediate(quiet)
  }

  end() {
    this.ended = true
    this.pause()
  }

  readonly fail = (error: unknown) => {
    this.error = error
    this.end()
  }

  /** It never comes back: its process died. */
  drop() {
    this.dropped = true
    this.pause()
  }
}

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 23)
