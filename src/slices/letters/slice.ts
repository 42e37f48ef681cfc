import { local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { accountDeleted } from '#slices/customers/events.ts'
import { staffLettersRouter } from './desk/router.ts'
import { letterInvariants } from './invariants.ts'
import { forgetReaderQueue } from './jobs.ts'
import { letterKeeps } from './keeps.ts'
import { pages } from './pages.ts'
import { letterLimits } from './rate-limits.ts'
import { lettersRest } from './rest.ts'
import { lettersRouter } from './router.ts'

/** The hash of the address of an account, once its owner proved it. */
const OWN_ADDRESS =
  "(select encode(sha256(convert_to(email, 'UTF8')), 'hex') from customers where id = $1 and email_verified)"

export const letters = slice({
  name: 'letters',
  about: 'Who said yes to letters with news and offers, with the proof',
  routers: { letters: lettersRouter, staffLetters: staffLettersRouter },
  rest: lettersRest,
  pages,
  permissions: { 'letters.stop': 'Stop letters to somebody who asks for it' },
  on: [[accountDeleted, forgetReaderQueue]],
  queueWords: { 'letters.forget-reader': { does: 'Stop the letters to a deleted account' } },
  limits: letterLimits,
  invariants: letterInvariants,
  keeps: letterKeeps,
  keepsOfPeople: [
    {
      what: 'Your yes to letters with news and offers: your email address, when, by which way, and to which words.',
      why: 'We write only to people who said yes and confirmed it, and must be able to prove it (consent).',
      howLong:
        'The address goes the moment you stop them or delete your account. A record of the yes, without the address, stays for six years; a yes that nobody confirmed goes after thirty days, and its address after two.',
      place: 12,
    },
  ],
  ownData: {
    letter_readers: { where: `email_hash = ${OWN_ADDRESS}` },
    letter_consents: {
      where: `reader_id in (select id from letter_readers where email_hash = ${OWN_ADDRESS})`,
      // The way says whether it was the reader or somebody of the shop, whose name is theirs.
      without: ['actor'],
    },
  },
  places: { letter_sentences: local, letter_readers: local, letter_consents: local },
})
