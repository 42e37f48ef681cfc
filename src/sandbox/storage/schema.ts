/** What lies in the buckets. */
export const objectsSql = `
CREATE TABLE objects (
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  body BLOB NOT NULL,
  content_type TEXT NOT NULL,
  checksum_name TEXT,
  checksum TEXT,
  etag TEXT NOT NULL,
  put_at_ms INTEGER NOT NULL,
  PRIMARY KEY (bucket, key)
) STRICT;
`
