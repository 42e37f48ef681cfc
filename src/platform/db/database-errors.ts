/** Postgres' own error code (appendix A of its manual), at any depth of Drizzle's wrapping. */
function postgresError(error: unknown): { code?: string; constraint_name?: string } | null {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if ('code' in inner && typeof inner.code === 'string')
      return inner as { code?: string; constraint_name?: string }
  }
  return null
}

export function isConflictOn(error: unknown, constraint: string): boolean {
  const found = postgresError(error)
  return found?.code === '23505' && found.constraint_name === constraint
}

export function isDeadlock(error: unknown): boolean {
  return ['40P01', '40001'].includes(postgresError(error)?.code ?? '')
}

export function isLockTimeout(error: unknown): boolean {
  return postgresError(error)?.code === '55P03'
}

/** A statement before it failed, and nothing of the transaction counts any more. */
export function isAfterFailure(error: unknown): boolean {
  return postgresError(error)?.code === '25P02'
}
