import { NowhereFound } from '#catalog/ui/nowhere-found.tsx'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return <NowhereFound />
}
