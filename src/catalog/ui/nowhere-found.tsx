import { ButtonLink } from '#ui/button-link.tsx'
import { Picture } from './picture.tsx'

export function NowhereFound() {
  return (
    <div className="page-width flex flex-col items-center py-16 text-center">
      <Picture src="/pictures/empty.gone.svg" alt="" width={320} height={240} loading="lazy" />
      <h1 className="mt-8">There is nothing in this place</h1>
      <p className="mt-2 max-w-prose text-lg text-muted">
        The address may be mistyped, or what stood here has left the shelf.
      </p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        <ButtonLink href="/categories/all">Shop everything</ButtonLink>
        <ButtonLink href="/orders/find" variant="secondary" prefetch={false}>
          Find an order
        </ButtonLink>
      </div>
    </div>
  )
}
