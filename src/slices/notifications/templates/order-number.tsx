/** The number stays on one line, so that it can be read out and copied. */
export function OrderNumber({ children }: { children: string }) {
  return <strong style={{ whiteSpace: 'nowrap' }}>{children}</strong>
}
