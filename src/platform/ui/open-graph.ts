/** What a link to any page of the shop says of itself in other people's windows. A page that says more begins with it. */
export const openGraph = { siteName: 'Orderly', type: 'website', locale: 'en_GB' } as const
