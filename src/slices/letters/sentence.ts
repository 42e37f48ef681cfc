/**
 * What somebody says yes to, as it stands beside the box. Each proof names these words by their version, so other words, and the same
 * words in another language, get a version of their own; sentence.test.ts holds the words of each version.
 */
export const SENTENCE = {
  version: 'en-GB.2026-11-28',
  locale: 'en-GB',
  words:
    'Send me letters with news and offers from Orderly, to this address. I can stop them at any time, with the link in each letter.',
} as const
