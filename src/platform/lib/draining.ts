// A bundler may load this module more than once in a process.
const held = globalThis as { orderlyDraining?: boolean }

/** The process is about to stop: a balancer must send it no new requests. */
export function isDraining(): boolean {
  return held.orderlyDraining === true
}

export function beginDraining() {
  held.orderlyDraining = true
}
