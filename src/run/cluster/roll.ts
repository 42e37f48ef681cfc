import type { Kept } from '#run/start/keep-running.ts'
import type { Part } from '#run/start/part.ts'
import { LOOK_EVERY_MS } from './web-hosts.ts'

export type Web = { kept: Kept; port: number }

const READY_LIMIT_MS = 90_000
/** Until the balancer has looked at a web that is ready; twice, since it may just have looked. */
const NOTICED_MS = 3 * LOOK_EVERY_MS

/**
 * A rolling restart: one process after the other is replaced by a new one that is ready before the old one leaves. There is one
 * port more than there are webs; the new one starts there, and the port of the old one is free for the next.
 */
export async function roll(
  shop: { webs: Web[]; workers: Kept[]; sparePort: number },
  start: { web: (name: string, port: number) => Part; worker: (name: string) => Part },
  told: (what: string) => void,
): Promise<void> {
  for (const web of shop.webs) {
    const port = shop.sparePort
    await web.kept.replace(
      () => start.web(web.kept.name, port),
      part => noticed(part, port),
    )
    shop.sparePort = web.port
    web.port = port
    told(`${web.kept.name} is new`)
  }
  for (const worker of shop.workers) {
    await worker.replace(
      () => start.worker(worker.name),
      part => atWork(part),
    )
    told(`${worker.name} is new`)
  }
}

async function noticed(part: Part, port: number) {
  const dead = diedOf(part)
  const deadline = Date.now() + READY_LIMIT_MS
  while (!(await Promise.race([isReady(port), dead]))) {
    if (Date.now() > deadline)
      throw new Error(`The new ${part.name} was not ready in ${READY_LIMIT_MS / 1_000} s.`)
    await new Promise(done => setTimeout(done, 100))
  }
  await Promise.race([new Promise(done => setTimeout(done, NOTICED_MS)), dead])
}

async function atWork(part: Part) {
  const late = new Promise<never>((_, refuse) =>
    setTimeout(refuse, READY_LIMIT_MS, new Error(`The new ${part.name} did not begin its work.`)).unref(),
  )
  await Promise.race([part.ready, diedOf(part), late])
}

async function diedOf(part: Part): Promise<never> {
  const how = await part.gone
  throw new Error(`The new ${part.name} ended at its start (${how}).`)
}

async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null)
  await answer?.body?.cancel()
  return answer?.ok === true
}
