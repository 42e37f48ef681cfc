import type { AnchorHTMLAttributes, CSSProperties, HTMLAttributes, ReactNode } from 'react'

// The parts of a mail: tables and inline styles, which Outlook and Gmail read alike. The markup is that of React Email's components
// (MIT): their package carries a whole toolchain, and the packages of single components are deprecated.

type Styled<Element = HTMLElement> = HTMLAttributes<Element> & { style?: CSSProperties }

export function Html({ children }: { children: ReactNode }) {
  return (
    <html dir="ltr" lang="en">
      {children}
    </html>
  )
}

export function Head({ children }: { children?: ReactNode }) {
  return (
    <head>
      <meta content="text/html; charset=UTF-8" httpEquiv="Content-Type" />
      <meta name="x-apple-disable-message-reformatting" />
      {children}
    </head>
  )
}

const PREVIEW_LENGTH = 200
/** Invisible: an inbox shows them instead of the first words of the mail. */
const FILLING = '\u00a0\u200c\u200b\u200d\ufeff'

/** The words that an inbox shows beside the subject. */
export function Preview({ children }: { children: string }) {
  const text = children.slice(0, PREVIEW_LENGTH)
  const hidden = {
    display: 'none',
    overflow: 'hidden',
    lineHeight: '1px',
    opacity: 0,
    maxHeight: 0,
    maxWidth: 0,
  }
  return (
    <>
      <title>{text}</title>
      <div style={hidden} data-skip-in-text>
        {text}
        {text.length < PREVIEW_LENGTH && <div>{FILLING.repeat(PREVIEW_LENGTH - text.length)}</div>}
      </div>
    </>
  )
}

/** Yahoo and AOL drop the body element: what it looks like is said once more in a cell. */
export function Body({ style = {}, children, ...props }: Styled) {
  const look = {
    background: style.background,
    backgroundColor: style.backgroundColor,
    margin: style.margin === undefined ? undefined : 0,
  }
  return (
    <body {...props} dir="ltr" lang="en" style={look}>
      <table {...plain} align="center">
        <tbody>
          <tr>
            <td dir="ltr" lang="en" style={style}>
              {children}
            </td>
          </tr>
        </tbody>
      </table>
    </body>
  )
}

const plain = { border: 0, width: '100%', cellPadding: 0, cellSpacing: 0, role: 'presentation' } as const

/** The column in which the mail stands. */
export function Container({ style, children }: Styled) {
  const [inner, outer] = partedPadding(style)
  return (
    <table {...plain} align="center" style={{ maxWidth: '37.5em', ...outer }}>
      <tbody>
        <tr style={{ width: '100%' }}>
          <td style={inner}>{children}</td>
        </tr>
      </tbody>
    </table>
  )
}

export function Section({ style, children, ...props }: Styled<HTMLTableElement>) {
  const [inner, outer] = partedPadding(style)
  return (
    <table {...plain} align="center" {...props} style={outer}>
      <tbody>
        <tr>
          <td style={inner}>{children}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** Mail programs keep the padding of a cell and drop that of a table. */
function partedPadding(style: CSSProperties = {}): [padding: CSSProperties, others: CSSProperties] {
  const isPadding = ([key]: [string, unknown]) => key.startsWith('padding')
  const entries = Object.entries(style)
  return [
    Object.fromEntries(entries.filter(isPadding)),
    Object.fromEntries(entries.filter(entry => !isPadding(entry))),
  ]
}

export function Row({ style, children, ...props }: Styled<HTMLTableElement>) {
  return (
    <table {...plain} align="center" {...props} style={style}>
      <tbody style={{ width: '100%' }}>
        <tr style={{ width: '100%' }}>{children}</tr>
      </tbody>
    </table>
  )
}

export function Column({ align, style, children }: Styled & { align?: 'right' }) {
  return (
    <td align={align} data-id="__react-email-column" style={style}>
      {children}
    </td>
  )
}

export function Heading({ children, ...props }: Styled) {
  return <h1 {...props}>{children}</h1>
}

/** Outlook reads the margins of a paragraph only when each side is named. */
export function Text({ style, children, ...props }: HTMLAttributes<HTMLElement> & { style: WithMargin }) {
  const margins = { ...sides('margin', style.margin), ...longMargins(style) }
  return (
    <p {...props} style={{ fontSize: '14px', lineHeight: '24px', ...style, ...margins }}>
      {children}
    </p>
  )
}

type WithMargin = CSSProperties & { margin: number | string }

const longMargins = ({ marginTop, marginBottom }: CSSProperties) => ({
  ...(marginTop !== undefined && { marginTop }),
  ...(marginBottom !== undefined && { marginBottom }),
})

/** The sides of a shorthand of one to three values. */
function sides(of: 'margin' | 'padding', shorthand: number | string): CSSProperties {
  const values = typeof shorthand === 'number' ? [shorthand] : shorthand.split(' ')
  const [top, right = top, bottom = top] = values
  return { [`${of}Top`]: top, [`${of}Right`]: right, [`${of}Bottom`]: bottom, [`${of}Left`]: right }
}

export function Hr({ style, ...props }: Styled) {
  const look = { width: '100%', border: 'none', borderColor: 'transparent', borderTop: '1px solid #eaeaea' }
  return <hr {...props} style={{ ...look, ...style }} />
}

export function Link({ style, children, ...props }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  const look = { color: '#067df7', textDecorationLine: 'none', ...style }
  return (
    <a {...props} style={look} target="_blank">
      {children}
    </a>
  )
}

type WithPadding = CSSProperties & { padding: string }

/** A link that looks like a button. Outlook ignores its padding and is given spaces of the same width instead. */
export function Button({
  style,
  children,
  ...props
}: AnchorHTMLAttributes<HTMLAnchorElement> & { style: WithPadding }) {
  const padding = sides('padding', style.padding)
  const vertical = Number.parseFloat(`${padding.paddingTop}`)
  const horizontal = Number.parseFloat(`${padding.paddingLeft}`)
  const words = { maxWidth: '100%', display: 'inline-block', lineHeight: '120%' }
  return (
    <a {...props} style={{ ...linkFrame, ...style, ...padding }} target="_blank">
      <ForOutlook html={outlookSpace(horizontal, `;mso-text-raise:${points(2 * vertical)}px`)} />
      <span style={{ ...words, ...forOutlook({ msoPaddingAlt: '0px', msoTextRaise: points(vertical) }) }}>
        {children}
      </span>
      <ForOutlook html={outlookSpace(horizontal, '', '&#8203;')} />
    </a>
  )
}

/** Properties that only Outlook knows. */
const forOutlook = (properties: Record<string, string | number>) => properties as CSSProperties

const linkFrame = {
  lineHeight: '100%',
  textDecoration: 'none',
  display: 'inline-block',
  maxWidth: '100%',
  ...forOutlook({ msoPaddingAlt: '0px' }),
}

const points = (pixels: number) => (pixels * 3) / 4

/** Outlook stretches a space to five times its width at most. */
function outlookSpace(pixels: number, style: string, end = ''): string {
  const spaces = Math.ceil(pixels / 10)
  const width = (pixels / spaces / 2) * 100
  return `<!--[if mso]><i style="mso-font-width:${width}%${style}" hidden>${'&#8202;'.repeat(spaces)}${end}</i><![endif]-->`
}

function ForOutlook({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSX cannot write a comment, and this one holds numbers of ours alone.
  return <span dangerouslySetInnerHTML={{ __html: html }} />
}
