import { demoNote, type Seller, sellerNumbers } from '#platform/lib/seller.ts'

/** The seller's details, line by line, as the law requires. */
export function SellerLines({ seller }: { seller: Seller }) {
  const note = demoNote(seller)
  return (
    <>
      <address className="not-italic">
        <Lines lines={[seller.name, ...seller.address]} />
      </address>
      {sellerNumbers(seller).map(words => (
        <p key={words}>{words}</p>
      ))}
      {note && <p className="text-muted">{note}</p>}
    </>
  )
}

export function ReturnsAddress({ seller }: { seller: Seller }) {
  return (
    <address className="not-italic">
      <Lines lines={seller.returnsAddress} />
    </address>
  )
}

function Lines({ lines }: { lines: string[] }) {
  return lines.map(line => (
    <span key={line} className="block">
      {line}
    </span>
  ))
}

export function SellerEmail({ seller, subject }: { seller: Seller; subject?: string }) {
  return (
    <a
      className="link [overflow-wrap:anywhere]"
      href={`mailto:${seller.email}${subject ? `?subject=${encodeURIComponent(subject)}` : ''}`}
    >
      {seller.email}
    </a>
  )
}

export function SellerPhone({ seller }: { seller: Seller }) {
  return (
    <a className="link" href={`tel:${(seller.phone ?? '').replace(/[^\d+]/g, '')}`}>
      {seller.phone}
    </a>
  )
}
