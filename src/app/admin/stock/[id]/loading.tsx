import { StaffStockVariantLoading } from '#inventory/ui/staff-stock-variant-loading.tsx'

export default function Loading() {
  return <StaffStockVariantLoading />
}
