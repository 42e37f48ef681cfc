import { ProductsLoading } from '#slices/catalog/desk/ui/products-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-3xl">Products</h1>
      <div className="h-11" />
      <ProductsLoading />
    </div>
  )
}
