const holder = globalThis as { orderlyPerProcess?: Map<string, unknown> }
holder.orderlyPerProcess ??= new Map()
const kept = holder.orderlyPerProcess

/**
 * A value that the process has once, made when it is first asked for. A variable of a module is not enough: a bundler may load
 * the module more than once in a process, and a pool, a count or a connection must be one all the same.
 */
export function perProcess<Kept>(name: string, make: () => Kept): () => Kept {
  return () => {
    if (!kept.has(name)) kept.set(name, make())
    return kept.get(name) as Kept
  }
}
