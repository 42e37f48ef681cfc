/**
 * Words of a stranger's in a letter of ours. Mail programs make a link of whatever looks like an address (`shop.example`,
 * `www.…`, `http://…`, `a@b.example`), so none of it may look like one: a greeting is a name or none at all.
 */

/** One word of letters, as names are: with marks, apostrophes, dashes and joiners between them. */
const name = /^\p{L}[\p{L}\p{M}'’\-\u00b7\u200c\u200d]*$/u
/** A first word longer than this is no name that one is greeted by. */
const LONGEST = 40

/** `Thank you, Ana` for Ana Moss; without a name when the first word is nothing that one would say. */
export function thanksTo(fullName: string): string {
  const [first = ''] = fullName.trim().split(/\s+/)
  return first.length <= LONGEST && name.test(first) ? `Thank you, ${first}` : 'Thank you'
}

/** WORD JOINER: has no width and breaks no line, and no program reads an address across it. */
const APART = '\u2060'

/** The same words to the eye; what joins the parts of an address is set apart. */
export function unlinked(text: string): string {
  return text.replace(/(?<=\S)[.:@\u2024\u3002\ufe52\uff0e\uff61](?=\S)/gu, mark => APART + mark + APART)
}
