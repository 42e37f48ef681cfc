import { CopyButton } from '#platform/ui/copy-button.tsx'
import type { NewTotp } from '#slices/customers/factors/totp-set-up.ts'

/** White on every side, so that a camera finds the corners also in the dark. */
const QUIET = 4

/** The key for the app: as a picture to scan, and as text to type. On this device itself the link opens the app. */
export function TotpPicture({ totp: { key, address, picture } }: { totp: NewTotp }) {
  const side = picture.size + 2 * QUIET
  return (
    <div className="flex flex-col gap-4">
      <svg
        role="img"
        aria-label="QR code for your authenticator app"
        viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
        shapeRendering="crispEdges"
        className="w-56 self-center rounded-card border border-hairline"
      >
        <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
        <path d={picture.path} fill="#000" />
      </svg>
      <div>
        <p className="text-muted text-sm">You cannot scan it? Type this key into the app:</p>
        <p className="flex items-center gap-2">
          <code className="[overflow-wrap:anywhere]">{key.match(/.{1,4}/g)?.join(' ')}</code>
          <CopyButton text={key} label="Copy the key" />
        </p>
        <a className="link text-sm" href={address}>
          Open the app on this device
        </a>
      </div>
    </div>
  )
}
