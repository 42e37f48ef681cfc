/** The other side says "not now". It is no failure: a job that meets it waits that long and uses up no try. */
export class TooBusy extends Error {
  readonly waitMs: number

  constructor(sentence: string, waitMs: number) {
    super(sentence)
    this.waitMs = waitMs
  }
}
