import { test } from 'fxa-common-password-list'

/** One of the sixty thousand passwords that are guessed first (the list of Firefox Accounts, MPL 2.0). */
export const isCommon = (password: string): boolean => test(password) || test(password.toLowerCase())
