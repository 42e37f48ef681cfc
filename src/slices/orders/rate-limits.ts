import { defineLimits } from '#platform/http/rate-limits.ts'

export const orderLimits = defineLimits({
  place: {
    // Twenty orders a second from one address: three times the expected peak of the whole shop.
    most: 1_200,
    seconds: 60,
    // One a second from one person: a double click and a few declined cards are far below it.
    byVisitor: { most: 60, seconds: 60 },
  },
  /** Orders of one checkout page in the life of its ticket: a card that fails again and again, and a family's presents. */
  form: { most: 30, seconds: 86_400 },
  track: {
    // A program that polls twenty orders a second. Guessing a tracking token would take longer than the universe is old.
    most: 1_200,
    seconds: 60,
    // Ten order pages left open in as many tabs, each asking every two seconds.
    byVisitor: { most: 600, seconds: 60 },
  },
  /** A shopper cancels an order or changes its address: a few times, and a program for its own shoppers. */
  change: { most: 300, seconds: 60, byVisitor: { most: 20, seconds: 60 } },
  /** Up to fifty items are looked up for each: a person who buys for an office. */
  reorder: { most: 120, seconds: 60, byVisitor: { most: 20, seconds: 60 } },
  /** Number and email are read off a letter: an office that mistypes each third one. */
  find: { most: 60, seconds: 600 },
  /** Nobody has more than a few orders to look for; a person who knows an email must not try all numbers. */
  findByEmail: { most: 15, seconds: 600 },
})
