import { BrowserSkeleton } from '#catalog/ui/skeletons.tsx'

export default BrowserSkeleton
