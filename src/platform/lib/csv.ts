/** A file of comma-separated values (RFC 4180), which spreadsheets and book-keeping programs read. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows]
    .map(row => row.map(cell).join(','))
    .concat('')
    .join('\r\n')
}

function cell(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
