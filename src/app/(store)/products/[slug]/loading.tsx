import { ProductSkeleton } from '#catalog/ui/skeletons.tsx'

export default ProductSkeleton
