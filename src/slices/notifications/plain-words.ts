/**
 * A stranger's words in our mails. Mail programs turn every text that looks like an address into a link (`shop.example`,
 * `www.…`, `http://…`, `a@b.example`), so no such text may look like one. A greeting is a real name or none at all.
 */

/** Matches one word of letters, like a name: with marks, apostrophes, dashes and joiners between them. */
const name = /^\p{L}[\p{L}\p{M}'’\-\u00b7\u200c\u200d]*$/u
/** A longer first word is not a name for a greeting. */
const LONGEST = 40

/** `Thank you, Ana` for Ana Moss, and no name when the first word does not look like one. */
export function thanksTo(fullName: string): string {
  const [first = ''] = fullName.trim().split(/\s+/)
  return first.length <= LONGEST && name.test(first) ? `Thank you, ${first}` : 'Thank you'
}

/** WORD JOINER has no width and breaks no line, and no program reads an address across it. */
const APART = '\u2060'

/** Keeps the same look, but separates the characters that join the parts of an address. */
export function unlinked(text: string): string {
  return text.replace(/(?<=\S)[.:@\u2024\u3002\ufe52\uff0e\uff61](?=\S)/gu, mark => APART + mark + APART)
}
