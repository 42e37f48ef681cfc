/** A page below src/app, and the addresses at which tests open it. */
export type Page = {
  /** As src/app names it: `/products/[slug]`. */
  route: string
  /** The people that the page is for. Crawlers stay out of a page that is not for everybody. */
  shows: 'everybody' | 'visitor' | 'signed-in' | 'staff'
  /** There is no end of such addresses, so crawlers stay out although everybody sees the same. */
  endless?: true
  /** What tests open, by what is seen there. A page whose address holds an id is opened by tests that have one. */
  opens?: Readonly<Record<string, string>>
  /** Addresses of this kind at which nothing is found. */
  missing?: Readonly<Record<string, string>>
}
