import { perProcess } from './per-process.ts'

const draining = perProcess('draining', () => ({ hasBegun: false }))

/** The process is about to stop: a balancer must send it no new requests. */
export function isDraining(): boolean {
  return draining().hasBegun
}

export function beginDraining() {
  draining().hasBegun = true
}
