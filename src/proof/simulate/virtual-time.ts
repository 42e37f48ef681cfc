const RealDate = Date
let virtualMs: number | null = null

/**
 * From now on `Date` shows the run's time: for the shop, the sandbox and every library of this process alike. Timers
 * stay real: nothing that matters in a run depends on them.
 */
export function setVirtualTime(ms: number) {
  virtualMs = ms
  if (globalThis.Date === RealDate) globalThis.Date = VirtualDate as DateConstructor
}

export function backToRealTime() {
  virtualMs = null
  globalThis.Date = RealDate
}

class VirtualDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(VirtualDate.now())
    else super(...given)
  }
  static override now() {
    return virtualMs ?? RealDate.now()
  }
  /** Dates made before are dates still. */
  static override [Symbol.hasInstance](value: unknown) {
    return Object.prototype.toString.call(value) === '[object Date]'
  }
}
