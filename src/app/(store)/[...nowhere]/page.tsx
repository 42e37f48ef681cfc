import { MissingPage, missing } from '#slices/catalog/ui/nowhere-found.tsx'

export const metadata = missing

/** The page for every address that no other page has, in the shop's own frame. */
export default MissingPage
