import { defineLimits } from './rate-limits.ts'

/** Of signing in, of sessions, and of all that no slice limits. */
export const platformLimits = defineLimits({
  /** A first thing put into a cart writes rows: five a second from one address. */
  visit: { most: 300, seconds: 60 },
  /** An office that comes to work at nine. */
  signIn: { most: 60, seconds: 60 },
  /** Tries at one account from one address: fingers that slip, and a second keyboard layout. */
  signInFromAddress: { most: 6, seconds: 900 },
  /**
   * Tries at one account from everywhere it never signed in before. Above what one address is let, so that one
   * stranger alone shuts nobody out; below what guessing needs: 960 a day against at least ten characters.
   */
  signInAtAccount: { most: 40, seconds: 3_600 },
  /** Tries where this account signed in before: strangers cannot use them up. */
  signInOnKnownDevice: { most: 10, seconds: 900 },
  /** Codes that are typed for one account at one address: fingers that slip, and a code that was over when it was typed. */
  codeFromAddress: { most: 6, seconds: 900 },
  /** Of somebody who knows the password already. Three of a million codes are right: a month of guessing finds one in three hundred times. */
  codeOfAccount: { most: 40, seconds: 86_400 },
  /** A class of thirty that makes accounts in one lesson. */
  signUp: { most: 40, seconds: 600 },
  /** Ten calls a second of one key: a system that syncs the orders of a busy day. */
  key: { most: 600, seconds: 60 },
  /** A program whose key has ended and that goes on asking. Guessing a key would take longer than the universe is old. */
  wrongKey: { most: 60, seconds: 60 },
  /**
   * Fifty a second of all that has no limit of its own, from an office of hundreds. It guards the time of one process, which
   * therefore counts for itself: a count in the database would cost as much as the answer.
   */
  ask: { most: 3_000, seconds: 60, alone: true },
  /** A page that is rendered for the caller costs some thirty times as much: an office of a hundred, each with one every five seconds. */
  page: { most: 1_200, seconds: 60, alone: true },
})
