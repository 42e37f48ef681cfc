import { BrowserSkeleton } from '#slices/catalog/ui/skeletons.tsx'

export default BrowserSkeleton
