import { CopyButton } from '#platform/ui/copy-button.tsx'

/** An id at the bank, which staff can copy and look for there. */
export function Reference({ text, label }: { text: string; label: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 [overflow-wrap:anywhere]">{text}</code>
      <CopyButton text={text} label={label} className="-my-2" />
    </span>
  )
}
