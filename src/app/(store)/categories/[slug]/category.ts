import { cache } from 'react'
import { api } from '#run/web/trpc-server.tsx'

const everything = {
  slug: 'all',
  name: 'Everything',
  description: 'The whole shop on one long shelf.',
}

/** Reads the category of an address; null when there is none. */
export const categoryOf = cache(async (slug: string) => {
  if (slug === everything.slug) return everything
  const categories = await (await api()).catalog.categories()
  return categories.find(category => category.slug === slug) ?? null
})
