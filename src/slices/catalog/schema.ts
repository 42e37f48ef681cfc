import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { atMost, id, minor, time, tsvector, writtenAt } from '#platform/db/columns.ts'
import type { TaxClass } from './tax-classes.ts'

export const categories = pgTable('categories', {
  id: id(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  description: text().notNull().default(''),
  imageUrl: text(),
  position: integer().notNull().default(0),
})

export type ProductDetail = { label: string; value: string }

export const products = pgTable(
  'products',
  {
    id: id(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    tagline: text().notNull().default(''),
    description: text().notNull().default(''),
    details: jsonb().$type<ProductDetail[]>().notNull().default([]),
    /** Further words that a shopper may type. */
    keywords: text().notNull().default(''),
    /** A product without one is found by its address, a search and the list of everything. */
    categoryId: uuid().references(() => categories.id),
    /** Name and addresses of the maker, and of who answers for the product where the maker is abroad (GPSR, article 19). */
    manufacturer: text(),
    responsiblePerson: text(),
    /** The code of the Harmonised System, six digits and up to four of the country's own. */
    customsCode: text(),
    /** ISO 3166-1 alpha-2. */
    originCountry: text(),
    taxClass: text().$type<TaxClass>().notNull().default('standard'),
    position: integer().notNull().default(0),
    featured: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    createdAt: writtenAt(),
    /** Folded like every query (fold-words.ts), so that a search ignores accents, width and case. */
    search: tsvector().generatedAlwaysAs(
      sql`setweight(to_tsvector('english', folded(name)), 'A') || setweight(to_tsvector('english', folded(keywords)), 'B') || setweight(to_tsvector('english', folded(tagline || ' ' || description)), 'C')`,
    ),
    /** The text that a misspelt word's trigrams are compared with. */
    spelling: text().generatedAlwaysAs(sql`folded(name || ' ' || keywords)`),
  },
  table => [
    // This index alone counts a shelf and reads it in its order.
    index('products_category_idx').on(table.categoryId, table.position, table.id).where(sql`active`),
    index('products_position_idx').on(table.position, table.id).where(sql`active`),
    index('products_newest_idx').on(table.createdAt.desc(), table.id).where(sql`active`),
    index('products_featured_idx').on(table.position, table.id).where(sql`active and featured`),
    index('products_search_idx').using('gin', table.search),
    index('products_spelling_idx').using('gin', table.spelling.op('gin_trgm_ops')),
    check('products_name_length', atMost('name', 'productName')),
    check('products_slug_length', atMost('slug', 'slug')),
    check('products_tax_class', sql`tax_class in ('standard', 'reduced', 'books', 'zero', 'exempt')`),
    check('products_manufacturer_length', atMost('manufacturer', 'party')),
    check('products_responsible_person_length', atMost('responsible_person', 'party')),
    check('products_customs_code', sql`customs_code ~ '^[0-9]{6,10}$'`),
    check('products_origin_country', sql`origin_country ~ '^[A-Z]{2}$'`),
  ],
)

export const variants = pgTable(
  'variants',
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    sku: text().notNull().unique(),
    /** `{ Colour: 'Moss', Size: 'Large' }`; empty when the product comes in one shape. */
    options: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** The number below the bars, such as a GTIN. */
    barcode: text(),
    weightGrams: integer().notNull().default(0),
    /** The most units in one order; null means the shop’s general limit. */
    maxPerOrder: integer(),
    position: integer().notNull().default(0),
    active: boolean().notNull().default(true),
  },
  table => [
    index('variants_product_idx').on(table.productId, table.position),
    index('variants_barcode_idx').on(table.barcode).where(sql`barcode is not null`),
    check('variants_sku_length', atMost('sku', 'sku')),
    check('variants_options_length', atMost('options::text', 'options')),
    check('variants_barcode_length', atMost('barcode', 'barcode')),
  ],
)

/** A column that names a variant. */
export const ofVariant = () =>
  uuid()
    .notNull()
    .references(() => variants.id)

/** The prices with their history: a new price ends the one before it. */
export const prices = pgTable(
  'prices',
  {
    id: id(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    validFrom: writtenAt(),
    validTo: time(),
  },
  table => [
    uniqueIndex('prices_current_idx').on(table.variantId).where(sql`valid_to is null`),
    check('prices_amount', sql`amount_minor >= 0`),
    check('prices_currency', sql`currency ~ '^[A-Z]{3}$'`),
  ],
)

/**
 * What a variant costs for a time, scheduled or running. Of a sale for several variants each has a row under the same `sale_id`. The
 * migration adds what this cannot say: no two rows of a variant overlap, and one that began only ends.
 */
export const salePrices = pgTable(
  'sale_prices',
  {
    saleId: uuid().notNull(),
    variantId: ofVariant(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    startsAt: time().notNull(),
    /** Null: until it is stopped. */
    endsAt: time(),
    actor: text().notNull(),
  },
  table => [
    primaryKey({ columns: [table.saleId, table.variantId] }),
    // A price is looked for by this one: a variant has few sales, and the tree of ranges behind the constraint is slower to descend.
    index('sale_prices_variant_idx').on(table.variantId, table.startsAt),
    check('sale_prices_amount', sql`amount_minor > 0`),
    check('sale_prices_currency', sql`currency ~ '^[A-Z]{3}$'`),
    check('sale_prices_times', sql`ends_at > starts_at`),
  ],
)

export const pictureStates = ['making', 'ready', 'failed'] as const
export type PictureState = (typeof pictureStates)[number]

export const images = pgTable(
  'images',
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    /** The colour that the picture shows; null when it is for every variant. */
    colour: text(),
    url: text().notNull(),
    alt: text().notNull(),
    position: integer().notNull().default(0),
    /** Pages show those that are ready. */
    state: text({ enum: pictureStates }).notNull().default('ready'),
    /** Why the last try to make its sizes failed, in words for staff. */
    failure: text(),
    /** The hash of the bytes that were uploaded; null for a drawing. */
    uploadHash: text(),
  },
  table => [
    index('images_product_idx').on(table.productId, table.position),
    check('images_state', sql`state in ('making', 'ready', 'failed')`),
    check('images_alt_length', atMost('alt', 'pictureAlt')),
  ],
)

/**
 * Files in the storage that no picture has: not yet, or not any more. A row is written before the first of the files is, and
 * goes in the transaction that gives them to a picture, or after they are deleted.
 */
export const loosePictureFiles = pgTable('loose_picture_files', {
  name: text().primaryKey(),
  /** The picture that they were made for. */
  pictureId: uuid().notNull(),
  since: time().notNull(),
})

/**
 * Published: each variant with what its product says of it. Other slices read it in place of the tables; it is a plain join, so
 * Postgres plans a query over it like one over the tables.
 */
export const wares = pgView('wares', {
  variantId: uuid('variant_id').notNull(),
  sku: text('sku').notNull(),
  options: jsonb('options').$type<Record<string, string>>().notNull(),
  maxPerOrder: integer('max_per_order'),
  isSold: boolean('is_sold').notNull(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  spelling: text('spelling').notNull(),
  /** The picture in the variant's colour, or the product's first. */
  imageUrl: text('image_url'),
  productId: uuid('product_id').notNull(),
  barcode: text('barcode'),
}).existing()

/** Published: what a carrier and customs ask about each variant. */
export const shippedGoods = pgView('shipped_goods', {
  variantId: uuid('variant_id').notNull(),
  name: text('name').notNull(),
  /** 0: nobody has weighed it. */
  weightGrams: integer('weight_grams').notNull(),
  customsCode: text('customs_code'),
  originCountry: text('origin_country'),
}).existing()

/**
 * Published: what each variant that has a price costs now, and what it costs outside sales. The price is read here and nowhere else, so
 * that pages, carts and orders agree. It is never above the regular one, also when that was lowered below the sale's.
 */
export const currentPrices = pgView('current_prices', {
  variantId: uuid('variant_id').notNull(),
  amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
  currency: text('currency').notNull(),
  regularMinor: bigint('regular_minor', { mode: 'number' }).notNull(),
}).existing()

/** Published: of each sale that runs, what was charged before it and the lowest price of the thirty days before. */
export const runningSales = pgView('running_sales', {
  variantId: uuid('variant_id').notNull(),
  saleId: uuid('sale_id').notNull(),
  currency: text('currency').notNull(),
  beforeMinor: bigint('before_minor', { mode: 'number' }).notNull(),
  lowestMinor: bigint('lowest_minor', { mode: 'number' }).notNull(),
}).existing()
