export type LinkState = 'open' | 'used' | 'expired'
type Link = { purpose: 'address' | 'password' | 'new_email'; email: string; state: LinkState }
type Words = { title: string; lead: string; way: { href: string; words: string } }

const signIn = { href: '/account/sign-in', words: 'Sign in' }
const account = { href: '/account/security', words: 'See your account' }
const forgot = { href: '/account/forgot-password', words: 'Send me another link' }

/** What the page behind a link says, from the state of the link. */
export function linkWords({ purpose, email, state }: Link): Words {
  switch (purpose) {
    case 'address':
      return {
        open: {
          title: 'Is this your account?',
          lead: `An account was made with ${email}. Confirm that the address is yours, and orders that you placed without an account join it.`,
          way: account,
        },
        used: { title: 'Your address is confirmed', lead: `${email} is yours. Thank you.`, way: account },
        expired: expired('Sign in, and we send you another one.', account),
      }[state]
    case 'password':
      return {
        open: {
          title: 'Choose a new password',
          lead: `For the account of ${email}. Every device is signed out when you save it.`,
          way: signIn,
        },
        used: {
          title: 'This link was used',
          lead: 'The password was changed with it. Sign in with the new one.',
          way: signIn,
        },
        expired: expired('Ask for another one.', forgot),
      }[state]
    case 'new_email':
      return {
        open: {
          title: 'Use this address?',
          lead: `From then on you sign in with ${email}, and we write to it. Your other devices are signed out.`,
          way: account,
        },
        used: { title: 'Your address is changed', lead: `You sign in with ${email} now.`, way: account },
        expired: expired('Sign in and ask for another one.', account),
      }[state]
  }
}

const expired = (lead: string, way: Words['way']): Words => ({
  title: 'This link’s time is over',
  lead: `A link is good for a while only. ${lead}`,
  way,
})

const WRONG: Record<string, string> = {
  password: 'This is not the password of that account',
  short: 'Use 10 characters or more',
  long: 'Use 128 characters or fewer',
  common: 'Use another password: this one is among the first that are guessed',
  taken: 'Another account has this address. Sign in to that one, or use another address.',
  tries: 'Too many tries in a short time. Try again in a quarter of an hour',
}

/** The words for what the address of the page says; nothing for a text that is not ours. */
export const wrongWords = (wrong: string | undefined): string | undefined =>
  wrong !== undefined && Object.hasOwn(WRONG, wrong) ? WRONG[wrong] : undefined
