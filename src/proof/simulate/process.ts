import type { Db } from '#platform/db/client.ts'
import type { JobSender } from '#platform/jobs/job-sender.ts'
import type { Actor } from '#platform/lib/actor.ts'
import type { Log } from '#platform/lib/log.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { isOurDoing, Killed, Struck } from './killed.ts'
import { gatewayOver, sandboxBank } from './network.ts'
import type { Task } from './scheduler.ts'
import { see, type World } from './world.ts'

export type Answer<T> =
  | { kind: 'answered'; value: T }
  | { kind: 'failed'; error: unknown }
  /** The process died or was not there, or the caller lost patience: anything may have happened. */
  | { kind: 'lost' }

/** Longer than the shop's own patience with the bank. */
const CALLER_PATIENCE_MS = 30_000
const DOWN_MS = { least: 500, most: 20_000 }

type Life = { alive: boolean; tasks: Map<Task, () => void>; ctx: OrdersCtx }

/** A web or worker process, as far as the domain can tell: a gateway with its own breaker, and a life that may end at any fault point. */
export class Process {
  readonly name: string
  readonly #world: World
  readonly #jobs: JobSender
  #life: Life

  constructor(world: World, name: string, jobs: JobSender) {
    this.name = name
    this.#world = world
    this.#jobs = jobs
    this.#life = this.#begin()
  }

  get alive(): boolean {
    return this.#life.alive
  }

  /** Calls it from outside, as a browser or a bank would. */
  async call<T>(name: string, actor: Actor, work: (ctx: OrdersCtx) => Promise<T>): Promise<Answer<T>> {
    const { scheduler, faults } = this.#world
    let answer: Answer<T> = { kind: 'lost' }
    if (!this.alive) {
      await scheduler.wait(faults.int(1, 5))
      return answer
    }
    const caller = scheduler.running()
    await scheduler.waitFor(resume => {
      let over = false
      const hear = (heard: Answer<T>, ms: number) => {
        if (over || !caller) return
        over = true
        answer = heard
        scheduler.resumeAfter(ms, caller, resume)
      }
      this.run(
        name,
        actor,
        async ctx => {
          try {
            const value = await work(ctx)
            hear({ kind: 'answered', value }, faults.int(1, 20))
          } catch (error) {
            if (error instanceof Killed) return
            hear({ kind: 'failed', error }, faults.int(1, 20))
          }
        },
        () => hear({ kind: 'lost' }, 1),
      )
      scheduler.after(CALLER_PATIENCE_MS, `${name}: patience`, async () => hear({ kind: 'lost' }, 0))
    })
    return answer
  }

  /** Runs in this life of the process; `onDeath` is told when that ends first. */
  run(name: string, actor: Actor, work: (ctx: OrdersCtx) => Promise<void>, onDeath = () => {}) {
    const life = this.#life
    const task = this.#world.scheduler.after(1, `${this.name} ${name}`, async () => {
      try {
        await work({ ...life.ctx, actor })
      } catch (error) {
        if (!(error instanceof Killed || error instanceof Struck)) throw error
      } finally {
        life.tasks.delete(task)
      }
    })
    life.tasks.set(task, onDeath)
  }

  owns(task: Task): boolean {
    return this.#life.tasks.has(task)
  }

  /** What happens to one of its tasks at a fault point: mostly nothing, but others may go first. */
  async reach(point: string, task: Task): Promise<void> {
    const { scheduler, weather, faults, stormy } = this.#world
    const inTransaction = point.endsWith('.in')
    if (stormy && faults.chance(weather.killChance)) {
      scheduler.note(`KILL ${this.name} at ${point}`)
      see(this.#world, `killed at ${point}`)
      see(this.#world, `${this.name.split('-')[0]} killed`)
      this.die(task)
      if (inTransaction) throw new Killed()
      return new Promise(() => {})
    }
    if (stormy && faults.chance(weather.throwChance)) {
      scheduler.note(`THROW in ${this.name} at ${point}`)
      see(this.#world, `thrown at ${point}`)
      throw new Struck(`struck at ${point}`)
    }
    // Within a transaction nobody else goes first: they would wait for its locks.
    if (!inTransaction) await scheduler.wait(faults.int(0, 15))
  }

  /** Everything that runs in it ends where it stands; another life begins a while later. */
  die(striking: Task) {
    const life = this.#life
    life.alive = false
    for (const [task, onDeath] of life.tasks) {
      onDeath()
      // A task that is struck within a transaction still has to let go of its connection.
      if (task !== striking) task.drop()
      else task.dropped = true
    }
    const { scheduler, faults } = this.#world
    scheduler.after(faults.int(DOWN_MS.least, DOWN_MS.most), `${this.name} starts`, async () => this.revive())
    striking.pause()
  }

  revive() {
    if (this.alive) return
    this.#life = this.#begin()
    this.#world.scheduler.note(`${this.name} is up again`)
  }

  #begin(): Life {
    const life: Life = { alive: true, tasks: new Map(), ctx: undefined as never }
    const isAlive = () => life.alive
    life.ctx = {
      db: whileAlive(this.#world.db, isAlive),
      jobs: this.#jobs,
      actor: { kind: 'program' },
      log: listening(this.#world),
      now: () => new Date(),
      gateway: gatewayOver(this.#world, this.name, isAlive, sandboxBank(this.#world.sandboxUrl)),
      // The caller's patience is simulated; the shop's own answers when it is done.
      answerWithinMs: 2 ** 31 - 1,
    }
    return life
  }
}

/** The database of a living process. A dead one can neither read nor write. */
function whileAlive(db: Db, isAlive: () => boolean): Db {
  return new Proxy(db, {
    get(target, name, receiver) {
      if (!isAlive()) throw new Killed()
      return Reflect.get(target, name, receiver)
    },
  })
}

/** Counts the log's sentences that say that something rare happened; an error in it that we did not cause is a surprise. */
function listening(world: World): Log {
  const hear = (_fields: unknown, sentence?: string) => {
    if (sentence) see(world, `log: ${sentence}`)
  }
  const hearError = (fields: { error?: string }, sentence?: string) => {
    hear(fields, sentence)
    if (fields.error && !isOurDoing(fields.error))
      world.surprises.push(`${sentence}: ${fields.error.slice(0, 300)}`)
  }
  const log = {
    info: hear,
    warn: hear,
    error: hearError,
    debug: () => {},
    trace: () => {},
    fatal: hear,
    child: () => log,
  }
  return log as unknown as Log
}
