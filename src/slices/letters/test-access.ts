import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  type Answers,
  everybody,
  nobody,
  ownOnly,
  staffOnly,
  staffOnNothing,
  toEach,
} from '#proof/testing/access-row.ts'
import { SENTENCE } from './sentence.ts'

/** Nobody in the table has proved their address, and without that an account changes nothing. */
const unproved: Answers = { ...toEach(409), visitor: 401, link: 401 }
const sentence = SENTENCE.version
const noLink = () => ({ readerId: uuidv7(), key: 'x'.repeat(43) })
const somebody = () => `${uuidv7()}@example.com`

export const access: AccessRows = {
  procedures: {
    'letters.isOffered': { who: everybody },
    'letters.askAtCheckout': {
      limit: ['askForLetters'],
      who: everybody,
      ask: () => ({ email: somebody(), sentence }),
    },
    'letters.mine': { who: { visitor: 401, link: 401, other: 'open', owner: 'order', staff: 'open' } },
    'letters.subscribe': { limit: ['askForLetters'], who: unproved, ask: () => ({ sentence }) },
    'letters.unsubscribe': { limit: ['changeLetters'], who: unproved },
    'letters.link': { limit: ['openLetters'], who: nobody, ask: noLink },
    'letters.confirm': { limit: ['openLetters'], who: nobody, ask: noLink },
    'letters.stop': { limit: ['openLetters'], who: nobody, ask: noLink },
    'staffLetters.ofOrder': { who: staffOnly, ask: ({ id }) => ({ orderId: id }) },
    'staffLetters.stop': {
      who: staffOnNothing,
      ask: () => ({ email: somebody(), reason: 'They asked for it' }),
    },
  },
  rest: {
    'GET /api/v1/letters/sentence': { limit: ['openLetters'], who: everybody },
    'POST /api/v1/letters': {
      limit: ['askForLetters'],
      who: everybody,
      ask: () => ({ email: somebody(), sentence, page: 'https://blog.example.com' }),
    },
  },
  routes: { 'POST /api/letters/[id]/stop': { limit: ['openLetters'], who: nobody } },
  pages: { '/account/letters': ownOnly, '/letters/[id]': nobody },
}
