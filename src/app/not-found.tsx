import { NowhereFound } from '#catalog/ui/nowhere-found.tsx'
import { StoreFrame } from './(store)/store-frame.tsx'

export const metadata = { title: 'Not found' }
export const dynamic = 'force-dynamic'

export default function NotFound() {
  return (
    <StoreFrame>
      <NowhereFound />
    </StoreFrame>
  )
}
