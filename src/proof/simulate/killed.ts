/** The process is dead: its tasks must not touch anything any more. */
export class Killed extends Error {
  constructor() {
    super(DEAD)
  }
}
/** A fault point threw: a bug or a lost connection, as far as the shop can tell. */
export class Struck extends Error {}

const DEAD = 'the process is dead'

/** Errors that the run itself has caused, however they are worded on their way to a log. */
export const isOurDoing = (error: string) => error.includes(DEAD) || error.includes('struck at')
