import { SHOP_LOCALE } from '#platform/ui/format.ts'

/** `2027-03-03` → `3 March 2027` */
export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat(SHOP_LOCALE, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
