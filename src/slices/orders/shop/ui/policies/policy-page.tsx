import type { ReactNode } from 'react'

export type PolicyPageProps = { title: string; lead: string; children: ReactNode }

/** A page of plain text in one column of readable width. */
export function PolicyPage({ title, lead, children }: PolicyPageProps) {
  return (
    <div className="page-width py-8 md:py-12">
      <h1>{title}</h1>
      <p className="mt-3 max-w-prose text-lg text-muted">{lead}</p>
      <div className="mt-8 flex max-w-prose flex-col gap-10">{children}</div>
    </div>
  )
}

/** `id`: the anchor that other pages and the search link to. */
export function PolicySection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex scroll-mt-24 flex-col gap-3">
      <h2 id={id} className="scroll-mt-24 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  )
}

export function PolicyList({ items }: { items: ReactNode[] }) {
  return (
    <ul className="flex list-disc flex-col gap-2 pl-5">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the page is written, its points never move.
        <li key={index}>{item}</li>
      ))}
    </ul>
  )
}
