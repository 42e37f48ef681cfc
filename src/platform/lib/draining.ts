// A bundler may load this module more than once in a process.
const held = globalThis as { orderlyDraining?: boolean }

/** The process is about to stop: whoever shares requests out among processes must send it no new ones. */
export function isDraining(): boolean {
  return held.orderlyDraining === true
}

export function beginDraining() {
  held.orderlyDraining = true
}
