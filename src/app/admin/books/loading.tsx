import { StaffBooksLoading } from '#slices/reconciliation/desk/ui/books-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Books</h1>
      <StaffBooksLoading />
    </div>
  )
}
