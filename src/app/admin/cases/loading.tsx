import { CasesLoading } from '#slices/cases/desk/ui/cases-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Cases</h1>
      <CasesLoading />
    </div>
  )
}
