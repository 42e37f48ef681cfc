import Bowser from 'bowser'

/** A header of some kilobytes would keep the parser busy, and no browser sends one. */
const LONGEST_READ = 500
/** What is kept of a name: programs may call themselves what they like. */
const LONGEST_KEPT = 60

/** `Firefox on Linux`. Nothing else of the user agent is kept: with its versions it would tell one person from another. */
export function deviceWords(userAgent: string | null | undefined): string {
  const { browser, os } = Bowser.parse((userAgent || 'unknown').slice(0, LONGEST_READ))
  const name = plain(browser.name) || 'A browser'
  const system = plain(os.name)
  return system ? `${name} on ${system}` : name
}

/** A stranger's words stand on a page and in a mail: letters and digits only, so that nothing reads as an address. */
const plain = (name: string | undefined) =>
  (name ?? '')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
    .slice(0, LONGEST_KEPT)
