type Refused = { message: string; data?: { fields?: { path: string; message: string }[] } | null | undefined }

/** The server's words about the fields of a form, and what is left to say above it. */
export function refusedFields(
  error: Refused | null,
  show: (field: string, message: string) => void,
): string | null {
  if (!error) return null
  const fields = error.data?.fields ?? []
  for (const { path, message } of fields) show(path, message)
  return fields.length ? null : error.message
}
