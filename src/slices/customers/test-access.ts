import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  type Answers,
  everybody,
  nobody,
  ownOnly,
  toEach,
} from '#proof/testing/access-row.ts'

/** Of one's own account; there is nothing of the order or its owner in the answer for anybody else. */
const signedIn: Answers = { visitor: 401, link: 401, other: 'open', owner: 'open', staff: 'open' }
const ownAccount: Answers = { ...signedIn, owner: 'order' }
const wrongPassword: Answers = { ...toEach(400), visitor: 401, link: 401 }
const noPassword = 'none of theirs'
const noPasskey = (response: object) =>
  JSON.stringify({ id: 'none', rawId: 'none', type: 'public-key', response })
const noCode = () => ({ code: '000000' })

export const access: AccessRows = {
  procedures: {
    'customers.me': { who: ownOnly },
    'account.security': { who: ownAccount },
    // Each has one session, and it goes on.
    'account.endSessions': { limit: ['changeAccount'], who: signedIn, ask: () => ({ which: 'others' }) },
    'account.changeName': { limit: ['changeAccount'], who: signedIn, ask: () => ({ name: 'Somebody Else' }) },
    'account.changePassword': {
      limit: ['changeAccount'],
      who: wrongPassword,
      ask: () => ({ password: noPassword, newPassword: 'four louder words now' }),
    },
    'account.changeEmail': {
      limit: ['askForLink'],
      who: wrongPassword,
      ask: () => ({ password: noPassword, email: `${uuidv7()}@example.com` }),
    },
    'account.remove': {
      limit: ['changeAccount'],
      who: wrongPassword,
      ask: () => ({ password: noPassword }),
    },
    'account.proveAddress': { limit: ['askForLink'], who: signedIn },
    'account.forgotPassword': {
      limit: ['askForLink'],
      who: everybody,
      ask: () => ({ email: `${uuidv7()}@example.com` }),
    },
    'addressBook.list': { who: signedIn },
    'addressBook.forCheckout': { who: everybody },
    'addressBook.save': {
      limit: ['changeAddresses'],
      who: signedIn,
      ask: () => ({
        id: uuidv7(),
        label: 'Home',
        address: {
          name: 'Somebody',
          line1: '2 Shelf Street',
          city: 'London',
          postalCode: 'SW1A 1AA',
          country: 'GB',
        },
        isDefault: false,
      }),
    },
    'addressBook.remove': { limit: ['changeAddresses'], who: signedIn, ask: () => ({ id: uuidv7() }) },
    'account.link': { limit: ['openLink'], who: nobody, ask: () => ({ id: uuidv7(), key: 'x'.repeat(43) }) },
    'factors.mine': { who: signedIn },
    'factors.beginTotp': {
      limit: ['changeAccount'],
      who: wrongPassword,
      ask: () => ({ password: noPassword }),
    },
    'factors.proveTotp': {
      limit: ['changeAccount'],
      who: { ...toEach(409), visitor: 401, link: 401 },
      ask: noCode,
    },
    'factors.newCodes': {
      limit: ['changeAccount'],
      who: wrongPassword,
      ask: () => ({ password: noPassword }),
    },
    'factors.removeTotp': {
      limit: ['changeAccount'],
      who: wrongPassword,
      ask: () => ({ password: noPassword }),
    },
    'factors.passkeys': { who: signedIn },
    'factors.beginPasskey': {
      limit: ['changeAccount'],
      who: wrongPassword,
      ask: () => ({ password: noPassword }),
    },
    'factors.keepPasskey': {
      limit: ['changeAccount'],
      who: { ...toEach(409), visitor: 401, link: 401 },
      ask: () => ({ name: 'None', answer: noPasskey({ clientDataJSON: 'e30', attestationObject: 'oA' }) }),
    },
    'factors.removePasskey': {
      limit: ['changeAccount'],
      who: wrongPassword,
      ask: () => ({ credentialId: 'none', password: noPassword }),
    },
    'factors.askForPasskey': { limit: ['changeAccount'], who: signedIn },
    'factors.proveByPasskey': {
      limit: ['changeAccount'],
      who: { ...toEach(409), visitor: 401, link: 401 },
      ask: () => ({ answer: noPasskey({ clientDataJSON: 'e30', authenticatorData: 'oA', signature: 'oA' }) }),
    },
    'factors.prove': { limit: ['changeAccount'], who: wrongPassword, ask: noCode },
  },
  routes: {
    'POST /api/account/second-step': { limit: ['typeCode'], who: toEach(415) },
    'POST /api/account-links/[id]': { limit: ['openLink'], who: nobody },
    'GET /api/account/data': { limit: ['ownData'], who: ownAccount },
  },
  pages: {
    '/account': ownOnly,
    '/account/sign-in': everybody,
    '/account/sign-in/code': everybody,
    '/account/sign-up': everybody,
    '/account/forgot-password': everybody,
    '/account/deleted': everybody,
    '/account/details': ownOnly,
    '/account/addresses': ownOnly,
    '/account/security': ownOnly,
    '/account/security/authenticator': everybody,
    '/account/links/[id]': nobody,
  },
}
