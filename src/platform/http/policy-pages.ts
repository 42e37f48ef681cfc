/** Pages that say on which terms is sold and by whom, by their addresses: kept like other public pages, and in the sitemap. */
export const POLICY_PAGES = [
  'delivery-and-returns',
  'contact',
  'terms',
  'privacy',
  'accessibility',
  'imprint',
]
