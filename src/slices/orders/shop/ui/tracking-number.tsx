import { CopyButton } from '#platform/ui/copy-button.tsx'

export type TrackingNumberProps = {
  number: string
  /** The carrier's own page for the parcel, if there is one. */
  carrierUrl: string | null
  /** What the button copies: "Copy tracking number". */
  copyLabel: string
}

/** The number as a link to the carrier's page, with a button that copies it. */
export function TrackingNumber({ number, carrierUrl, copyLabel }: TrackingNumberProps) {
  return (
    <span className="flex items-center gap-1">
      {carrierUrl ? (
        <a
          className="link tabular [overflow-wrap:anywhere]"
          href={carrierUrl}
          target="_blank"
          rel="noopener noreferrer"
        >
          {number}
          <span className="sr-only"> (on the carrier’s site, in a new tab)</span>
        </a>
      ) : (
        <span className="tabular [overflow-wrap:anywhere]">{number}</span>
      )}
      <CopyButton text={number} label={copyLabel} />
    </span>
  )
}
