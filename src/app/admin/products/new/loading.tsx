import { ProductLoading } from '#slices/catalog/desk/ui/product-loading.tsx'

export default function Loading() {
  return <ProductLoading />
}
