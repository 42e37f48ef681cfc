/** The process is dead: what was running in it must not touch anything any more. */
export class Killed extends Error {}
/** A fault point threw: a bug or a lost connection, as far as the shop can tell. */
export class Struck extends Error {}
