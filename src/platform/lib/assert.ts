/** Checks what must hold. A failure is a bug of ours, never a customer's mistake: it crashes the transaction. */
export function assert(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new Error(`Impossible: ${sentence}`)
}

/** The end of a switch over a union: the compiler refuses it while a member is not dealt with. */
export function unreachable(value: never): never {
  throw new Error(`Impossible: ${JSON.stringify(value)} was not dealt with`)
}
