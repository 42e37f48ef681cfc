/** What a page may load and do depends on where its card fields stand: in the sandbox's frame or in Stripe's. */
export type CardNetwork = { kind: 'sandbox'; origin: string } | { kind: 'stripe' }

/** 128 bits, as CSP level 3 asks for. */
export const NONCE_BYTES = 16

export type PageSettings = {
  /** Unguessable and new with every answer: only our own elements in the page have it. */
  nonce: string
  cardNetwork: CardNetwork
  /** The origin of the widget that tells people from programs, if one is set. */
  challengeOrigin?: string | undefined
  /** The shop is served by https. */
  secure: boolean
  /** A page of staff, who may scan with the camera of their phone. */
  forStaff?: boolean | undefined
  /** `npm run dev`: React and the overlay need more. */
  develop: boolean
}

/**
 * The one style element that neither we nor Next.js write: sonner adds an empty one when it loads, fills it, and takes
 * no nonce. Made from the installed package; page-policy.test.ts says what they are when the package changes.
 */
export const SONNER_STYLES = [
  'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=',
]

const STRIPE = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connect: ['https://api.stripe.com'],
  image: ['https://*.stripe.com'],
}

/**
 * Content-Security-Policy, level 3. `strict-dynamic`: a script with the nonce may load others, an injected one none.
 * `style` attributes are let in, since React writes measured heights and swatches so; they can load nothing that
 * `img-src` would refuse. Hosts for Stripe: https://docs.stripe.com/security/guide#content-security-policy.
 */
export function contentSecurityPolicy(settings: PageSettings): string {
  const { nonce, cardNetwork, challengeOrigin, secure, forStaff, develop } = settings
  const stripe = cardNetwork.kind === 'stripe' ? STRIPE : { script: [], frame: [], connect: [], image: [] }
  const frames = cardNetwork.kind === 'sandbox' ? [cardNetwork.origin] : stripe.frame
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...stripe.script,
      // The reader of bar codes (floor) is compiled code. It lets no text become a script.
      ...(forStaff ? ["'wasm-unsafe-eval'"] : []),
      ...(develop ? ["'unsafe-eval'"] : []),
    ],
    'script-src-attr': ["'none'"],
    'style-src-elem': [
      "'self'",
      ...(develop ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`, ...SONNER_STYLES.map(hash => `'${hash}'`)]),
    ],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', ...stripe.image],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...stripe.connect],
    'frame-src': [...frames, ...(challengeOrigin ? [challengeOrigin] : [])],
    'worker-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(secure && { 'upgrade-insecure-requests': [] }),
  }
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ')
}

/** The headers of a page that depend on the environment; those that never change stand in next.config.mjs. */
export function pageHeaders(settings: PageSettings): Record<string, string> {
  const { cardNetwork, forStaff } = settings
  const payers = cardNetwork.kind === 'sandbox' ? [cardNetwork.origin] : STRIPE.frame
  const payment = [
    'self',
    ...payers.filter(origin => !origin.includes('*')).map(origin => `"${origin}"`),
  ].join(' ')
  return {
    'content-security-policy': contentSecurityPolicy(settings),
    'permissions-policy': [
      `payment=(${payment})`,
      `camera=(${forStaff ? 'self' : ''})`,
      ...SWITCHED_OFF.map(name => `${name}=()`),
    ].join(', '),
  }
}

/** Browser features that no page of a shop needs, so that an injected script does not get them either. */
const SWITCHED_OFF = [
  'accelerometer',
  'bluetooth',
  'browsing-topics',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
