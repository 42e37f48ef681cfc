import { allowedDistance, wordDistance } from './spelling.ts'

/** A page of the shop that answers a search. */
export type AnswerPage = { href: string; title: string }

/** Folded words and the page that answers them. When several pages share a word, the first one is shown. */
const pages: { page: AnswerPage; words: string }[] = [
  {
    page: { href: '/delivery-and-returns#returns', title: 'Returns and refunds' },
    words:
      'return returns returning returned refund refunds refunded exchange exchanges cancel cancellation cancelling faulty damaged broken guarantee warranty',
  },
  {
    page: { href: '/delivery-and-returns#delivery', title: 'Delivery: prices and days' },
    words:
      'delivery deliver deliveries delivered shipping ship postage post courier carrier abroad international overseas customs duty duties free-delivery dispatch arrival',
  },
  {
    page: { href: '/delivery-and-returns#presents', title: 'Buying a present' },
    words:
      'xmas christmas gift gifts giftwrap gifting present presents wrapping birthday valentine valentines easter hanukkah diwali eid secret-santa stocking',
  },
  {
    page: { href: '/orders/find', title: 'Find an order' },
    words: 'track tracking order orders parcel invoice receipt',
  },
  {
    page: { href: '/contact', title: 'Contact us' },
    words:
      'contact help support phone telephone call email mail address customer service complaint complaints',
  },
  {
    page: { href: '/account', title: 'Your account' },
    words: 'account login signin password register signup history',
  },
  { page: { href: '/terms', title: 'Terms of sale' }, words: 'terms conditions agb' },
  {
    page: { href: '/privacy', title: 'Privacy and cookies' },
    words: 'privacy cookie cookies gdpr unsubscribe newsletter',
  },
  {
    page: { href: '/accessibility', title: 'Accessibility' },
    words: 'accessibility accessible screenreader',
  },
  { page: { href: '/imprint', title: 'Who we are' }, words: 'imprint impressum company vat about' },
]

const MOST = 2

const pageOfWord = new Map(
  pages
    .toReversed()
    .flatMap(({ page, words }) => words.split(' ').map(word => [word.replace('-', ' '), page])),
)

/** Finds the pages for the folded words of a search, at most two. It forgives one slip in a longer word. */
export function pagesAnswering(words: readonly string[]): AnswerPage[] {
  const named = words.map(word => pageOfWord.get(word) ?? nearestPage(word))
  return [...new Set(named.filter(page => page !== undefined))].slice(0, MOST)
}

/** In words of this length or more, one wrong letter is a slip and seldom another word. */
const FORGIVEN_LENGTH = 6

function nearestPage(word: string): AnswerPage | undefined {
  if (word.length < FORGIVEN_LENGTH) return undefined
  for (const [known, page] of pageOfWord)
    if (known.length >= FORGIVEN_LENGTH && wordDistance(word, known) <= Math.min(1, allowedDistance(word)))
      return page
  return undefined
}
