import { ReportsLoading } from '#slices/invoices/desk/ui/reports-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Reports</h1>
      <ReportsLoading />
    </div>
  )
}
