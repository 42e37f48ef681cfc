/**
 * The longest value of each field, for every door (pages, REST, sign-up, imports), the column behind it and the warehouse.
 * Counted in UTF-16 units at the doors, which is never less than the letters that a column counts.
 */
export const LIMITS = {
  /** A person's name: the longest that passports and labels print is far below. */
  name: 100,
  addressLine: 100,
  postalCode: 20,
  phone: 40,
  /** RFC 5321, 4.5.3.1.3, with its brackets taken off. */
  email: 254,
  /** RFC 5321, 4.5.3.1.1: before the @. */
  emailLocal: 64,
  passwordLeast: 10,
  password: 128,
  sku: 64,
  /** A name of a product; with its options it stays below what the warehouse takes for a line. */
  productName: 200,
  tagline: 200,
  /** About two pages of print. */
  description: 5_000,
  /** What a picture shows, in a sentence or two that a screen reader says. */
  pictureAlt: 250,
  /** A name with a postal and an electronic address. */
  party: 500,
  /** A name or a value of an option: `Colour`, `Moss`. */
  option: 40,
  /** The longest of the usual kinds of bars. */
  barcode: 48,
  /** All options of a variant, names and values, as JSON. */
  options: 1_000,
  /** A line of a shipment, product and options together: what the warehouse takes for any text. */
  warehouseText: 300,
  /** An address as JSON, every field at its limit and every letter escaped. */
  addressJson: 2_000,
  /** An address with a company and its VAT id. */
  billingJson: 3_000,
  addressLabel: 60,
  slug: 80,
  /** `O-2K7F-9QXM`, with room for spaces and dashes. */
  orderNumber: 20,
  /** RFC 5646 asks for 35 at least. */
  locale: 35,
  /** Why staff did something; it stands in a history for good. */
  reason: 200,
  /** What a shopper writes about something that they send back, or an inspector about what came. */
  returnNote: 500,
  /** What somebody writes to the person who gets a gift card. */
  giftMessage: 500,
  /** Words that somebody looks for. */
  search: 200,
  /** `en-GB.2026-11-28`: the version of words that somebody says yes to. */
  sentenceVersion: 40,
  /** The address of a page or the name of a form. */
  pageAddress: 300,
  carrier: 100,
  trackingNumber: 100,
} as const
