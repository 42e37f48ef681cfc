import { StaffStockLoading } from '#slices/inventory/desk/ui/stock-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-3xl">Stock</h1>
      <div className="h-26" />
      <StaffStockLoading />
    </div>
  )
}
