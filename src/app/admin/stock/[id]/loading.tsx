import { StaffStockVariantLoading } from '#slices/inventory/desk/ui/stock-variant-loading.tsx'

export default function Loading() {
  return <StaffStockVariantLoading />
}
