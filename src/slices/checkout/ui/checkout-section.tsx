import type { ReactNode } from 'react'

export type CheckoutSectionProps = { id: string; title: string; aside?: ReactNode; children: ReactNode }

/** One step of the page: a heading on our hairline and its content. */
export function CheckoutSection({ id, title, aside, children }: CheckoutSectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-5">
      <div className="shelf flex items-end justify-between gap-4 pb-2">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
