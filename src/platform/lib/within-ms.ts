/** The result of the work, or null when it takes longer; the work itself goes on. */
export async function withinMs<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(done => {
    timer = setTimeout(() => done(null), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
